import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { uniformNumbers } from '../../src/subject/random.ts';

// Beyond a second kink, some spacings of single precision beside the first, the value leaves the straight line of that side by the same over
// every step. Two such readings counted as noise, and with it nothing finer said anything.
const { fround, max } = Math;

interface Payoff {
  readonly strike: number;
  readonly slopes: readonly [first: number, second: number];
  readonly value: (x: ArrayLike<number>) => number;
}

/** Two pieces that begin at a strike and so much of it further, beside a linear term, each operation rounded. */
function payoffOf(random: () => number, apart: number): Payoff {
  const strike = fround(1 + 3 * random());
  const second = fround(strike * (1 + apart));
  const [a, b] = [fround(0.5 + 2 * random()), fround(-0.5 - 2 * random())];
  const c = fround(random() - 0.5);
  const value = (x: ArrayLike<number>) => {
    const spread = fround(
      fround(a * max(0, fround(x[0] - strike))) + fround(b * max(0, fround(x[0] - second))),
    );
    return fround(spread + fround(c * x[1]));
  };
  return { strike, slopes: [a, c], value };
}

describe.each([1e-2, 1e-3, 1e-4])('at a kink, with another %d further', (apart) => {
  const random = uniformNumbers({ seed: 3, purpose: 'direction', set: String(apart) });
  const payoffs = Array.from({ length: 12 }, () => payoffOf(random, apart));
  const check = ({ strike, slopes: [a, c], value }: Payoff, factor: number) =>
    checkGradient(
      { value, gradient: () => Float32Array.of(factor * a, c) },
      { at: Float32Array.of(strike, 1.25) },
    ).verdict;

  test.each([0, 0.5, 1])('%d times the slope on the right is never called wrong', (factor) => {
    expect(payoffs.map((one) => check(one, factor))).not.toContain('mismatch');
  });

  test.each([-0.3, 1.3, 2])('%d times it never matches', (factor) => {
    expect(payoffs.map((one) => check(one, factor))).not.toContain('match');
  });
});
