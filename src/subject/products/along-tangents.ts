import { coarsest } from '../../numeric/dtype.ts';
import { callAt } from '../function-subject.ts';
import type { JacobianFunctions } from '../jacobian/jacobian-subject.ts';
import { andThen, makeInTurn } from '../then.ts';
import type { WorkingPoint } from '../working-point.ts';
import type { Product } from './product.ts';
import type { Products } from './products.ts';

/** The point of a function along tangents: how far along each. */
export interface Along {
  readonly tangent: Float64Array | Float32Array;
}

/**
 * A product forwards as the Jacobian of F(t) = f(x + Σ tₖ·vₖ) at t = 0, whose column k is the product with vₖ: a few columns in place of
 * one for each number of a large point.
 *
 * @param tangents - each number as large as that of the point, or as 1: a step is then never lost in it, by 2⁻⁵³ / t at most
 */
export function alongTangents(
  products: Products,
  { product, tangents }: { readonly product: Product; readonly tangents: readonly Float64Array[] },
): { readonly functions: JacobianFunctions; readonly at: Along } {
  const { value, output, second } = products;
  const base = baseOf(products.point());
  const placed = (along: Along): WorkingPoint => {
    // of its own at every call: several may be under way at once
    const place = products.point();
    place.store(
      base.map((x, k) => tangents.reduce((sum, v, i) => sum + v[k] * along.tangent[i], x)),
    );
    return place;
  };
  const times = (along: Along) => (i: number) =>
    callAt(
      { name: product.name, call: (x) => product.times(tangents[i] as Float64Array, x) },
      placed(along),
    );
  const functions = {
    description: `{ ${value.name}, ${product.name} }`,
    value: { name: value.name, call: (along: unknown) => callAt(value, placed(along as Along)) },
    // of what it is an output of, the directions have none of the structure
    output: (given: unknown) => output(given, products.point()),
    layout: 'inputs-by-outputs',
    jacobian: {
      name: product.name,
      call: (along: unknown) =>
        andThen(makeInTurn(tangents.length, times(along as Along)), (columns) =>
          (columns as { values: Float64Array }[]).map(({ values }) => values),
        ),
    },
    ...(second !== undefined && { second }),
  } as const;
  const isDouble = coarsest(...products.inputs.variables.map(({ dtype }) => dtype)) === 'float64';
  const tangent = new (isDouble ? Float64Array : Float32Array)(tangents.length);
  return { functions, at: { tangent } };
}

function baseOf(point: WorkingPoint): Float64Array {
  const base = new Float64Array(point.size);
  point.load(base);
  return base;
}
