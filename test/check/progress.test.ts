import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type CheckProgress,
  checkGradient,
  checkHessian,
  checkJacobian,
  type GradientCheckOptions,
} from '../../src/index.ts';

const clock = vi.hoisted(() => ({ time: 0 }));
vi.mock('../../src/clock.ts', async (original) => ({
  ...(await original<object>()),
  now: () => clock.time,
}));
beforeEach(() => {
  clock.time = 0;
});

type Vector = readonly number[];
const TAKES = 30;
const at = { a: Array.from({ length: 40 }, (_, k) => 1 + Math.cos(k) / 2), b: [1, 2, 3] };
const sum = (x: Vector) => x.reduce((all, v) => all + v * v, 0);
const value = ({ a, b }: typeof at) => {
  clock.time += TAKES;
  return sum(a) + sum(b);
};
const twice = (x: Vector) => x.map((v) => 2 * v);
const gradient = ({ a, b }: typeof at) => ({ a: twice(a), b: twice(b) });
const slipped = ({ a, b }: typeof at) => ({
  a: twice(a).map((g, k) => (k === 7 ? -g : g)),
  b: twice(b),
});

/** Everything that a check tells, and when. */
function told(run: (options: GradientCheckOptions) => unknown) {
  const all: (CheckProgress & { readonly when: number })[] = [];
  run({ onProgress: (progress) => all.push({ ...progress, when: clock.time }) });
  return all;
}

describe('onProgress', () => {
  test('is told no more often than ten times a second, of what is being looked at', () => {
    const all = told((options) => checkGradient({ value, gradient }, { at, ...options }));
    expect(all.length).toBeGreaterThan(20);
    const gaps = all.slice(1).map(({ when }, i) => when - all[i].when);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(100 + TAKES);
    const variables = all.flatMap(({ variable }) => variable ?? []);
    expect([...new Set(variables)]).toEqual(['a', 'b']);
    expect(all.every(({ suspected, layer }) => suspected.length === 0 && !layer)).toBe(true);
  });

  test('its share grows as the check does, and the time that is left is about right', () => {
    const all = told((options) => checkGradient({ value, gradient }, { at, ...options }));
    const total = clock.time;
    for (const [i, { share, milliseconds, evaluations, millisecondsLeft, when }] of all.entries()) {
      expect(share).toBeGreaterThanOrEqual(i === 0 ? 0 : all[i - 1].share);
      expect(share).toBeLessThan(1);
      expect(milliseconds).toBe(when);
      // that which is about to be made is counted
      expect(evaluations - when / TAKES).toBeGreaterThanOrEqual(0);
      expect(evaluations - when / TAKES).toBeLessThanOrEqual(1);
      expect(Math.abs(share - when / total)).toBeLessThan(0.1);
      if (millisecondsLeft !== undefined)
        expect(Math.abs(millisecondsLeft - (total - when))).toBeLessThan(0.35 * total);
    }
    expect(all.filter((one) => one.millisecondsLeft === undefined).length).toBeLessThan(3);
  });

  test('says what is suspected, from when it was met on', () => {
    const all = told((options) => checkGradient({ value, gradient: slipped }, { at, ...options }));
    const first = all.findIndex(({ suspected }) => suspected.length > 0);
    expect(first).toBeGreaterThan(0);
    expect(all.slice(first).every(({ suspected }) => suspected.join() === 'a[7]')).toBe(true);
  });

  test('asynchronous checks tell as much', async () => {
    const all: CheckProgress[] = [];
    await checkGradient(
      { value: async (x: typeof at) => value(x), gradient },
      { at, onProgress: (progress) => all.push(progress) },
    );
    expect(all.length).toBeGreaterThan(20);
    expect(all.map(({ variable }) => variable)).toEqual(expect.arrayContaining(['a', 'b']));
  });

  test('nothing waits for what it returns', async () => {
    let calls = 0;
    const never = () => {
      calls += 1;
      return new Promise(() => {});
    };
    const { verdict } = await checkGradient(
      { value: async (x: typeof at) => value(x), gradient },
      { at, onProgress: never },
    );
    expect([verdict, calls > 5]).toEqual(['match', true]);
  });

  test('what it throws ends the check, untouched, and the point is as it was', () => {
    const mine = { no: 'error' };
    const point = { a: [...at.a], b: [...at.b] };
    const onProgress = () => {
      throw mine;
    };
    let thrown: unknown;
    try {
      checkGradient({ value, gradient }, { at: point, onProgress });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBe(mine);
    expect(point).toEqual(at);
  });

  test('also in a layer of a model, which it is no reason to leave out', () => {
    const boom = new RangeError('mine');
    const layer = () => ({
      forward: (x: Vector) => {
        clock.time += TAKES;
        return x.map((v) => 2 * v);
      },
      backward: (g: Vector) => g.map((v) => 2 * v),
    });
    const model = { layers: [layer(), layer(), layer()] };
    const seen: (string | undefined)[] = [];
    const input = [1, 2, 3, 4, 5];
    checkGradient(model as never, { input, onProgress: ({ layer: path }) => seen.push(path) });
    expect([...new Set(seen)]).toEqual(['layers[0]', 'layers[1]', 'layers[2]']);
    const failing = () => {
      throw boom;
    };
    expect(() => checkGradient(model as never, { input, onProgress: failing })).toThrow(boom);
  });

  test('of a Jacobian, and of a gradient before a Hessian, its share does not begin again', () => {
    const x = at.a.slice(0, 8);
    const cubes = (v: Vector) => {
      clock.time += TAKES;
      return v.reduce((all, one) => all + one ** 3, 0);
    };
    const hessian = (v: Vector) => v.map((one, i) => v.map((_, j) => (i === j ? 6 * one : 0)));
    const slopes = (v: Vector) => {
      clock.time += TAKES;
      return v.map((one) => 3 * one * one);
    };
    const runs = [
      told((options) => checkJacobian({ value: slopes, jacobian: hessian }, { at: x, ...options })),
      told((options) =>
        checkHessian({ value: cubes, gradient: slopes, hessian }, { at: x, ...options }),
      ),
    ];
    for (const all of runs) {
      expect(all.length).toBeGreaterThan(2);
      const shares = all.map(({ share }) => share);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
    }
  });

  test('a check that is over sooner tells nothing', () => {
    const onProgress = vi.fn();
    checkGradient(
      { value: (x: number) => x * x, gradient: (x: number) => 2 * x },
      { at: 3, onProgress },
    );
    expect(onProgress).not.toHaveBeenCalled();
  });

  test('must be a function', () => {
    const options = { at, onProgress: 'bar' as never };
    expect(() => checkGradient({ value, gradient }, options)).toThrow(
      new TypeError('`onProgress` must be a function, got "bar"'),
    );
  });
});
