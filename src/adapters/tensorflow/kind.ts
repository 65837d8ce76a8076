import type { Dtype } from '../../numeric/dtype.ts';
import type { ArrayKind } from '../point.ts';
import type { Tensor, TensorFlow, Variable } from './namespace.ts';

/** Tensors, as a point or an input holds them. */
export function tensorKind(tf: TensorFlow): ArrayKind<Tensor> {
  return {
    name: 'a tf.Tensor',
    is: (value): value is Tensor => value instanceof tf.Tensor,
    shapeOf: ({ shape }) => shape,
    dtypeOf: ({ dtype }, place) => formatOf(dtype, place),
  };
}

function formatOf(dtype: string, place: string): Dtype | undefined {
  if (dtype === 'float32') return 'float32';
  if (dtype === 'int32' || dtype === 'bool') return undefined;
  throw new TypeError(
    `\`${place}\` must be a tensor of float32, int32 or bool, got ${dtype}${
      dtype === 'complex64'
        ? '; give its real and imaginary part, and put them together with tf.complex'
        : ''
    }`,
  );
}

export function isVariable(tf: TensorFlow, tensor: Tensor): tensor is Variable {
  return tensor instanceof tf.Variable;
}
