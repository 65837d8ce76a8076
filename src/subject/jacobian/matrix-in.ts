import { numbersIn, withZeros } from './dense.ts';
import type { Layout } from './frame.ts';
import { sparseIn } from './sparse.ts';

/** A matrix by its own sizes, outputs by inputs. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** A sparse matrix that is larger is compared as what it should be, or not at all. */
const LARGEST = 1e6;

/** What has two axes as a matrix of the sizes that it has, whatever those should be. */
export function matrixIn(found: unknown, layout: Layout): Matrix | undefined {
  const sparse = sparseIn(found);
  const [height = 0, width = 0] = sparse?.shape ?? [];
  if (height * width > LARGEST) return undefined;
  const numbers = sparse ? withZeros(sparse, { rows: height, columns: width }) : numbersIn(found);
  if (numbers?.shape.length !== 2) return undefined;
  const [down, across] = numbers.shape as [number, number];
  const values = Float64Array.from({ length: down * across }, (_, k) => numbers.read(k));
  if (layout === 'outputs-by-inputs') return { rows: down, columns: across, values };
  const turned = values.map((_, k) => values[(k % down) * across + Math.floor(k / down)] as number);
  return { rows: across, columns: down, values: turned };
}
