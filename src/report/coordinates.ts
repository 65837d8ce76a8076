import type { CoordinateCheck, GradientCheck } from '../check/record.ts';
import { formatError } from './number.ts';
import { WIDTH } from './prose.ts';
import { formatSides } from './sides.ts';
import { firstColumn, layoutTable, widestOf } from './table.ts';
import { largestBeyond, worstFirst } from './worst.ts';

const INDENT = '  ';

const BUDGET = { width: WIDTH - INDENT.length };

/** Columns a coordinate keeps when digits have to be given up instead. */
const SHORTEST_COORDINATE = 24;

/** Significant digits to try, until the table fits. */
const DIGITS = [17, 14, 12, 10, 8, 6, 4, 3, 2];

/** The coordinates that do not agree, worst first: both sides, the bar and the relative error. */
export function formatCoordinates(
  check: GradientCheck,
  { rows }: { readonly rows: number },
): readonly string[] {
  const shown = worstFirst(check).slice(0, rows);
  if (shown.length === 0) return [];
  const more = remainder(check, { rows: shown.length });
  return [...layoutTable(fittingTable(shown, check), BUDGET), ...more].map((line) => INDENT + line);
}

type Table = readonly (readonly string[])[];

function fittingTable(shown: readonly CoordinateCheck[], check: GradientCheck): Table {
  const errors = errorColumn(shown, check);
  const names = ['coordinate', ...shown.map(({ coordinate }) => coordinate)];
  const needed = Math.min(widestOf(names), SHORTEST_COORDINATE);
  const fits = (table: Table) => firstColumn(table, BUDGET) >= needed;
  const drafts = DIGITS.map((digits) => draft(shown, { digits, errors }));
  return drafts.find(fits) ?? drafts[drafts.length - 1];
}

interface Columns {
  readonly digits: number;
  readonly errors: readonly string[];
}

function draft(shown: readonly CoordinateCheck[], { digits, errors }: Columns): Table {
  const { analytic, numeric } = formatSides(shown, { digits });
  return [
    ['coordinate', 'analytic', 'numeric ± bar', 'relative error'],
    ...shown.map((row, index) => [row.coordinate, analytic[index], numeric[index], errors[index]]),
  ];
}

// where some disagreement is certain, what is only undecided must not look the same
function errorColumn(
  shown: readonly CoordinateCheck[],
  { verdict }: GradientCheck,
): readonly string[] {
  const errors = shown.map(({ relativeError }) => formatError(relativeError));
  const width = widestOf(errors);
  return errors.map((error, index) =>
    verdict === 'mismatch' && shown[index].verdict !== 'mismatch'
      ? `${error.padEnd(width)}  undecided`
      : error,
  );
}

function remainder(check: GradientCheck, { rows }: { readonly rows: number }): readonly string[] {
  const count = check.variables.reduce((sum, { wrong }) => sum + wrong, 0) - rows;
  if (count <= 0) return [];
  const largest = largestBeyond(check, { rows });
  const size = largest === undefined ? '' : ` (the largest ${formatError(largest)})`;
  return [`… and ${count} more${size}`];
}
