import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck, type GradientCheckOptions } from '../../src/index.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));
const check = (subject: object, options: GradientCheckOptions) =>
  checkGradient(subject, options) as unknown as Promise<GradientCheck>;
const both = 'await one check before the next begins';

/** Two inputs, multiplied; it keeps them on itself, and has no arrays of its own. */
class Times {
  kept: readonly number[][] = [];
  async forward(a: number[], b: number[]) {
    await tick();
    this.kept = [a, b];
    return a.map((ai, i) => ai * b[i]);
  }
  async backward(g: number[]) {
    await tick();
    const [a, b] = this.kept;
    return [g.map((gi, i) => gi * b[i]), g.map((gi, i) => gi * a[i])];
  }
}

/** A loss of parameters in place, to whose gradient each backward pass adds; one of them hangs for a while. */
class Loss {
  w = { data: [0.5, -1], grad: [7, 7] };
  private calls = 0;
  constructor(
    private readonly hanging = 0,
    private readonly late?: Promise<void>,
  ) {}
  parameters() {
    return [this.w];
  }
  async loss() {
    await tick();
    return this.w.data.reduce((sum, w) => sum + w * w, 0);
  }
  async backward() {
    await tick();
    this.calls += 1;
    if (this.calls === this.hanging) await this.late;
    this.w.data.forEach((w, i) => {
      this.w.grad[i] += 2 * w;
    });
  }
}

describe('one check at a time', () => {
  test.each([
    ['of a layer of several inputs', () => new Times(), { input: [[1], [3]] }],
    ['of parameters in place', () => new Loss(), {}],
  ] as const)('%s', async (_, create, options) => {
    const subject = create();
    const first = check(subject, options as never);
    expect(() => check(subject, options as never)).toThrow(both);
    expect((await first).verdict).toBe('match');
    expect(subject).toEqual(create());
    expect((await check(subject, options as never)).verdict).toBe('match');
  });
});

test.each([1, 2, 3])(
  'what backward pass %i leaves in place after the check is put back',
  async (nth) => {
    let goOn = () => {};
    const loss = new Loss(
      nth,
      new Promise<void>((resolve) => {
        goOn = resolve;
      }),
    );
    const before = structuredClone(loss.w);
    const controller = new AbortController();
    const ended = check(loss, { signal: controller.signal }).then(null, () => {});
    for (let i = 0; i < 60; i++) await tick();
    controller.abort(new Error('enough'));
    await ended;
    goOn();
    for (let i = 0; i < 5; i++) await tick();
    expect(loss.w).toEqual(before);
  },
);
