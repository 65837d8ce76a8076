import { afterEach, describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck, type GradientCheckOptions } from '../../src/index.ts';

type Vector = number[];

const tick = () => new Promise((resolve) => setImmediate(resolve));
const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));
afterEach(async () => {
  await tick();
  expect(unhandled.splice(0)).toEqual([]);
});

/** y = w ∘ x, in promises. */
class Scale {
  w: Vector;
  dw: Vector = [];
  x: Vector = [];
  constructor(w: Vector) {
    this.w = w;
  }
  async forward(x: Vector): Promise<Vector> {
    await tick();
    this.x = x;
    return x.map((v, i) => v * this.w[i]);
  }
  async backward(dy: Vector): Promise<Vector> {
    await tick();
    this.dw = dy.map((g, i) => g * this.x[i]);
    return dy.map((g, i) => g * this.w[i]);
  }
}

class Chain {
  layers: Scale[];
  constructor(...layers: Scale[]) {
    this.layers = layers;
  }
  async forward(x: Vector) {
    let signal = x;
    for (const layer of this.layers) signal = await layer.forward(signal);
    return signal;
  }
  async backward(dy: Vector) {
    let signal = dy;
    for (const layer of [...this.layers].reverse()) signal = await layer.backward(signal);
    return signal;
  }
}

const input = [3, 4];
const check = (subject: unknown, options: GradientCheckOptions = { input }) =>
  checkGradient(subject, options) as unknown as Promise<GradientCheck>;
const verdict = async (subject: unknown, options?: GradientCheckOptions) =>
  (await check(subject, options)).verdict;

const both = 'await one check before the next begins, because both would write to the same numbers';

describe('a second check of a subject that is being checked', () => {
  test('is refused, and the first is as right as if there were none', async () => {
    const layer = new Scale([0.5, -2]);
    const first = check(layer);
    expect(() => check(layer)).toThrow(`layer Scale is already being checked: ${both}`);
    expect((await first).verdict).toBe('match');
    expect(await verdict(layer)).toBe('match');
    expect(layer).toEqual(new Scale([0.5, -2]));
  });

  test('of a model: nothing of ours is left on its layers', async () => {
    const model = new Chain(new Scale([0.5, -2]), new Scale([1.5, 3]));
    const first = check(model);
    expect(() => check(model)).toThrow(`layer Chain is already being checked: ${both}`);
    expect((await first).verdict).toBe('match');
    expect(model.layers.some((layer) => Object.hasOwn(layer, 'forward'))).toBe(false);
    expect(model).toEqual(new Chain(new Scale([0.5, -2]), new Scale([1.5, 3])));
    expect(await verdict(model)).toBe('match');
  });

  test('of a list of layers', async () => {
    const layers = [new Scale([0.5, -2]), new Scale([1.5, 3])];
    const first = check(layers);
    expect(() => check(layers)).toThrow(`the list of layers is already being checked: ${both}`);
    expect((await first).verdict).toBe('match');
    expect(await verdict(layers)).toBe('match');
  });

  test('of a layer of it, and of a model with the same layer', async () => {
    const shared = new Scale([0.5, -2]);
    const model = new Chain(shared, new Scale([1.5, 3]));
    const first = check(model);
    const shares = `shares numbers with layer Chain, which is being checked: ${both}`;
    expect(() => check(shared)).toThrow(`layer Scale ${shares}`);
    expect(() => check(new Chain(shared))).toThrow(`layer Chain ${shares}`);
    expect(() => check([shared])).toThrow(`the list of layers ${shares}`);
    expect((await first).verdict).toBe('match');
  });

  test('of another layer with the same weights, or that would put them back', async () => {
    const w = [0.5, -2];
    const first = check(new Scale(w));
    expect(() => check(new Scale(w))).toThrow('layer Scale shares numbers with layer Scale');
    const other = Object.assign(new Scale([1, 1]), { store: { w } });
    expect(() => check(other)).toThrow('layer Scale shares numbers with layer Scale');
    expect((await first).verdict).toBe('match');
  });

  test('from inside of its passes', () => {
    const layer = {
      forward(x: Vector): Vector {
        checkGradient(layer, { input });
        return x;
      },
      backward: (dy: Vector) => dy,
    };
    expect(() => checkGradient(layer, { input })).toThrow('the layer is already being checked');
  });

  test('of what an adapter writes where it is, and behind functions of its own', async () => {
    const SUBJECT = Symbol.for('expect-gradient.subject');
    const w = [2];
    const inPlace = () => ({
      [SUBJECT]: () => ({
        description: 'a register',
        variables: { w },
        value: async () => w[0] ** 2,
        gradient: async () => ({ w: [2 * w[0]] }),
      }),
    });
    const first = check(inPlace(), {});
    await expect(async () => check(inPlace(), {})).rejects.toThrow(
      `a register is already being checked: ${both}`,
    );
    expect((await first).verdict).toBe('match');
    let register = 2;
    const behind = {
      [SUBJECT]: () => ({
        description: 'a device',
        variables: {
          w: {
            read: () => [register],
            write: ([given]: Float64Array) => {
              register = given;
            },
          },
        },
        value: async () => register ** 2,
        gradient: async () => ({ w: [2 * register] }),
      }),
    };
    const second = check(behind, {});
    await expect(async () => check(behind, {})).rejects.toThrow(
      'a device is already being checked',
    );
    expect((await second).verdict).toBe('match');
    expect([w, register]).toEqual([[2], 2]);
  });
});

describe('is not refused', () => {
  test('where each check has a copy of the point', async () => {
    const subject = {
      value: async ([x, y]: Vector) => {
        await tick();
        return x * x * y;
      },
      gradient: async ([x, y]: Vector) => [2 * x * y, x * x],
    };
    const checks = [
      [1, 2],
      [3, 4],
      [1, 2],
    ].map((at) => verdict(subject, { at }));
    expect(await Promise.all(checks)).toEqual(['match', 'match', 'match']);
  });

  test('where layers share what neither of them writes', async () => {
    const shared = { logger: { lines: [] as string[] }, labels: [1, 0] };
    const layers = [new Scale([1, 2]), new Scale([3, 4])].map((one) => Object.assign(one, shared));
    expect(await Promise.all(layers.map((one) => verdict(one)))).toEqual(['match', 'match']);
  });

  test('once the first has failed, been aborted or come to its limit', async () => {
    const layer = new Scale([0.5, -2]);
    const { forward } = layer;
    layer.forward = async () => {
      throw new Error('offline');
    };
    await expect(check(layer)).rejects.toThrow('offline');
    layer.forward = () => new Promise(() => {});
    await expect(check(layer, { input, timeLimit: 20 })).rejects.toThrow('20 ms were not enough');
    const reason = new Error('enough');
    const signal = AbortSignal.abort(reason);
    await expect(async () => check(layer, { input, signal })).rejects.toThrow(reason);
    layer.forward = forward;
    expect(await verdict(layer)).toBe('match');
  });
});

test('what a call of an earlier check still writes does not reach into a later one', async () => {
  const layer = new Scale([0.5, -2]);
  let [calls, release] = [0, () => {}];
  const { forward } = layer;
  layer.forward = async (x: Vector) => {
    calls += 1;
    if (calls === 8) {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    }
    return forward.call(layer, x);
  };
  expect((await check(layer, { input, timeLimit: 50 })).verdict).toBe('inconclusive');
  const later = check(layer);
  await tick();
  release();
  expect((await later).verdict).toBe('match');
  expect(layer.w).toEqual([0.5, -2]);
});
