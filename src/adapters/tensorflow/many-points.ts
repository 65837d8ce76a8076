import type { AdaptedPoint } from '../../subject/adapter.ts';
import { putBackAll, putBackEach } from '../../subject/put-back.ts';
import { onceBegun, whenDone } from '../../subject/then.ts';
import { evaluate } from './evaluate.ts';
import { applyLayer, type LayerCall } from './layer-call.ts';
import type { Tensor, TensorFlow, Variable } from './namespace.ts';
import { newTensor, remember } from './stored.ts';
import type { StoredVariable, WorkingPoint } from './working-point.ts';

/** A layer at its input. */
export interface PlacedLayer {
  readonly tf: TensorFlow;
  readonly call: LayerCall;
  readonly input: WorkingPoint;
}

/**
 * What a layer gives at several points: all passes are begun before anything is read, so that a backend which is read later is waited for once.
 * Its weights are those of each point in turn, and in the end what they were.
 */
export function outputsAt(
  { tf, call, input }: PlacedLayer,
  weights: readonly StoredVariable[],
  points: readonly AdaptedPoint[],
): unknown {
  const made: Tensor[] = [];
  const tensorOf = ({ array: { shape = [] } }: StoredVariable, numbers: Float64Array) => {
    const tensor = newTensor(tf, { data: numbers, shape });
    made.push(tensor);
    return tensor;
  };
  const outputAt = (point: AdaptedPoint) => {
    for (const one of weights) {
      const numbers = point[one.path];
      if (numbers) (one.tensor() as Variable).assign(tensorOf(one, numbers));
    }
    const floats = input.variables.map((one) => {
      const numbers = point[one.path];
      return numbers ? tensorOf(one, numbers) : one.tensor();
    });
    return applyLayer(call, input.around(floats));
  };
  const restores = weights.map(({ tensor }) => remember(tf, tensor() as Variable));
  return whenDone(
    () =>
      onceBegun(
        () => evaluate(tf, input.reader, () => points.map(outputAt)),
        () => putBackAll(restores),
      ),
    () => putBackEach(made, (tensor) => tensor.dispose()),
  );
}
