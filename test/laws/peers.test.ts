import { describe, expect, test } from 'vitest';
import { cs231n, handRolled, pytorch, scipy, textbook } from '../../bench/peers/fixed-step.ts';
import { gaussians, jax } from '../../bench/peers/jax.ts';
import { ladder } from '../../bench/peers/ladder.ts';
import { centralDifference, type Peer, type Problem } from '../../bench/peers/peer.ts';
import { ceres, ridders } from '../../bench/peers/ridders.ts';

const parabola: Problem = { at: [1], value: ([x]) => x * x };

function judge(peer: Peer, problem: Problem, analytic: readonly number[]): string {
  return peer.study(problem)(analytic);
}

function evaluations(peer: Peer, problem: Problem): number {
  let count = 0;
  const value: Problem['value'] = (x) => {
    count += 1;
    return problem.value(x);
  };
  peer.study({ ...problem, value });
  return count;
}

test('a central difference of x² is exact at any step', () => {
  expect(centralDifference({ at: [3], value: ([x]) => x * x }, { coordinate: 0, h: 0.5 })).toBe(6);
});

test('a point in a Float32Array moves to numbers of its format', () => {
  const seen: number[] = [];
  const value: Problem['value'] = ([x]) => {
    seen.push(x);
    return x;
  };
  textbook.study({ at: Float32Array.of(1), value });
  expect(seen).toEqual([Math.fround(1 + 1e-7), Math.fround(1 - 1e-7)]);
});

// the derivative of x² at 1 is 2; the numbers beside the rules are their limits there
describe.each([
  // |a − 2| / (a + 2) ≤ 1e-7
  { peer: textbook, correct: 2 + 3e-7, wrong: 2 + 5e-7 },
  // |a − 2| ≤ 1e-4
  { peer: handRolled, correct: 2 + 0.9e-4, wrong: 2 + 1.1e-4 },
  // |a − 2| ≤ 1e-5 + 2e-3
  { peer: pytorch, correct: 2 + 2.0e-3, wrong: 2 + 2.02e-3 },
  // |a − 2| / 2 ≤ 1e-6
  { peer: scipy, correct: 2 + 1.9e-6, wrong: 2 + 2.1e-6 },
  // |a − 2| / a < 1e-8
  { peer: ceres, correct: 2 + 1.9e-8, wrong: 2 + 2.1e-8 },
  // |a − 2| / a: happy up to 1e-7, wrong from 1e-2
  { peer: cs231n, correct: 2 + 1e-7, wrong: 2 + 2.1e-2 },
  // ⟨a − g, v⟩ against 1e-5 + 1e-5·2 |v|
  { peer: jax, correct: 2 + 2e-5, wrong: 2 + 1e-3 },
  { peer: ladder, correct: 2 + 1e-9, wrong: 2 + 1e-5 },
])('$peer.name', ({ peer, correct, wrong }) => {
  test('accepts what its limit accepts', () => {
    expect(judge(peer, parabola, [2])).toBe('correct');
    expect(judge(peer, parabola, [correct])).toBe('correct');
  });

  test('rejects what exceeds it, on either side, and NaN', () => {
    expect(judge(peer, parabola, [wrong])).toBe('wrong');
    expect(judge(peer, parabola, [4 - wrong])).toBe('wrong');
    expect(judge(peer, parabola, [Number.NaN])).not.toBe('correct');
  });
});

describe('what a rule cannot see', () => {
  const faint: Problem = { at: [1], value: ([x]) => 1e-8 * x };

  test.each([handRolled, pytorch, scipy, jax])('$name: a gradient of 1e-8', (peer) => {
    expect(judge(peer, faint, [0])).toBe('correct');
  });

  test('JAX: an error at right angles to its direction', () => {
    const [v, w] = gaussians(2);
    const sum: Problem = { at: [1, 1], value: ([x, y]) => x + y };
    expect(judge(jax, sum, [1 + w, 1 - v])).toBe('correct');
    expect(judge(jax, sum, [1.1, 1])).toBe('wrong');
  });

  test('the textbook: a correct gradient beside an offset', () => {
    const offset: Problem = { at: [1], value: ([x]) => 1e6 + x * x };
    expect(judge(textbook, offset, [2])).toBe('wrong');
  });
});

describe('what a rule leaves open', () => {
  test('CS231n: between 1e-7 and 1e-2', () => {
    expect(judge(cs231n, parabola, [2 + 1e-6])).toBe('undecided');
    expect(judge(cs231n, parabola, [2 + 1.9e-2])).toBe('undecided');
  });

  test('the ladder: between the slopes of a kink, not outside them', () => {
    const kink: Problem = { at: [0], value: ([x]) => Math.abs(x) };
    expect(judge(ladder, kink, [0])).toBe('undecided');
    expect(judge(ladder, kink, [1.5])).toBe('wrong');
  });
});

test('the ladder shrinks until it stands inside the domain', () => {
  const logarithm: Problem = { at: [1e-2], value: ([x]) => Math.log(x) };
  expect(judge(ladder, logarithm, [100])).toBe('correct');
  expect(judge(ladder, logarithm, [100.1])).toBe('wrong');
});

test('Ridders extrapolates a quintic to its derivative, and a sine within 1e-11', () => {
  expect(ridders({ at: [2], value: ([x]) => x ** 5 }, 0)).toBeCloseTo(80, 10);
  expect(ridders({ at: [1], value: ([x]) => Math.sin(x) }, 0)).toBeCloseTo(Math.cos(1), 11);
});

test('most rules pay two evaluations a coordinate, JAX two in all, the ladder 26 and one for the point', () => {
  const sphere: Problem = { at: [1, 2, 3], value: (x) => x[0] ** 2 + x[1] ** 2 + x[2] ** 2 };
  const counts = [textbook, handRolled, pytorch, scipy, cs231n].map((p) => evaluations(p, sphere));
  expect(counts).toEqual([6, 6, 6, 6, 6]);
  expect(evaluations(jax, sphere)).toBe(2);
  expect(evaluations(ladder, sphere)).toBe(1 + 3 * 26);
});
