import { describe, expect, test, vi } from 'vitest';
import { checkGradient, type GradientCheckOptions } from '../../src/index.ts';

type Vector = readonly number[];

/** Tells when each of its passes takes place, in the layers of a model and in all of it. */
class Passes {
  count = 0;
  onPass = () => {};
  note() {
    this.count += 1;
    this.onPass();
  }
}

class Wave {
  readonly #passes: Passes;
  readonly w: number[];
  dw: number[] = [];
  #input: Vector = [];
  constructor(passes: Passes, i: number) {
    this.#passes = passes;
    this.w = [1 + i / 10, 1 - i / 20];
  }
  forward(input: Vector): number[] {
    this.#passes.note();
    this.#input = input;
    return input.map((x, k) => Math.sin(x * this.w[k % 2]) + x);
  }
  backward(g: Vector): number[] {
    const inner = g.map((gi, k) => gi * Math.cos(this.#input[k] * this.w[k % 2]));
    this.dw = this.w.map((_, k) =>
      inner.reduce((sum, d, i) => (i % 2 === k ? sum + d * this.#input[i] : sum), 0),
    );
    return inner.map((d, k) => d * this.w[k % 2] + g[k]);
  }
}

/** A layer whose backward pass takes time, too. */
class Backwards extends Wave {
  readonly #passes: Passes;
  constructor(passes: Passes) {
    super(passes, 3);
    this.#passes = passes;
  }
  override backward(g: Vector): number[] {
    this.#passes.note();
    return super.backward(g);
  }
}

class Chain {
  readonly layers: readonly Wave[];
  constructor(passes: Passes, length = 10) {
    this.layers = Array.from({ length }, (_, i) => new Wave(passes, i));
  }
  forward(input: Vector): number[] {
    return this.layers.reduce((signal, layer) => layer.forward(signal), [...input]);
  }
  backward(g: Vector): number[] {
    return this.layers.reduceRight((inner, layer) => layer.backward(inner), [...g]);
  }
}

const clock = vi.hoisted(() => ({ time: 0 }));
vi.mock('../../src/clock.ts', async (original) => ({
  ...(await original<object>()),
  now: () => clock.time,
}));

/** Passes that take so many milliseconds each; nothing else takes any, so that nothing here depends on the machine. */
function clockOf(milliseconds: number): Passes {
  const passes = new Passes();
  passes.onPass = () => {
    clock.time += milliseconds;
  };
  return passes;
}

const input = [0.3, -0.8, 0.5, 0.9];
const check = (options: GradientCheckOptions, passes = new Passes()) =>
  checkGradient(new Chain(passes), { input, ...options });

describe('one budget for a model, its layers and all of it', () => {
  test.each([1, 5, 12, 50, 120])('maxEvaluations: %i', (maxEvaluations) => {
    const { verdict, evaluations, layers = [] } = check({ maxEvaluations });
    expect(evaluations.value).toBeLessThanOrEqual(maxEvaluations);
    expect(layers.length).toBe(10);
    const begun = layers.filter((layer) => layer.verdict !== 'unchecked');
    // a layer that was begun has its value and two gradients, and the next is begun only while there is something left
    expect(begun.length).toBeLessThanOrEqual(maxEvaluations);
    expect(evaluations.gradient).toBeGreaterThanOrEqual(2 * begun.length);
    expect(verdict).not.toBe('mismatch');
    const reason = `${maxEvaluations} evaluation${maxEvaluations === 1 ? ' was' : 's were'} not enough (\`maxEvaluations\`)`;
    for (const layer of layers.slice(begun.length))
      expect([layer.verdict, layer.reason]).toEqual(['unchecked', reason]);
    expect(begun.length < 10 && verdict === 'match').toBe(false);
  });

  test.each([60, 100])('of %i, too few for all, every layer has its share', (maxEvaluations) => {
    const { verdict, evaluations, unfinished, layers = [] } = check({ maxEvaluations });
    expect([verdict, evaluations.value <= maxEvaluations]).toEqual(['inconclusive', true]);
    for (const layer of layers)
      expect(layer.reason ?? '').toMatch(
        /^$|^\d+ evaluations were not enough .* [1-9] of 6 compared/,
      );
    const whole = check({}).evaluations.value;
    expect(evaluations.value + (unfinished?.evaluations ?? 0)).toBeLessThan(whole);
  });

  test('what a layer does not need is left to those that come after it', () => {
    const { layers = [] } = check({ maxEvaluations: 200 });
    expect(new Set(layers.map((layer) => layer.verdict))).toEqual(new Set(['match']));
  });

  test('timeLimit: every layer has its share of that', () => {
    const passes = clockOf(2);
    const { verdict, unfinished, layers = [] } = check({ timeLimit: 250 }, passes);
    expect(passes.count).toBeLessThan(160);
    expect(verdict).toBe('inconclusive');
    expect(layers.at(-1)?.verdict).not.toBe('unchecked');
    expect(unfinished?.milliseconds).toBeGreaterThan(0);
  });

  test('a limit shorter than one pass is no mistake of the caller: inconclusive', () => {
    const passes = clockOf(2);
    const { verdict, reason, evaluations, layers = [] } = check({ timeLimit: 1 }, passes);
    expect([verdict, evaluations]).toEqual(['inconclusive', { value: 1, gradient: 2 }]);
    expect(reason).toContain('1 ms were not enough (`timeLimit`)');
    expect(layers.map((layer) => layer.verdict)).toEqual([
      'inconclusive',
      ...Array<string>(9).fill('unchecked'),
    ]);
  });

  test('the layers of an asynchronous model alike', async () => {
    const asynchronous = (chain: Chain) => ({
      layers: chain.layers.map((layer) => ({
        w: layer.w,
        get dw() {
          return layer.dw;
        },
        forward: async (x: Vector) => layer.forward(x),
        backward: async (g: Vector) => layer.backward(g),
      })),
    });
    const list = { layers: new Chain(new Passes()).layers };
    for (const maxEvaluations of [5, 50]) {
      const expected = checkGradient(list as never, { input, maxEvaluations }) as unknown;
      const later: unknown = checkGradient(asynchronous(new Chain(new Passes())) as never, {
        input,
        maxEvaluations,
        concurrency: 8,
      });
      const [found, is] = [await later, expected] as { evaluations: object; layers: object[] }[];
      expect(found.evaluations).toEqual(is.evaluations);
      expect(found.layers).toMatchObject(is.layers.map((layer) => ({ ...layer, name: 'layer' })));
    }
  });

  test('many cotangents share it', () => {
    const { evaluations, rows } = checkGradient(new Wave(new Passes(), 3), {
      input,
      cotangents: 1000,
      maxEvaluations: 40,
    });
    expect(evaluations.value).toBeLessThanOrEqual(40);
    expect(rows).toBeGreaterThan(1);
  });

  test('many cotangents: the backward passes that they cost end with the time limit', () => {
    const passes = clockOf(2);
    const options = { input, cotangents: 1000, timeLimit: 250 };
    const { verdict, reason, rows } = checkGradient(new Backwards(passes), options);
    expect([verdict, rows > 1]).toEqual(['inconclusive', true]);
    expect(reason).toContain('250 ms were not enough (`timeLimit`)');
    expect(passes.count).toBeLessThan(130);
  });

  test('a signal: its reason is thrown, and no further layer is run', () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const passes = new Passes();
    passes.onPass = () => {
      if (passes.count === 60) controller.abort(reason);
    };
    expect(() => check({ signal: controller.signal }, passes)).toThrow(reason);
    expect(passes.count).toBe(60);
  });
});
