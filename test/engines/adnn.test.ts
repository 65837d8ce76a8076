import ad from 'adnn/ad/index.js';
import Tensor from 'adnn/tensor.js';
import { eachPasses, type Operation } from './engine.ts';

// adnn 2.0.10: a graph of scalars and tensors. What a function computes runs backward, and leaves keep their gradients.

type Node = ReturnType<typeof ad.lift>;

/** The node with a slip in the gradient that it passes to a leaf. */
function slipped(node: Node, leaf: Node, slip: number): Node {
  const { backward } = node;
  if (slip !== 1)
    node.backward = () => {
      Reflect.apply(backward, node, []);
      if (typeof leaf.dx === 'number') leaf.dx *= slip;
      else for (let i = 0; i < leaf.dx.data.length; i++) leaf.dx.data[i] *= slip;
    };
  return node;
}

type Slip = (node: Node) => Node;

function scalar(name: string, f: (a: Node, b: Node, slip: Slip) => Node): Operation {
  return {
    name: `scalar.${name}`,
    make: (slip) => ({
      subject: (a: Node, b: Node) => f(a, b, (node) => slipped(node, b, slip)),
      options: { at: [ad.lift(0.4), ad.lift(0.9)] },
    }),
    wrong: 'b',
  };
}

function tensor(name: string, f: (x: Node) => Node): Operation {
  return {
    name: `tensor.${name}`,
    make: (slip) => ({
      subject: (W: Node, x: Node) => t.sumreduce(t.mul(W, slipped(f(x), x, slip))),
      options: {
        at: [
          [0.3, -0.8, 1.1],
          [0.7, 0.4, 1.2],
        ].map(vector),
      },
    }),
    wrong: 'x',
  };
}

const { scalar: s, tensor: t } = ad;
const vector = (numbers: number[]) => ad.lift(new Tensor([numbers.length]).fromFlatArray(numbers));

eachPasses([
  scalar('mul', (a, b, slip) => slip(s.mul(a, b))),
  scalar('div', (a, b, slip) => slip(s.div(a, b))),
  scalar('pow', (a, b, slip) => slip(s.pow(a, b))),
  scalar('tanh', (a, b, slip) => s.mul(a, slip(s.tanh(b)))),
  scalar('sigmoid', (a, b, slip) => s.mul(a, slip(s.sigmoid(b)))),
  tensor('exp', (x) => t.exp(x)),
  tensor('tanh', (x) => t.tanh(x)),
  tensor('sqrt', (x) => t.sqrt(x)),
]);
