import { type GradTensor, parameter } from 'deepbox/ndarray';
import { eachPasses, type Operation } from './engine.ts';

// deepbox 1.0.0: tensors that record a graph; `data` and `grad` are getters without setters, over the numbers themselves.

/** A matrix of six numbers and a vector of three. */
const leaves = () => [
  parameter(
    [
      [0.3, -0.8, 1.1],
      [0.6, 0.9, -0.2],
    ],
    { dtype: 'float64' },
  ),
  parameter([[0.7], [0.4], [1.2]], { dtype: 'float64' }),
];

/** The tensor with a slip in the gradient that it passes to a leaf. */
function slipped(tensor: GradTensor, leaf: GradTensor, slip: number): GradTensor {
  const node = tensor as unknown as { _backward: () => void };
  const { _backward: pass } = node;
  node._backward = () => {
    pass();
    const { data } = leaf.grad as unknown as { data: Float64Array };
    for (let i = 0; i < data.length; i++) data[i] *= slip;
  };
  return tensor;
}

function operation(name: string, f: (x: GradTensor) => GradTensor): Operation {
  return {
    name,
    make: (slip) => ({
      subject: (W: GradTensor, x: GradTensor) =>
        W.matmul(slip === 1 ? f(x) : slipped(f(x), x, slip))
          .square()
          .sum(),
      options: { at: leaves() },
    }),
    wrong: 'x',
  };
}

eachPasses([
  operation('mul', (x) => x.mul(x)),
  operation('exp', (x) => x.exp()),
  operation('log', (x) => x.log()),
  operation('sqrt', (x) => x.sqrt()),
  operation('tanh', (x) => x.tanh()),
  operation('sigmoid', (x) => x.sigmoid()),
  operation('pow', (x) => x.pow(3)),
  operation('gelu', (x) => x.gelu()),
]);
