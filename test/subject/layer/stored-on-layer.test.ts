import { expect, test } from 'vitest';
import { agreement } from './agreement.ts';
import { addTo, affine, affineGradients, b, INPUT, type Matrix, W } from './dense.ts';

/** A layer of plain members; `store` says where the backward pass puts the gradients. */
function denseWith<Members extends object>(
  members: Members,
  how: {
    read: (layer: Members) => { W: Matrix; b: number[] };
    store: (layer: Members, gradients: { dW: Matrix; db: number[] }) => void;
  },
) {
  let x: Matrix = [];
  return Object.assign(members, {
    forward: (input: Matrix) => {
      x = input;
      return affine({ x, ...how.read(members) });
    },
    backward: (dy: Matrix) => {
      const { dx, dW, db } = affineGradients({ x, ...how.read(members) }, dy);
      how.store(members, { dW, db });
      return dx;
    },
  });
}

class Dense {
  W = W();
  b = b();
  dW: Matrix | undefined;
  db: number[] | undefined;
  x: Matrix = [];
  inputShape = [null, 3];

  forward(x: Matrix): Matrix {
    this.x = x;
    return affine(this as Dense);
  }

  backward(dy: Matrix): Matrix {
    const { dx, dW, db } = affineGradients(this as Dense, dy);
    Object.assign(this, { dW, db });
    return dx;
  }
}

const ALL = 'input 2 3, W 3 2, b 2';

test('gradients may come into being in the backward pass, and be new arrays each time', async () => {
  expect(await agreement(new Dense())).toBe(ALL);
  expect(await agreement(new Dense(), { input: INPUT })).toBe(ALL);
});

test('a layer that has been used before is understood just the same', async () => {
  const used = new Dense();
  used.forward(INPUT);
  used.backward([
    [1, 2],
    [3, 4],
  ]);
  expect(await agreement(used, { input: INPUT })).toBe(ALL);
});

test.each([
  ['dW', 'db'],
  ['gradW', 'gradB'],
  ['W_grad', 'b_grad'],
  ['WGrad', 'bGrad'],
  ['grad_W', 'grad_b'],
  ['Wgrad', 'bgrad'],
  ['dLdW', 'dLdb'],
  ['dw', 'dB'],
  ['gradientW', 'gradientB'],
  ['_dW', '_db'],
])('W and b may have their gradients in %s and %s', async (dWName, dbName) => {
  const layer = denseWith({ W: W(), b: b() } as Record<string, unknown>, {
    read: (members) => members as { W: Matrix; b: number[] },
    store: (members, { dW, db }) => Object.assign(members, { [dWName]: dW, [dbName]: db }),
  });
  expect(await agreement(layer, { input: INPUT })).toBe(ALL);
});

test.each([
  ['dweights', 'dbiases'],
  ['dWeights', 'dBias'],
  ['weightsGradient', 'biasGradient'],
  ['gradWeights', 'gradBias'],
  ['weightGrad', 'biasGrad'],
  ['weights_grad', 'biases_grad'],
  ['dW', 'db'],
])('weights and biases may have theirs in %s and %s', async (dWName, dbName) => {
  const layer = denseWith({ weights: W(), biases: b() } as Record<string, unknown>, {
    read: (members) => ({ W: members.weights as Matrix, b: members.biases as number[] }),
    store: (members, { dW, db }) => Object.assign(members, { [dWName]: dW, [dbName]: db }),
  });
  expect(await agreement(layer, { input: INPUT })).toBe('input 2 3, weights 3 2, biases 2');
});

test('the name to the letter wins over one that differs in case', async () => {
  const layer = denseWith(
    {
      w: W(),
      b: b(),
      dW: [[99]],
      dw: undefined as Matrix | undefined,
      db: undefined as number[] | undefined,
    },
    {
      read: ({ w, b }) => ({ W: w, b }),
      store: (members, { dW, db }) => Object.assign(members, { dw: dW, db }),
    },
  );
  expect(await agreement(layer, { input: INPUT })).toBe('input 2 3, w 3 2, b 2');
});

test.each([
  ['params', 'grads', 'W', 'b'],
  ['parameters', 'gradients', 'W', 'b'],
  ['weights', 'dWeights', 'dW', 'db'],
  ['params', 'dParams', 'dW', 'db'],
  ['variables', 'paramGrads', 'W', 'b'],
  ['params', 'gradParams', 'W', 'b'],
])(
  'a record %s may have its gradients in %s under %s and %s',
  async (params, grads, dWName, dbName) => {
    type Members = Record<string, Record<string, unknown>>;
    const layer = denseWith({ [params]: { W: W(), b: b() } } as Members, {
      read: (members) => members[params] as { W: Matrix; b: number[] },
      store: (members, { dW, db }) =>
        Object.assign(members, { [grads]: { [dWName]: dW, [dbName]: db } }),
    });
    expect(await agreement(layer, { input: INPUT })).toBe(ALL);
  },
);

test('parameters and gradients may be two lists', async () => {
  const layer = denseWith(
    { params: [W(), b()], grads: [] as unknown[] },
    {
      read: ({ params }) => ({ W: params[0] as Matrix, b: params[1] as number[] }),
      store: (members, { dW, db }) => Object.assign(members, { grads: [dW, db] }),
    },
  );
  expect(await agreement(layer, { input: INPUT })).toBe('input 2 3, params[0] 3 2, params[1] 2');
});

test('methods may give them, from private fields', async () => {
  class Private {
    #W = W();
    #b = b();
    #dW: Matrix = [];
    #db: number[] = [];
    #x: Matrix = [];
    forward(x: Matrix) {
      this.#x = x;
      return affine({ x, ...this.parameters() });
    }
    backward(dy: Matrix) {
      const { dx, dW, db } = affineGradients({ x: this.#x, ...this.parameters() }, dy);
      this.#dW = dW;
      this.#db = db;
      return dx;
    }
    parameters() {
      return { W: this.#W, b: this.#b };
    }
    gradients() {
      return { W: this.#dW, b: this.#db };
    }
  }
  expect(await agreement(new Private(), { input: INPUT })).toBe(ALL);
});

test('gradients may be added to arrays that are there already', async () => {
  const zeros = () => ({ dW: W().map((row) => row.map(() => 1)), db: b().map(() => 1) });
  const layer = denseWith(
    { W: W(), b: b(), ...zeros() },
    {
      read: (members) => members,
      store: (members, { dW, db }) => {
        addTo(members.dW, dW);
        addTo([members.db], [db]);
      },
    },
  );
  expect(await agreement(layer, { input: INPUT })).toBe(ALL);
});

test.each(['zeroGrad', 'zero_grad', 'clearGradients'])(
  '%s() is called where there is one',
  async (method) => {
    class Accumulating {
      #sum = { W: W().map((row) => row.map(() => 0)), b: [0, 0] };
      W = W();
      b = b();
      #x: Matrix = [];
      forward(x: Matrix) {
        this.#x = x;
        return affine({ ...this, x });
      }
      backward(dy: Matrix) {
        const { dx, dW, db } = affineGradients({ ...this, x: this.#x }, dy);
        addTo(this.#sum.W, dW);
        addTo([this.#sum.b], [db]);
        return { dx, dW: this.#sum.W, db: this.#sum.b };
      }
      zero() {
        this.#sum = { W: W().map((row) => row.map(() => 0)), b: [0, 0] };
      }
    }
    Object.assign(Accumulating.prototype, { [method]: Accumulating.prototype.zero });
    expect(await agreement(new Accumulating(), { input: INPUT })).toBe(ALL);
  },
);

test('the passes may be asynchronous', async () => {
  class Slow {
    readonly dense = new Dense();
    async forward(x: Matrix) {
      return this.dense.forward(x);
    }
    async backward(dy: Matrix) {
      return this.dense.backward(dy);
    }
  }
  expect(await agreement(new Slow(), { input: INPUT })).toBe('input 2 3, dense.W 3 2, dense.b 2');
});

test('the gradient of the input may be stored instead of returned', async () => {
  class Stored extends Dense {
    inputGradient: Matrix = [];
    // biome-ignore lint/suspicious/noExplicitAny: it returns nothing, unlike the layer it extends
    override backward(dy: Matrix): any {
      this.inputGradient = super.backward(dy);
    }
  }
  expect(await agreement(new Stored(), { input: INPUT })).toBe(ALL);
});

test('layers inside a layer keep their own parameters', async () => {
  class Twice {
    layers = [new Dense(), { W: W().slice(0, 2), ...elementwise() }];
    forward(x: Matrix): Matrix {
      return this.layers.reduce((batch, layer) => layer.forward(batch), x);
    }
    backward(dy: Matrix): Matrix {
      return this.layers.reduceRight((batch, layer) => layer.backward(batch), dy);
    }
  }
  expect(await agreement(new Twice(), { input: INPUT })).toBe(
    'input 2 3, layers[0].W 3 2, layers[0].b 2, layers[1].W 2 2',
  );
});

/** y = W ∘ x for a 2 × 2 batch, with the gradient of W in dW. */
function elementwise() {
  let x: Matrix = [];
  const times = (one: Matrix, other: Matrix) =>
    one.map((row, i) => row.map((value, j) => value * (other[i]?.[j] as number)));
  return {
    dW: undefined as Matrix | undefined,
    forward(this: { W: Matrix }, input: Matrix) {
      x = input;
      return times(this.W, x);
    },
    backward(this: { W: Matrix; dW: Matrix | undefined }, dy: Matrix) {
      this.dW = times(x, dy);
      return times(this.W, dy);
    },
  };
}

test('an array under two names is one variable, with its full gradient', async () => {
  const shared = [0.5, -0.25];
  const layer = {
    scale: shared,
    alias: shared,
    dscale: undefined as number[] | undefined,
    x: [] as number[],
    forward(x: number[]) {
      this.x = x;
      return x.map((xi, i) => xi * (this.scale[i] as number) * (this.alias[i] as number));
    },
    backward(dy: number[]) {
      const s = this.scale;
      this.dscale = dy.map((g, i) => 2 * g * (this.x[i] as number) * (s[i] as number));
      return dy.map((g, i) => g * (s[i] as number) ** 2);
    },
  };
  expect(await agreement(layer, { input: [3, -4] })).toBe('input 2, scale 2');
});

test.each([
  ['grads', 'W', 'b'],
  ['grads', 'dW', 'db'],
  ['gradients', 'W', 'b'],
])('%s.%s may hold the gradient of a W outside any container', async (grads, dWName, dbName) => {
  const layer = denseWith({ W: W(), b: b() } as Record<string, unknown>, {
    read: (members) => members as { W: Matrix; b: number[] },
    store: (members, { dW, db }) =>
      Object.assign(members, { [grads]: { [dWName]: dW, [dbName]: db } }),
  });
  expect(await agreement(layer, { input: INPUT })).toBe(ALL);
});

test('what is found by one name may have its gradient next to another', async () => {
  const [kernel, offset] = [W(), b()];
  const layer = denseWith(
    {
      kernel,
      offset,
      entries: [
        { value: kernel, grad: [] as unknown },
        { value: offset, grad: [] as unknown },
      ],
    },
    {
      read: (members) => ({ W: members.kernel, b: members.offset }),
      store: ({ entries }, { dW, db }) => {
        const [first, second] = entries as unknown as [{ grad: unknown }, { grad: unknown }];
        first.grad = dW;
        second.grad = db;
      },
    },
  );
  expect(await agreement(layer, { input: INPUT })).toBe('input 2 3, kernel 3 2, offset 2');
});
