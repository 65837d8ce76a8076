import { callAt, evaluations } from '../function-subject.ts';
import type { Subject } from '../subject.ts';
import { andThen } from '../then.ts';
import type { Product } from './product.ts';
import type { Products } from './products.ts';

/**
 * A product backwards as the gradient of ⟨w, f(x)⟩, for a few cotangents w: in place of one for each number of a large output.
 */
export function contracted(
  { value, inputs, outputs, point }: Products,
  {
    product,
    cotangents,
  }: { readonly product: Product; readonly cotangents: readonly Float64Array[] },
): Subject {
  const place = point();
  return {
    ...evaluations({ value }, place, (f, at) =>
      andThen(callAt(f, at), (output) => {
        const { values } = outputs.read(output);
        return cotangents.map((w) => w.reduce((sum, weight, i) => sum + weight * values[i], 0));
      }),
    ),
    description: `{ ${value.name}, ${product.name} }`,
    called: { value: value.name, gradient: product.name },
    rows: cotangents.length,
    gradient: (row) => {
      const times = (x: unknown) => product.times(cotangents[row] as Float64Array, x);
      return andThen(callAt({ name: product.name, call: times }, place), (found) => {
        const { values, dtype } = found as { values: Float64Array; dtype: 'float64' };
        const dtypes = inputs.variables.map(() => dtype);
        return { values, dtypes, aliasesPoint: [], reused: [] };
      });
    },
    restore: () => {},
  };
}
