import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';

type Vector = number[];

/** What a forward pass does to its weights before it uses them. */
type Constraint = (w: Vector) => Vector;

const clip: Constraint = (w) => w.map((v) => Math.min(1, Math.max(-1, v)));
const nonNegative: Constraint = (w) => w.map((v) => Math.max(0, v));
const maxNorm: Constraint = (w) => {
  const scale = Math.min(1, 1 / Math.hypot(...w));
  return w.map((v) => v * scale);
};

const WAYS = ['in place', 'replaced'] as const;
type Way = (typeof WAYS)[number];

/** y = w·x with constrained weights; their gradient is so many times the right one. */
function layerWith(constraint: Constraint, way: Way, factor: number) {
  return {
    w: [0.5, 0.2],
    dw: [0, 0],
    x: [] as Vector,
    forward(x: Vector) {
      const constrained = constraint(this.w);
      if (way === 'replaced') this.w = constrained;
      else Object.assign(this.w, constrained);
      this.x = x;
      return [this.w[0] * x[0] + this.w[1] * x[1]];
    },
    backward([d]: Vector) {
      this.dw = this.x.map((v) => factor * d * v);
      return this.w.map((v) => v * d);
    },
  };
}

const verdictsOf = ({ variables }: GradientCheck) =>
  Object.fromEntries(variables.map(({ path, verdict }) => [path, verdict]));
const input = [1, 2];

describe.each([
  ['clipped', clip],
  ['kept from being negative', nonNegative],
  ['scaled to a norm', maxNorm],
])('weights that forward keeps %s are parameters', (_, constraint) => {
  test.each(WAYS)('%s: a right gradient matches, a wrong one does not', (way) => {
    const right = layerWith(constraint, way, 1);
    const { w } = right;
    const check = checkGradient(right, { input });
    expect([check.verdict, check.contract, verdictsOf(check)]).toEqual([
      'match',
      [],
      { input: 'match', w: 'match' },
    ]);
    expect([right.w === w, w]).toEqual([true, [0.5, 0.2]]);
    const wrong = checkGradient(layerWith(constraint, way, 7), { input });
    expect(verdictsOf(wrong)).toEqual({ input: 'match', w: 'mismatch' });
  });

  test.each(WAYS)('%s, asynchronously', async (way) => {
    const layer = layerWith(constraint, way, 7);
    const later = {
      ...layer,
      async forward(x: Vector) {
        return layer.forward.call(this, x);
      },
    };
    const check = await checkGradient(later, { input });
    expect(verdictsOf(check)).toEqual({ input: 'match', w: 'mismatch' });
  });
});

test('weights outside of what is allowed are named, and checked where they are', () => {
  const layer = Object.assign(layerWith(clip, 'in place', 1), { w: [1.5, 0.2] });
  const check = checkGradient(layer, { input });
  expect([...check.variables[1].at]).toEqual([1.5, 0.2]);
  expect(check.contract.map(({ title }) => title)).toEqual([
    '`forward` changes `w`, which it was given to read',
  ]);
  expect(layer.w).toEqual([1.5, 0.2]);
});

test('weights of a record, replaced with the record', () => {
  const layer = {
    params: { w: [0.5, 0.2] },
    grads: { w: [0, 0] },
    x: [] as Vector,
    forward(x: Vector) {
      this.params = { w: clip(this.params.w) };
      this.x = x;
      return [this.params.w[0] * x[0] + this.params.w[1] * x[1]];
    },
    backward([d]: Vector) {
      this.grads = { w: this.x.map((v) => 7 * d * v) };
      return this.params.w.map((v) => v * d);
    },
  };
  const { params } = layer;
  expect(verdictsOf(checkGradient(layer, { input }))).toEqual({ input: 'match', w: 'mismatch' });
  expect([layer.params === params, params.w]).toEqual([true, [0.5, 0.2]]);
});

describe('what forward overwrites is no parameter', () => {
  /** y = w ∘ x, with buffers that have gradients next to them. */
  class Buffered {
    w = [2, -3];
    dw: Vector = [];
    h = [7, 7];
    dh: Vector = [];
    state = [0.5, 0.5];
    dstate: Vector = [];
    constructor(readonly way: Way) {}
    put(name: 'h' | 'state', numbers: Vector) {
      if (this.way === 'replaced') this[name] = numbers;
      else Object.assign(this[name], numbers);
    }
    forward(x: Vector) {
      this.put('h', x);
      return x.map((v, i) => v * this.w[i]);
    }
    backward(dy: Vector) {
      this.dw = dy.map((g, i) => g * this.h[i]);
      const dx = dy.map((g, i) => g * this.w[i]);
      [this.dh, this.dstate] = [dx, dy];
      return dx;
    }
  }

  test.each(WAYS)('a copy of the input, %s', (way) => {
    expect(
      verdictsOf(checkGradient(new Buffered(way), { input, variables: ['input', 'w'] })),
    ).toEqual({
      input: 'match',
      w: 'match',
    });
    class Plain extends Buffered {
      override state = [] as Vector;
    }
    const check = checkGradient(new Plain(way), { input });
    expect([check.verdict, verdictsOf(check)]).toEqual(['match', { input: 'match', w: 'match' }]);
  });

  test.each(WAYS)('a state that moves on with each pass, %s', (way) => {
    class Recurrent extends Buffered {
      override forward(x: Vector) {
        this.put(
          'state',
          this.state.map((v, i) => Math.tanh(v + x[i])),
        );
        return super.forward(x);
      }
    }
    const check = checkGradient(new Recurrent(way), { input });
    expect([check.verdict, verdictsOf(check)]).toEqual(['match', { input: 'match', w: 'match' }]);
  });
});

test('an array that is made anew from another kind when the layer is built is the one that counts', () => {
  class Built {
    w: Vector | Float64Array = [2, -3];
    dw = new Float64Array(2);
    x: Vector = [];
    forward(x: Vector) {
      if (Array.isArray(this.w)) this.w = Float64Array.from(this.w);
      this.x = x;
      return this.w.map((v, i) => v * x[i]);
    }
    backward(dy: Float64Array) {
      this.dw = dy.map((g, i) => g * this.x[i]);
      return dy.map((g, i) => g * this.w[i]);
    }
  }
  const layer = new Built();
  const check = checkGradient(layer, { input });
  expect([check.verdict, verdictsOf(check)]).toEqual(['match', { input: 'match', w: 'match' }]);
  expect(layer.w).toEqual([2, -3]);
});
