import type { GradientCheck, VariableCheck, Verdict } from '../record.ts';
import { formatBar } from './bar.ts';
import { formatError } from './number.ts';
import { type Fit, WIDTH } from './prose.ts';
import { shorten } from './shorten.ts';
import { layoutTable } from './table.ts';
import { wordsOf } from './words.ts';

const INDENT = '  ';

/** Variables listed before the rest is only counted. */
const ROWS = 12;

const ORDER: readonly Verdict[] = ['mismatch', 'inconclusive', 'match'];

/** One column of the table. */
interface Column {
  readonly title: string;
  readonly cell: (variable: VariableCheck) => string;
}

/** A column that is not always there, and what it leaves to the counts. */
interface Extra extends Column {
  readonly room: number;
}

/** One line per variable, the wrong ones first; nothing for a single one, which the rest describes. */
export function formatVariables(
  check: GradientCheck,
  { verbose, width }: Fit & { readonly verbose: boolean },
): readonly string[] {
  const { variables } = check;
  if (variables.length < 2) return [];
  const sorted = ORDER.flatMap((verdict) => withVerdict(variables, verdict));
  const shown = sorted.slice(0, ROWS);
  // thresholds differ between formats only; when they do not, the summary has said it
  const differ = new Set(variables.map(({ threshold }) => threshold)).size > 1;
  const more = verbose ? [DETECTABLE] : differ ? [THRESHOLD] : [];
  const columns = width < WIDTH ? narrowColumns(more) : columnsWith(more);
  const [, ...titles] = columns.map(({ title }) => title);
  const table = [
    [wordsOf(check).part, ...titles],
    ...shown.map((variable) => columns.map(({ cell }) => cell(variable))),
  ];
  const lines = layoutTable(table, { width: width - INDENT.length });
  return [...lines, ...remainder(sorted.slice(ROWS))].map((line) => INDENT + line);
}

function columnsWith(more: readonly Extra[]): readonly Column[] {
  const [extra] = more;
  const room = extra === undefined ? { shape: 13, checked: 15 } : { shape: 9, checked: extra.room };
  return [
    PATH,
    shapeIn(room.shape),
    checkedIn(room.checked),
    errorUnder('relative error'),
    ...more,
    VERDICT,
  ];
}

// without the shape, which a map says as well
function narrowColumns(more: readonly Extra[]): readonly Column[] {
  return [PATH, checkedIn(12), errorUnder('error'), ...more, VERDICT];
}

const PATH: Column = { title: 'variable', cell: ({ path }) => path };
const VERDICT: Column = { title: 'verdict', cell: ({ verdict }) => verdict };

const THRESHOLD: Extra = {
  title: 'threshold',
  cell: ({ threshold }) => formatError(threshold),
  room: 12,
};

/** The smallest detectable error is above the threshold, and says more. */
const DETECTABLE: Extra = {
  title: 'detectable',
  cell: ({ checked, unverified, smallestDetectable }) =>
    checked === 0 ? '' : unverified ? 'unverified' : formatBar(smallestDetectable),
  room: 11,
};

function shapeIn(width: number): Column {
  const text = (shape: readonly number[]) =>
    shape.length === 0 ? 'number' : `[${shape.join(', ')}]`;
  return { title: 'shape', cell: ({ shape }) => shorten(text(shape), { width }) };
}

function checkedIn(width: number): Column {
  return {
    title: 'checked',
    cell: ({ checked, total }) => shorten(`${checked}/${total}`, { width }),
  };
}

function errorUnder(title: string): Column {
  // of what was not looked at nothing is known
  return {
    title,
    cell: ({ checked, relativeError }) => (checked === 0 ? '' : formatError(relativeError)),
  };
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
