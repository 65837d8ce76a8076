import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { relativeError } from '../numeric/norm.ts';
import type { Along } from '../subject/products/along-tangents.ts';
import type { Space } from '../subject/products/space.ts';
import { type Uniform, uniformNumbers } from '../subject/random.ts';
import type { MaybePromise } from '../subject/then.ts';
import { type Asking, asked } from './asking.ts';
import { nameIn } from './product-record.ts';

/** Outputs beyond which not each of them is judged, how many are judged because plain differences disagree most, and how many at random. */
const MOST = { all: 64, disagreeing: 16, random: 48 };

/** A large output along a few tangents. */
export interface Compared {
  readonly outputs: Space;
  /** The output so far along the tangents. */
  readonly output: (along: Along) => MaybePromise<unknown>;
  /** The product with each tangent. */
  readonly columns: readonly Float64Array[];
  readonly at: Along;
  readonly seed: number;
}

/** The names of the outputs that are worth judging: those on which plain differences disagree most, and some of the others. */
export function* likelyRows(compared: Compared): Asking<readonly string[] | undefined> {
  const { outputs, columns, seed } = compared;
  const { size } = outputs.side;
  if (size <= MOST.all) return undefined;
  const errors = new Float64Array(size);
  for (const [k, column] of columns.entries()) {
    const plain = yield* differencesAlong(k, compared);
    for (const [i, analytic] of column.entries()) {
      const error = relativeError({ analytic: [analytic], numeric: [plain[i]] });
      errors[i] = Math.max(errors[i], Number.isNaN(error) ? 1 : error);
    }
  }
  const byError = [...errors.keys()].sort((a, b) => errors[b] - errors[a]);
  const drawn = spread(size, uniformNumbers({ seed, purpose: 'strata', set: 'outputs' }));
  const rows = new Set([...byError.slice(0, MOST.disagreeing), ...drawn]);
  return [...rows].map((row) => nameIn(outputs, row));
}

/** How many evaluations that took. */
export function evaluationsFor({
  outputs,
  columns,
}: Pick<Compared, 'outputs' | 'columns'>): number {
  return outputs.side.size <= MOST.all ? 0 : 2 * columns.length;
}

/** (F(t) − F(−t)) / 2t along one tangent with t = ∛u, which is near enough to tell what is wrong from what is right. */
function* differencesAlong(k: number, { outputs, output, at }: Compared): Asking<Float64Array> {
  const t = Math.fround(
    Math.cbrt(UNIT_ROUNDOFF[at.tangent instanceof Float64Array ? 'float64' : 'float32']),
  );
  const moved = (by: number) => ({ tangent: at.tangent.map((_, i) => (i === k ? by : 0)) });
  const [to, from] = [
    outputs.read(yield* asked(() => output(moved(t)))),
    outputs.read(yield* asked(() => output(moved(-t)))),
  ];
  return to.values.map((y, i) => (y - from.values[i]) / (2 * t));
}

/** One of each of as many parts. */
function spread(size: number, uniform: Uniform): readonly number[] {
  const { random } = MOST;
  return Array.from({ length: random }, (_, i) => Math.floor(((i + uniform()) * size) / random));
}
