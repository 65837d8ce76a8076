import type { Dtype } from '../../numeric/dtype.ts';
import { coarsest } from '../../numeric/dtype.ts';
import type { JacobianFunctions } from '../jacobian/jacobian-subject.ts';
import { andThen, type MaybePromise, makeInTurn } from '../then.ts';
import type { Product } from './product.ts';
import type { Products } from './products.ts';

/** A Jacobian as its products with unit vectors make it up, outputs by inputs. */
export interface Assembled {
  readonly data: Float64Array | Float32Array;
  readonly shape: readonly [rows: number, columns: number];
}

/** All of a Jacobian at a point: a column for each number of the point, or a row for each of the output. */
export function assembledAt(product: Product, point: unknown): MaybePromise<Assembled> {
  const { from, to, kind } = product;
  const [count, length] = [from.side.size, to.side.size];
  const unit = (i: number) => Float64Array.from({ length: count }, (_, k) => (k === i ? 1 : 0));
  return andThen(
    makeInTurn(count, (i) => product.times(unit(i), point)),
    (lines) => {
      const data = numbersAs(coarsest(...new Set(lines.map(({ dtype }) => dtype))), count * length);
      const isByRow = kind === 'vjp';
      for (const [i, { values }] of lines.entries())
        for (const [k, value] of values.entries())
          data[isByRow ? i * length + k : k * count + i] = value;
      return { data, shape: isByRow ? [count, length] : [length, count] };
    },
  );
}

// what came in a short format says so
function numbersAs(dtype: Dtype, size: number): Float64Array | Float32Array {
  return dtype === 'float64' ? new Float64Array(size) : new Float32Array(size);
}

/** A product as a function of the point that returns the matrix; what was assembled at the point is its first answer. */
export function matrixFunctions(
  { value, output, second, names }: Products,
  { product, first }: { readonly product: Product; readonly first: Assembled },
): JacobianFunctions {
  const known = [first];
  return {
    description: `{ ${value.name}, ${product.name} }`,
    value,
    output,
    layout: 'outputs-by-inputs',
    jacobian: {
      name: product.name,
      call: (point) => (known.length > 0 ? known.pop() : assembledAt(product, point)),
    },
    ...(second !== undefined && { second }),
    ...(names && { names }),
  };
}
