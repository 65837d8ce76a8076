import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

type Vector = number[];

/** y = w·x, which does something with its arrays in the nth forward pass. */
function layer(nth: number, spoil: (own: { w: Vector | Float64Array; x: Vector }) => void) {
  let passes = 0;
  return {
    w: [2, 3] as Vector | Float64Array,
    dw: [0, 0],
    x: [0, 0],
    forward(x: Vector) {
      passes += 1;
      this.x = x;
      if (passes === nth) spoil(this);
      return x.map((xi, i) => xi * this.w[i]);
    },
    backward(g: Vector) {
      this.dw = g.map((gi, i) => gi * this.x[i]);
      return g.map((gi, i) => gi * this.w[i]);
    },
  };
}

const caught = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('an array of another length than it had', () => {
  const PASSES = Array.from({ length: 12 }, (_, i) => i + 1);

  test.each(PASSES)('a parameter that grows in pass %i is an error, and is as it was', (nth) => {
    const own = layer(nth, ({ w }) => (w as Vector).push(7));
    const outcome = caught(() => checkGradient(own, { input: [0.5, 0.25] }));
    // what is there from the first pass on has that length
    if (nth > 1) expect(String(outcome)).toMatch(/^TypeError: (`w`|`forward`)/);
    expect(own.w).toEqual([2, 3]);
  });

  test.each(PASSES)('one whose memory is handed on in pass %i is an error', (nth) => {
    const own = layer(nth, ({ w }) => {
      structuredClone(w, { transfer: [(w as Float64Array).buffer as ArrayBuffer] });
    });
    own.w = Float64Array.of(2, 3);
    const outcome = caught(() => checkGradient(own, { input: [0.5, 0.25] }));
    expect(String(outcome)).not.toMatch(/detached|out of bounds/);
    expect(outcome).toBeInstanceOf(Error);
  });
});

describe('what grows with every pass and has no gradient is a log, not a parameter', () => {
  const right = (spoil: (own: Logging) => void, after: (own: Logging) => void = () => {}) => {
    const own: Logging = {
      history: [0.5, 0.25, 1],
      w: [2, 3],
      dw: [0, 0],
      x: [],
      forward(x) {
        spoil(this);
        this.x = x;
        return x.map((xi, i) => xi * this.w[i]);
      },
      backward(g) {
        after(this);
        this.dw = g.map((gi, i) => gi * this.x[i]);
        return g.map((gi, i) => gi * this.w[i]);
      },
    };
    return own;
  };
  interface Logging {
    history: unknown;
    w: Vector;
    dw: Vector;
    x: Vector;
    forward(x: Vector): Vector;
    backward(g: Vector): Vector;
  }
  const input = [0.5, 0.25];
  const list = (own: Logging) => own.history as unknown[];

  test.each<[string, Logging]>([
    ['in a forward pass', right((own) => list(own).push(1))],
    [
      'in a backward pass',
      right(
        () => {},
        (own) => list(own).push(1),
      ),
    ],
    [
      'and is empty at first',
      Object.assign(
        right((own) => list(own).push(1)),
        { history: [] },
      ),
    ],
    [
      'row by row',
      Object.assign(
        right((own) => list(own).push([1, 2])),
        { history: [[1, 2]] },
      ),
    ],
    [
      'by being replaced',
      right((own) => {
        own.history = [...list(own), 1];
      }),
    ],
    [
      'in a typed array',
      Object.assign(
        right((own) => {
          own.history = Float64Array.of(...(own.history as Float64Array), 1);
        }),
        { history: Float64Array.of(1) },
      ),
    ],
    ['at its beginning', right((own) => list(own).unshift(7))],
    ['or is emptied', right((own) => list(own).splice(0))],
  ])('%s', (_, own) => {
    const { history } = own;
    const before = structuredClone(history);
    const check = checkGradient(own, { input });
    expect([check.verdict, check.variables.map(({ path }) => path)]).toEqual([
      'match',
      ['input', 'w'],
    ]);
    expect(own.history).toBe(history);
    expect(history).toEqual(before);
    own.dw = [0, 0];
    const { backward } = own;
    own.backward = function (g) {
      const dx = backward.call(this, g);
      this.dw = this.dw.map((d) => 3 * d);
      return dx;
    };
    expect(checkGradient(own, { input }).verdict).toBe('mismatch');
  });

  test('gradients in a list are those of the parameters beside it', () => {
    const own = right((layer) => list(layer).push(1));
    const { backward } = own;
    const returning = {
      ...own,
      dw: [],
      backward(g: Vector) {
        const dx = backward.call(this as never, g);
        const dw = this.dw;
        this.dw = [];
        return [dx, dw];
      },
    };
    const check = checkGradient(returning, { input });
    expect([check.verdict, check.variables.map(({ path }) => path)]).toEqual([
      'match',
      ['input', 'w'],
    ]);
  });

  test('one that has a gradient is a parameter, which must keep its length', () => {
    const own = Object.assign(
      right((layer) => list(layer).push(1)),
      { dhistory: [1, 2, 3] },
    );
    expect(() => checkGradient(own, { input })).toThrow('`history` must keep its length');
  });

  test('one that the output depends on makes the layer one that is not repeatable', () => {
    const own = right((layer) => list(layer).push(1));
    const { forward } = own;
    own.forward = function (x) {
      return forward.call(this, x).map((y) => y + 0.01 * list(this).length);
    };
    const check = checkGradient(own, { input });
    expect([check.verdict, check.contract[0].id]).toEqual(['inconclusive', 'value-not-repeatable']);
  });
});
