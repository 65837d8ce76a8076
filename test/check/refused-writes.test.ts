import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { thrown } from '../subject/thrown.ts';

type Vector = number[];

const refused = (name: string, found: number, why: string) =>
  `TypeError: \`${name}\` must take the numbers that are written to it, but still holds ${found}; ${why}`;
const frozen = 'it is frozen: freeze a copy instead';
const dropped = 'is there a setter or a Proxy that drops what is written?';

describe('a write that does not arrive is an error, and no zero', () => {
  test('a point that value freezes', () => {
    const value = (x: Vector) => {
      Object.freeze(x);
      return x[0] ** 2;
    };
    expect(thrown(() => checkGradient({ value, gradient: () => [0] }, { at: [1] }))).toBe(
      refused('x[0]', 1, frozen),
    );
  });

  test('a point whose rows are frozen, along a direction', () => {
    let calls = 0;
    const value = ({ W }: { W: Vector[] }) => {
      if (++calls > 5) W.forEach(Object.freeze);
      return W.flat().reduce((sum, w) => sum + w * w, 0);
    };
    const gradient = ({ W }: { W: Vector[] }) => ({ W: W.map((row) => row.map((w) => 2 * w)) });
    const at = { W: Array.from({ length: 4 }, () => [1, 2, 3]) };
    expect(thrown(() => checkGradient({ value, gradient }, { at, coordinates: 1 }))).toMatch(
      /^TypeError: `W\[\d\]\[\d\]` must take the numbers that are written to it, but still holds [\d.]+; it is frozen/,
    );
  });

  test('an input that forward freezes', () => {
    const layer = {
      forward: (x: Vector) => {
        Object.freeze(x);
        return [x[0] ** 2, x[1] ** 2];
      },
      backward: () => [0, 0],
    };
    expect(thrown(() => checkGradient(layer, { input: [1, 2] }))).toBe(
      refused('input[0]', 1, frozen),
    );
  });

  /** y = w·x with weights of any kind. */
  const scale = (w: Vector) => ({
    w,
    dw: [0, 0],
    x: [] as Vector,
    forward(x: Vector) {
      this.x = x;
      return [this.w[0] * x[0] + this.w[1] * x[1]];
    },
    backward([d]: Vector) {
      this.dw = [0, 0];
      return [this.w[0] * d, this.w[1] * d];
    },
  });

  test('weights behind a Proxy that drops them', () => {
    const w = new Proxy([0.5, 0.2], { set: () => true });
    expect(thrown(() => checkGradient(scale(w), { input: [1, 2] }))).toBe(
      refused('w[0]', 0.5, dropped),
    );
  });

  test('weights behind a Proxy that refuses them: its own error is the cause', () => {
    const refusal = new Error('read only');
    const set = () => {
      throw refusal;
    };
    const check = () => checkGradient(scale(new Proxy([0.5, 0.2], { set })), { input: [1, 2] });
    expect(check).toThrow(expect.objectContaining({ cause: refusal }));
    expect(thrown(check)).toBe(refused('w[0]', 0.5, dropped));
  });

  test('a weight whose item is an accessor', () => {
    const w = Object.defineProperty([0.5, 0.2], 1, { get: () => 0.2, set: () => {} });
    expect(thrown(() => checkGradient(scale(w), { input: [1, 2] }))).toBe(
      refused('w[1]', 0.2, dropped),
    );
  });

  test('a weight that is clamped on its way', () => {
    const set = (target: Vector, key: string, value: number) =>
      Reflect.set(target, key, Math.min(value, 0.5));
    expect(
      thrown(() => checkGradient(scale(new Proxy([0.5, 0.2], { set })), { input: [1, 2] })),
    ).toBe(refused('w[0]', 0.5, dropped));
  });
});

describe('what an adapter writes elsewhere is read back once', () => {
  const machine = (store: (given: number) => number, array: { dtype?: 'float32' } = {}) => {
    let [register, reads] = [0.5, 0];
    const subject = {
      [Symbol.for('expect-gradient.subject')]: () => ({
        variables: {
          w: {
            ...array,
            read: () => {
              reads += 1;
              return [register];
            },
            write: ([given]: Float64Array) => {
              register = store(given);
            },
          },
        },
        value: () => register ** 2,
        gradient: () => ({ w: [2 * register] }),
      }),
    };
    return { check: () => checkGradient(subject), reads: () => reads };
  };

  test('and fits', () => {
    const { check, reads } = machine((given) => given);
    expect(check()).toMatchObject({ verdict: 'match' });
    expect(reads()).toBe(2);
  });

  test('or has been dropped', () => {
    expect(thrown(machine(() => 0.5).check)).toMatch(
      /^TypeError: `variables\.w\.write\(\)` must store the numbers it is given: it got 0\.5\d+, and `read\(\)` gives 0\.5; must `write` do more, or does `read` give what it was at first\?$/,
    );
  });

  test('or rounded to a format that it did not say', () => {
    expect(thrown(machine(Math.fround).check)).toMatch(
      /; if it stores them as float32, say `dtype: 'float32'`$/,
    );
    expect(machine(Math.fround, { dtype: 'float32' }).check()).toMatchObject({ verdict: 'match' });
  });
});
