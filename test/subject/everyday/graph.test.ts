import { expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../../src/index.ts';
import { thrown } from '../thrown.ts';

const check = (subject: unknown, options = {}) => checkGradient(subject, options) as GradientCheck;

/** A leaf whose gradient nobody else can set; `adds` says whether a backward pass adds to it. */
class Sealed {
  data: number;
  #grad = 0;
  readonly #pass: (g: number) => void;
  readonly adds: boolean;

  constructor(data: number, adds: boolean, pass: (g: number) => void = () => {}) {
    this.data = data;
    this.adds = adds;
    this.#pass = pass;
  }
  get grad() {
    return this.#grad;
  }
  cube(slip = 1): Sealed {
    return new Sealed(this.data ** 3, this.adds, (g) => {
      this.#grad = (this.adds ? this.#grad : 0) + slip * g * 3 * this.data ** 2;
    });
  }
  backward(): void {
    this.#pass(1);
  }
}

test.each([true, false])('a gradient that cannot be set is told apart; adding: %s', (adds) => {
  const f = (x: Sealed) => x.cube();
  const slipped = (x: Sealed) => x.cube(2);
  const leaf = new Sealed(0.8, adds);
  expect(check(f, { at: leaf }).verdict).toBe('match');
  // what earlier passes have left is no part of it
  expect(check(f, { at: leaf }).verdict).toBe('match');
  expect(check(slipped, { at: leaf }).verdict).toBe('mismatch');
});

test('leaves are as they were: numbers and gradients', () => {
  const leaf = { data: 0.5, grad: 7, backward() {} };
  const square = (x: typeof leaf) => ({
    data: x.data ** 2,
    grad: 0,
    backward() {
      x.grad += 2 * x.data;
    },
  });
  expect(check(square, { at: leaf }).verdict).toBe('match');
  expect(leaf).toMatchObject({ data: 0.5, grad: 7 });
});

test('a leaf that nothing depends on has the gradient zero', () => {
  const leaf = () => ({ data: 0.5, grad: null as number | null, backward() {} });
  const f = (x: { data: number; grad: number | null }) => ({
    data: x.data * 2,
    grad: 0,
    backward() {
      x.grad = 2;
    },
  });
  const found = check((a: never, _: never) => f(a), { at: [leaf(), leaf()] });
  expect(found.verdict).toBe('match');
  expect(found.variables.map(({ unverified }) => unverified)).toEqual([false, true]);
});

test('a result of many numbers must be reduced to one', () => {
  const leaf = { data: Float64Array.of(1, 2), grad: new Float64Array(2), backward() {} };
  expect(thrown(() => check((x: unknown) => x, { at: leaf }))).toMatch(
    /^TypeError: the result must be one number to run backward from, got \{ data, grad, backward \} with 2; reduce it/,
  );
});

test('numbers that cannot be written are an error', () => {
  const copying = {
    get data() {
      return [1, 2];
    },
    grad: [0, 0],
    backward() {},
  };
  expect(thrown(() => check((x: unknown) => x, { at: copying }))).toBe(
    'TypeError: `x.data` must be a number or an array that can be written to, got "it gives a copy"',
  );
});

test('a getter alone is never called to search', () => {
  const calls: string[] = [];
  class Dear {
    get params() {
      calls.push('params');
      return {};
    }
    get loss() {
      calls.push('loss');
      return () => 1;
    }
    get gradient() {
      calls.push('gradient');
      return () => 1;
    }
  }
  expect(thrown(() => check(new Dear()))).toContain('a subject must be one of');
  expect(calls).toEqual([]);
});
