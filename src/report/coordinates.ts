import type { CoordinateCheck, GradientCheck } from '../record.ts';
import { tellsApart } from './notation.ts';
import { formatError } from './number.ts';
import { errorTitle, type Fit } from './prose.ts';
import { formatSides } from './sides.ts';
import { FIRST_COLUMN, firstColumn, layoutTable, widestOf } from './table.ts';
import { wordsOf } from './words.ts';
import { largestBeyond, worstFirst } from './worst.ts';

const INDENT = '  ';

/** Columns a coordinate keeps when digits have to be given up instead. */
const SHORTEST_COORDINATE = 18;

/** Significant digits to try until the table fits. */
const DIGITS = [17, 14, 12, 10, 8, 6, 4, 3, 2];
/** Significant digits that are worth more than the middle of a long path. */
const DIGITS_BEFORE_PATH = 8;

/** The coordinates that do not agree, worst first: both sides, the bar and the relative error. */
export function formatCoordinates(
  check: GradientCheck,
  { rows, width }: Fit & { readonly rows: number },
): readonly string[] {
  const budget = { width: width - INDENT.length };
  const shown = worstFirst(check).slice(0, rows);
  if (shown.length === 0) return [];
  const more = remainder(check, { rows: shown.length });
  const table = fittingTable(shown, check, budget);
  return [...layoutTable(whole(table, shown, budget), budget), ...more].map(
    (line) => INDENT + line,
  );
}

type Table = readonly (readonly string[])[];

// as many digits as leave the coordinates whole; else as few as still tell both sides apart
function fittingTable(shown: readonly CoordinateCheck[], check: GradientCheck, budget: Fit): Table {
  const errors = errorColumn(shown, check);
  const title = errorTitle(budget);
  const { one } = wordsOf(check);
  const longest = widestOf([one, ...shown.map(({ coordinate }) => coordinate)]);
  const drafts = DIGITS.map((digits) => ({
    digits,
    table: draft(shown, { digits, errors, title, one }),
  }));
  const good = drafts.filter(
    ({ digits }) => digits >= DIGITS_BEFORE_PATH && tellsApart(shown, { digits }),
  );
  const leaving = (room: number) => (candidate: { readonly table: Table }) =>
    firstColumn(candidate.table, budget) >= Math.min(room, longest);
  const chosen =
    good.find(leaving(longest)) ??
    [...good].reverse().find(leaving(SHORTEST_COORDINATE)) ??
    drafts.find(leaving(SHORTEST_COORDINATE)) ??
    drafts[drafts.length - 1];
  return chosen.table;
}

// extreme numbers on a narrow terminal: then the errors give way, which follow from the rest
function whole(table: Table, shown: readonly CoordinateCheck[], budget: Fit): Table {
  if (firstColumn(table, budget) >= FIRST_COLUMN) return table;
  return table.map(([coordinate, analytic, numeric], row) => [
    coordinate,
    analytic,
    numeric,
    shown[row - 1]?.verdict === 'inconclusive' ? 'open' : '',
  ]);
}

interface Columns {
  readonly digits: number;
  readonly errors: readonly string[];
  /** What stands above the errors. */
  readonly title: string;
  /** What stands above the names. */
  readonly one: string;
}

function draft(shown: readonly CoordinateCheck[], { digits, errors, title, one }: Columns): Table {
  const { analytic, numeric } = formatSides(shown, { digits });
  return [
    [one, 'analytic', 'numeric ± bar', title],
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
      ? `${error.padEnd(width)} undecided`
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
