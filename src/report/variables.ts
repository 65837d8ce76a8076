import type { GradientCheck, VariableCheck, Verdict } from '../record.ts';
import { formatBar } from './bar.ts';
import { formatError } from './number.ts';
import { WIDTH } from './prose.ts';
import { shorten } from './shorten.ts';
import { layoutTable } from './table.ts';

const INDENT = '  ';

/** Variables listed before the rest is only counted. */
const ROWS = 12;

const ORDER: readonly Verdict[] = ['mismatch', 'inconclusive', 'match'];

const HEADER = ['variable', 'shape', 'checked', 'relative error'];

/** One line per variable, the wrong ones first; nothing for a single one, which the rest describes. */
export function formatVariables(
  { variables }: GradientCheck,
  { verbose }: { readonly verbose: boolean },
): readonly string[] {
  if (variables.length < 2) return [];
  const sorted = ORDER.flatMap((verdict) => withVerdict(variables, verdict));
  const shown = sorted.slice(0, ROWS);
  // thresholds differ between formats only; when they do not, the summary has said it
  const differ = new Set(variables.map(({ threshold }) => threshold)).size > 1;
  const table = verbose
    ? [[...HEADER, 'detectable', 'verdict'], ...shown.map(rowWithDetectable)]
    : differ
      ? [[...HEADER, 'threshold', 'verdict'], ...shown.map(rowWithThreshold)]
      : [[...HEADER, 'verdict'], ...shown.map(row)];
  const lines = layoutTable(table, { width: WIDTH - INDENT.length });
  return [...lines, ...remainder(sorted.slice(ROWS))].map((line) => INDENT + line);
}

function row(variable: VariableCheck): readonly string[] {
  return [...measures(variable, { shape: 13, checked: 15 }), variable.verdict];
}

function rowWithThreshold(variable: VariableCheck): readonly string[] {
  const threshold = formatError(variable.threshold);
  return [...measures(variable, { shape: 9, checked: 12 }), threshold, variable.verdict];
}

/** The smallest detectable error is above the threshold, and says more. */
function rowWithDetectable(variable: VariableCheck): readonly string[] {
  const { unverified, smallestDetectable, verdict } = variable;
  const detectable = unverified ? 'unverified' : formatBar(smallestDetectable);
  return [...measures(variable, { shape: 9, checked: 11 }), detectable, verdict];
}

interface Widths {
  readonly shape: number;
  readonly checked: number;
}

function measures(
  { path, shape, checked, total, relativeError }: VariableCheck,
  widths: Widths,
): readonly string[] {
  return [
    path,
    shorten(shape.length === 0 ? 'number' : `[${shape.join(', ')}]`, { width: widths.shape }),
    shorten(`${checked}/${total}`, { width: widths.checked }),
    formatError(relativeError),
  ];
}

function remainder(rest: readonly VariableCheck[]): readonly string[] {
  const counts = ORDER.map((verdict) => ({ verdict, count: withVerdict(rest, verdict).length }));
  const present = counts.filter(({ count }) => count > 0);
  if (present.length === 0) return [];
  if (present.length === 1) return [`… and ${rest.length} more, all ${present[0].verdict}`];
  const parts = present.map(({ verdict, count }) => `${count} ${verdict}`);
  return [`… and ${rest.length} more (${parts.join(', ')})`];
}

function withVerdict(variables: readonly VariableCheck[], verdict: Verdict) {
  return variables.filter((variable) => variable.verdict === verdict);
}
