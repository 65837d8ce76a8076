import type {
  CoordinateCheck,
  GradientCheck,
  LayerCheck,
  VariableCheck,
  Verdict,
} from '../../record.ts';
import { firstBroken } from '../layers.ts';
import { formatError } from '../number.ts';
import { shorten } from '../shorten.ts';
import { formatSides } from '../sides.ts';
import { wordsOf } from '../words.ts';
import { largestBeyond } from '../worst.ts';
import { element, fragment, type Markup } from './markup.ts';

/** Rows of a table before the rest is only counted. */
const MOST = { coordinates: 12, variables: 100, layers: 100 };

/** Characters of a path or a coordinate; the whole one is shown when pointed at. */
const LONGEST_NAME = 44;

/** Significant digits that a page has room for. */
const DIGITS = 12;

/** A verdict in a word, with a sign that needs no colour. */
export function verdictMark(verdict: Verdict): Markup {
  const sign = { match: '✓', mismatch: '✗', inconclusive: '?' }[verdict];
  return element('span', { class: `verdict ${verdict}` }, [`${sign} ${verdict}`]);
}

/** One row per variable, each leading to its drawings where there are some. */
export function variablesTable(
  check: GradientCheck,
  drawn: ReadonlySet<VariableCheck>,
): Markup | undefined {
  const { variables } = check;
  if (variables.length < 2) return undefined;
  const rows = sortedByVerdict(variables).slice(0, MOST.variables);
  const header = [
    wordsOf(check).part,
    'shape',
    'format',
    'checked',
    'wrong',
    'relative error',
    'threshold',
    'verdict',
  ];
  const body = rows.map((variable) =>
    variableRow(variable, { linked: drawn.has(variable), variables }),
  );
  return scrollable([
    element('thead', {}, [element('tr', {}, header.map(headerCell))]),
    element('tbody', {}, [
      ...body,
      ...remainder({ count: variables.length - rows.length, columns: header.length }),
    ]),
  ]);
}

/** The layers of a model in their order, and which of them breaks first; nothing for what is no model, or is correct. */
export function layersTable({ layers = [], verdict }: GradientCheck): Markup | undefined {
  if (layers.length === 0 || verdict === 'match') return undefined;
  const rows = layers.slice(0, MOST.layers);
  const header = ['layer', 'kind', 'relative error', 'verdict', ''];
  const sentence = firstBroken(layers, verdict);
  return fragment([
    sentence === '' ? undefined : element('p', { class: 'layers' }, [sentence]),
    scrollable([
      element('thead', {}, [element('tr', {}, header.map(headerCell))]),
      element('tbody', {}, [
        ...rows.map(layerRow),
        ...remainder({ count: layers.length - rows.length, columns: header.length }),
      ]),
    ]),
  ]);
}

function layerRow({ path, name, relativeError, verdict, reason }: LayerCheck): Markup {
  return element('tr', {}, [
    element('th', { scope: 'row', title: path }, [
      element('code', {}, [shorten(path, { width: LONGEST_NAME })]),
    ]),
    element('td', {}, [name]),
    numberCell(Number.isNaN(relativeError) ? '' : formatError(relativeError)),
    element('td', {}, [verdict === 'unchecked' ? verdict : verdictMark(verdict)]),
    element('td', { class: 'reason' }, [reason]),
  ]);
}

/** Wrong ones first, in their own order. */
export function sortedByVerdict(variables: readonly VariableCheck[]): readonly VariableCheck[] {
  const rank = { mismatch: 0, inconclusive: 1, match: 2 };
  return [...variables].sort((a, b) => rank[a.verdict] - rank[b.verdict]);
}

/** Where the drawings of a variable stand. */
export function anchorOf(variable: VariableCheck, variables: readonly VariableCheck[]): string {
  return `variable-${variables.indexOf(variable)}`;
}

interface Place {
  readonly linked: boolean;
  readonly variables: readonly VariableCheck[];
}

function variableRow(variable: VariableCheck, { linked, variables }: Place): Markup {
  const { path, shape, dtype, checked, total, wrong, relativeError, threshold, verdict } = variable;
  const href = `#${anchorOf(variable, variables)}`;
  const name = element('code', { title: path }, [shorten(path, { width: LONGEST_NAME })]);
  return element('tr', {}, [
    element('th', { scope: 'row' }, [linked ? element('a', { href }, [name]) : name]),
    element('td', {}, [shape.length === 0 ? 'number' : `[${shape.join(', ')}]`]),
    element('td', {}, [dtype]),
    numberCell(`${checked}/${total}`),
    numberCell(String(wrong)),
    numberCell(formatError(relativeError)),
    numberCell(formatError(threshold)),
    element('td', {}, [verdictMark(verdict)]),
  ]);
}

/** The coordinates of a variable that do not agree, worst first, with both sides aligned on the decimal point. */
export function coordinatesTable(
  check: GradientCheck,
  variable: VariableCheck,
): Markup | undefined {
  const { worst, wrong } = variable;
  const rows = worst.slice(0, MOST.coordinates);
  if (rows.length === 0) return undefined;
  const { analytic, numeric } = formatSides(rows, { digits: DIGITS });
  const header = [wordsOf(check).one, 'analytic', 'numeric ± bar', 'relative error', 'verdict'];
  const body = rows.map((row, i) =>
    coordinateRow(row, { analytic: analytic[i], numeric: numeric[i] }),
  );
  const largest = largestBeyond({ ...check, variables: [variable] }, { rows: rows.length });
  const rest = largest === undefined ? '' : ` (the largest ${formatError(largest)})`;
  return scrollable([
    element('thead', {}, [element('tr', {}, header.map(headerCell))]),
    element('tbody', {}, [
      ...body,
      ...remainder({ count: wrong - rows.length, columns: header.length, remark: rest }),
    ]),
  ]);
}

interface SideTexts {
  readonly analytic: string;
  readonly numeric: string;
}

function coordinateRow(row: CoordinateCheck, { analytic, numeric }: SideTexts): Markup {
  const wrongIn = (text: string) => element('td', { class: 'aligned' }, [text]);
  return element('tr', {}, [
    element('th', { scope: 'row', title: row.coordinate }, [
      element('code', {}, [shorten(row.coordinate, { width: LONGEST_NAME })]),
    ]),
    wrongIn(analytic),
    wrongIn(numeric),
    numberCell(formatError(row.relativeError)),
    element('td', {}, [verdictMark(row.verdict)]),
  ]);
}

interface Remainder {
  readonly count: number;
  readonly columns: number;
  readonly remark?: string;
}

function remainder({ count, columns, remark = '' }: Remainder): readonly Markup[] {
  if (count <= 0) return [];
  const text = `… and ${count} more${remark}`;
  return [element('tr', {}, [element('td', { colspan: String(columns) }, [text])])];
}

function scrollable(content: readonly Markup[]): Markup {
  return element('div', { class: 'scroll', tabindex: '0' }, [element('table', {}, content)]);
}

function headerCell(text: string): Markup {
  return element('th', { scope: 'col' }, [text]);
}

function numberCell(text: string): Markup {
  return element('td', { class: 'number' }, [text]);
}
