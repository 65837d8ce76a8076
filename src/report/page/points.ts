import { indexIn, nameOfEntry } from '../../naming.ts';
import type { CoordinateCheck, VariableCheck, Verdict } from '../../record.ts';

/** A checked coordinate as it is drawn. */
export interface Point {
  /** Its place in the variable, counted through all axes. */
  readonly flat: number;
  readonly name: string;
  readonly analytic: number;
  readonly numeric: number;
  readonly bar: number;
  readonly relativeError: number;
  readonly verdict: Verdict;
}

/** Every checked coordinate of a variable, those beyond the worst that the record keeps judged by their bars. */
export function pointsOf(variable: VariableCheck): readonly Point[] {
  const worst = new Map(
    variable.worst.map((check) => [flatten(check.index, variable.shape), check]),
  );
  return Array.from(variable.coordinates, (flat, row) => {
    const { analytic, numeric, bars } = variable;
    const sides = { analytic: analytic[row], numeric: numeric[row], bar: bars[row] };
    const name = nameOfEntry(variable, flat);
    return { flat, name, ...sides, ...(worst.get(flat) ?? judge(sides, variable)) };
  });
}

type Judged = Pick<CoordinateCheck, 'relativeError' | 'verdict'>;

function judge(
  { analytic, numeric, bar }: Pick<Point, 'analytic' | 'numeric' | 'bar'>,
  { worst, wrong, threshold, verdict }: VariableCheck,
): Judged {
  const difference = Math.abs(analytic - numeric);
  const size = Math.abs(analytic) + Math.abs(numeric);
  const relativeError = difference === 0 ? 0 : difference / size;
  if (relativeError <= threshold) return { relativeError, verdict: 'match' };
  // a bar is no reason to call it right where nothing could be decided
  if (verdict === 'inconclusive') return { relativeError, verdict };
  const agrees = wrong <= worst.length || difference <= bar;
  return { relativeError, verdict: agrees ? 'match' : worst[worst.length - 1].verdict };
}

function flatten(index: readonly number[], shape: readonly number[]): number {
  return index.reduce((flat, position, axis) => flat * shape[axis] + position, 0);
}

/** The position along each axis, with commas between: `2,3`. */
export function unravel(flat: number, sizes: readonly number[]): string {
  return indexIn(sizes, flat).join(',');
}
