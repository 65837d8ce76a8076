import type { Through } from '../calls.ts';
import { containerOf, energy, MISTAKES, numbersOf, slopes } from '../points.ts';
import type { Ingredients, Make } from './made.ts';

// Parameters in place: a loss computes with what an object holds, and a backward pass leaves the gradients there.

type Members = Record<string, unknown>;

/** How an object holds its parameters and their gradients. */
interface Holding {
  members(w: unknown): Members;
  w(own: never): unknown;
  keep(own: never, dw: unknown): void;
}

const HOLDINGS: Readonly<Record<string, Holding>> = {
  'parameters with a loss': {
    members: (w) => ({ w, dw: undefined }),
    w: ({ w }: Members) => w,
    keep: (own: Members, dw) => {
      own.dw = dw;
    },
  },
  'listed parameters with a loss': {
    members: (w) => ({ params: [{ name: 'w', data: w, grad: undefined }] }),
    w: ({ params: [{ data }] }: { params: Members[] }) => data,
    keep: ({ params: [parameter] }: { params: Members[] }, dw) => {
      parameter.grad = dw;
    },
  },
};

const inPlace =
  ({ members, w, keep }: Holding): Make =>
  (ingredients: Ingredients, through: Through) => {
    const { numbers, size, mistake, container } = ingredients;
    const { make, read } = containerOf(container === 'float64' ? 'float64' : 'array');
    const numbersNow = (own: unknown) => read(w(own as never) as never);
    class Fit {
      loss() {
        return energy(numbersNow(this));
      }
      backward() {
        keep(this as never, make(slopes(numbersNow(this)).map(MISTAKES[mistake])));
      }
      zeroGrad() {
        keep(this as never, make(numbersOf('zero', size)));
      }
    }
    Object.assign(Fit.prototype, {
      loss: through('value', Fit.prototype.loss),
      backward: through('gradient', Fit.prototype.backward),
      zeroGrad: through('zero', Fit.prototype.zeroGrad),
    });
    const subject = Object.assign(new Fit(), members(make(numbersOf(numbers, size))));
    return { subject, layer: subject, options: {}, roots: { subject } };
  };

/** A number of a graph that remembers what it was made of. */
class Value {
  grad = 0;
  readonly data: number;
  readonly pass: (g: number) => void;
  constructor(data: number, pass: (g: number) => void = () => {}) {
    this.data = data;
    this.pass = pass;
  }
  backward() {
    this.grad = 1;
    this.pass(1);
  }
}

/** A function of nodes, with the slopes that are asked for. */
function joined(nodes: readonly Value[], mistake: Ingredients['mistake']): Value {
  const x = nodes.map(({ data }) => data);
  return new Value(energy(x), (g) => {
    for (const [i, slope] of slopes(x).entries()) nodes[i].grad += g * MISTAKES[mistake](slope);
  });
}

const graph: Make = ({ numbers, size, mistake }, through) => {
  const at = numbersOf(numbers, size).map((x) => new Value(x));
  const subject = through('value', (...nodes: readonly Value[]) => joined(nodes, mistake));
  return { subject, options: { at }, roots: { at } };
};

/** Parameters in place, and graphs. */
export const IN_PLACE: Readonly<Record<string, Make>> = {
  ...Object.fromEntries(Object.entries(HOLDINGS).map(([name, one]) => [name, inPlace(one)])),
  graph,
};
