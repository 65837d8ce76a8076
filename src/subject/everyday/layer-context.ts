import type { Layer } from '../layer/layer.ts';
import { callUsers } from '../users-code.ts';

/** What a pass keeps for the other, as functions of PyTorch do. */
interface PassContext {
  savedTensors: readonly unknown[];
  saved_tensors: readonly unknown[];
  readonly needsInputGrad: readonly boolean[];
  saveForBackward(...tensors: unknown[]): void;
  save_for_backward(...tensors: unknown[]): void;
}

/** The passes of a function that keeps in a context what its backward pass needs: `forward(ctx, x)`, `backward(ctx, g)`. */
export function withContext(layer: Layer, count: number) {
  let context: PassContext | undefined;
  return {
    forward: (...inputs: unknown[]): unknown => {
      context = newContext(count);
      return callUsers(() => Reflect.apply(layer.forward, layer, [context, ...inputs]));
    },
    backward: (...cotangent: unknown[]): unknown =>
      callUsers(() => Reflect.apply(layer.backward, layer, [context, ...cotangent])),
  };
}

function newContext(count: number): PassContext {
  const context: PassContext = {
    savedTensors: [],
    saved_tensors: [],
    needsInputGrad: Array(count).fill(true),
    saveForBackward: (...tensors) => {
      context.savedTensors = tensors;
      context.saved_tensors = tensors;
    },
    save_for_backward: (...tensors) => context.saveForBackward(...tensors),
  };
  return context;
}
