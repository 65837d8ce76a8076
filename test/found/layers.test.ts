import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';
import { thrown } from '../subject/thrown.ts';

type Vector = number[];
type Hold = (x: Vector) => Vector | Float64Array | Float32Array;

const holds: readonly [string, Hold][] = [
  ['arrays', (x) => x],
  ['Float64Array', (x) => Float64Array.from(x)],
  ['Float32Array', (x) => Float32Array.from(x)],
];
const verdictsOf = ({ variables }: GradientCheck) =>
  Object.fromEntries(variables.map(({ path, verdict }) => [path, verdict]));

describe.each(holds)('a loss layer, whose backward takes nothing, in %s', (_, hold) => {
  /** Σ (x − target)², with a gradient of so many times the difference; 2 is right. */
  const squares = (factor: number) => ({
    target: [1, 2, 3],
    x: hold([]),
    forward(x: Vector) {
      this.x = x;
      return Array.from(x).reduce((s, v, i) => s + (v - this.target[i]) ** 2, 0);
    },
    backward() {
      return hold(Array.from(this.x, (v, i) => factor * (v - this.target[i])));
    },
  });

  test.each([[[0.5, 2.5, 2]], [[4, -1, 3.5]]])('at %j', (point) => {
    const input = hold(point);
    expect(checkGradient(squares(2), { input }).verdict).toBe('match');
    for (const factor of [1, 3, -2]) {
      const check = checkGradient(squares(factor), { input });
      expect([check.verdict, check.diagnoses.map(({ id }) => id)]).toEqual([
        'mismatch',
        [factor < 0 ? 'sign-flipped' : 'constant-factor'],
      ]);
    }
  });

  test('at the end of a net', () => {
    const weights = [
      [0.4, -0.3],
      [0.2, 0.9],
      [-0.7, 0.1],
    ];
    const dense = {
      w: weights.map((row) => hold([...row])),
      dw: [] as ReturnType<Hold>[],
      x: hold([]),
      forward(x: Vector) {
        this.x = x;
        return hold(this.w.map((row) => row[0] * x[0] + row[1] * x[1]));
      },
      backward(dy: Vector) {
        this.dw = Array.from(dy, (d) => hold(Array.from(this.x, (v) => d * v)));
        const column = (j: number) => this.w.reduce((s, row, i) => s + row[j] * dy[i], 0);
        return hold([column(0), column(1)]);
      },
    };
    const net = (factor: number) => ({ layers: [{ ...dense }, squares(factor)] });
    expect(checkGradient(net(2), { input: hold([0.3, -0.8]) }).verdict).toBe('match');
    const wrong = checkGradient(net(3), { input: hold([0.3, -0.8]) });
    expect([wrong.verdict, wrong.layers?.map(({ verdict }) => verdict)]).toEqual([
      'mismatch',
      ['match', 'mismatch'],
    ]);
  });
});

// y = W·x with weights that forward clips, in the array itself
describe.each(holds)('weights that forward clips are parameters, in %s', (_, hold) => {
  const clipped = (factor: number) => ({
    W: hold([0.5, 0.2]),
    dW: hold([0, 0]),
    x: hold([]),
    forward(x: Vector) {
      for (let i = 0; i < 2; i++) this.W[i] = Math.min(1, Math.max(-1, this.W[i]));
      this.x = x;
      return hold([this.W[0] * x[0] + this.W[1] * x[1]]);
    },
    backward([d]: Vector) {
      this.dW = hold(Array.from(this.x, (v) => factor * d * v));
      return hold(Array.from(this.W, (w) => w * d));
    },
  });

  test.each([7, -1, 0])('a gradient %d times the right one', (factor) => {
    const check = checkGradient(clipped(factor), { input: hold([1, 2]) });
    expect(verdictsOf(check)).toEqual({ input: 'match', W: 'mismatch' });
  });

  test('the right one', () => {
    const check = checkGradient(clipped(1), { input: hold([1, 2]) });
    expect(verdictsOf(check)).toEqual({ input: 'match', W: 'match' });
  });
});

describe('backward overwrites what it was given', () => {
  const power = (factor: number, exponent: number) => ({
    x: [] as Vector,
    forward(x: Vector) {
      this.x = x;
      return x.map((v) => v ** exponent);
    },
    backward(dy: Vector) {
      const gradient = this.x.map((v, i) => factor * v ** (exponent - 1) * dy[i]);
      this.x.fill(0);
      return gradient;
    },
  });

  test.each([2, 3])(
    'x to the power of %d is checked where it was asked for, and the contract says it',
    (n) => {
      const at = [1, 2, 3];
      const wrong = checkGradient(power(n + 1, n), { input: at });
      expect([wrong.verdict, [...wrong.variables[0].at]]).toEqual(['mismatch', at]);
      const right = checkGradient(power(n, n), { input: at });
      expect([right.verdict, verdictsOf(right)]).toEqual(['inconclusive', { input: 'match' }]);
      for (const { contract } of [wrong, right])
        expect(contract.map(({ id }) => id)).toEqual(['input-mutated']);
    },
  );
});

describe('a gradient is found with its parameter, or the check says what it misses', () => {
  const value = (w: Vector, x: Vector) => [w[0] * x[0] + w[1] * x[1]];
  const wrong = (x: Vector, d: number) => x.map((v) => 7 * d * v);
  const scaled = (w: Vector, d: number) => w.map((v) => v * d);

  class Private {
    #W = [0.5, 0.2];
    dW: Vector = [0, 0];
    #x: Vector = [];
    forward(x: Vector) {
      this.#x = x;
      return value(this.#W, x);
    }
    backward([d]: Vector) {
      this.dW = wrong(this.#x, d);
      return scaled(this.#W, d);
    }
  }

  class Copies {
    #w = [0.5, 0.2];
    #dw: Vector = [0, 0];
    #x: Vector = [];
    params() {
      return [[...this.#w]];
    }
    grads() {
      return [[...this.#dw]];
    }
    forward(x: Vector) {
      this.#x = x;
      return value(this.#w, x);
    }
    backward([d]: Vector) {
      this.#dw = wrong(this.#x, d);
      return scaled(this.#w, d);
    }
  }

  class InMaps {
    params = new Map([['W', [0.5, 0.2]]]);
    grads = new Map<string, Vector>([['W', [0, 0]]]);
    x: Vector = [];
    constructor(readonly factor: number) {}
    get w() {
      return this.params.get('W') ?? [];
    }
    forward(x: Vector) {
      this.x = x;
      return value(this.w, x);
    }
    backward([d]: Vector) {
      this.grads.set(
        'W',
        this.x.map((v) => this.factor * d * v),
      );
      return scaled(this.w, d);
    }
  }

  const input = [1, 2];

  test('a private W beside dW', () => {
    expect(thrown(() => checkGradient(new Private(), { input }))).toMatch(
      /^TypeError: `dW` is the gradient of `W`, but no numbers of that name were found in layer Private/,
    );
  });

  test('params() that gives copies', () => {
    expect(thrown(() => checkGradient(new Copies(), { input }))).toMatch(
      /^TypeError: `grads\[0\]` is the gradient of `params\[0\]`, of which `params\(\)` gives another copy each time/,
    );
  });

  test('in Maps', () => {
    expect(checkGradient(new InMaps(7), { input }).verdict).toBe('mismatch');
    expect(checkGradient(new InMaps(1), { input }).verdict).toBe('match');
  });
});
