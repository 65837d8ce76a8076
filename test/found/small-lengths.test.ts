import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

// Molecules in metres: a step that is short beside 1 leads out of all that there is.

const SIZE = 3.4e-10;
const DEPTH = 1.65e-21;
const atoms = [0, 0, 1.1, 0.1, 0.4, 1.2, 2.6, 0.3];

type Pairs = (i: number, j: number, r: { readonly x: number; readonly y: number }) => void;

function eachPair(at: readonly number[], look: Pairs): void {
  for (let i = 0; i < at.length; i += 2)
    for (let j = 0; j < i; j += 2) look(i, j, { x: at[i] - at[j], y: at[i + 1] - at[j + 1] });
}

/** 4ε((σ/r)¹² − (σ/r)⁶) over all pairs. */
function lennardJones(at: readonly number[]): number {
  let energy = 0;
  eachPair(at, (_i, _j, { x, y }) => {
    const sixth = (SIZE / Math.hypot(x, y)) ** 6;
    energy += 4 * DEPTH * (sixth * sixth - sixth);
  });
  return energy;
}

function slopes(at: readonly number[]): number[] {
  const gradient = at.map(() => 0);
  eachPair(at, (i, j, { x, y }) => {
    const r = Math.hypot(x, y);
    const sixth = (SIZE / r) ** 6;
    const along = (4 * DEPTH * (6 * sixth - 12 * sixth * sixth)) / r / r;
    gradient[i] += along * x;
    gradient[j] -= along * x;
    gradient[i + 1] += along * y;
    gradient[j + 1] -= along * y;
  });
  return gradient;
}

describe.each([0, 1])('argon, %d lengths from the origin', (shift) => {
  const at = atoms.map((x) => 3.6e-10 * (x + shift));
  const verdictOf = (wrong: (gradient: number[]) => number[]) =>
    checkGradient({ value: lennardJones, gradient: (x: number[]) => wrong(slopes(x)) }, { at })
      .verdict;

  test('the right forces match', () => {
    expect(verdictOf((gradient) => gradient)).toBe('match');
  });

  test.each<[string, (gradient: number[]) => number[]]>([
    ['twice as large', (gradient) => gradient.map((g) => 2 * g)],
    ['one of them forgotten', (gradient) => gradient.map((g, i) => (i === 1 ? 0 : g))],
    ['one of them turned around', (gradient) => gradient.map((g, i) => (i === 4 ? -g : g))],
  ])('%s they do not', (_, wrong) => {
    expect(verdictOf(wrong)).toBe('mismatch');
  });
});

// Close around a point of 1e-66 the gradient of a smooth function is any at all: none of them is a limit at the point.
describe('what the slope gradually becomes is no limit of it', () => {
  const sine = {
    value: ([x, y]: readonly number[]) => Math.log1p(x * x) * Math.sin(y),
    gradient: ([x, y]: readonly number[]) => [
      (2 * x * Math.sin(y)) / (1 + x * x),
      Math.log1p(x * x) * Math.cos(y),
    ],
  };
  const bell = {
    value: ([x, y]: readonly number[]) => x * y * Math.exp(-x * x - y * y),
    gradient: ([x, y]: readonly number[]) => {
      const size = Math.exp(-x * x - y * y);
      return [(1 - 2 * x * x) * y * size, (1 - 2 * y * y) * x * size];
    },
  };

  test.each([
    ['log1p(x²) sin(y)', sine, [3.69e-66, -8.887e-304]],
    ['log1p(x²) sin(y)', sine, [-3.8e-114, 1.3e-263]],
    ['x y exp(-x² - y²)', bell, [1.892e-220, 4.4e-150]],
    ['x y exp(-x² - y²)', bell, [8.8e-247, -5.6e-159]],
  ] as const)('%s at %#', (_, { value, gradient }, at) => {
    const verdictOf = (factors: readonly number[]) => {
      const wrong = (x: readonly number[]) => gradient(x).map((g, i) => factors[i] * g);
      return checkGradient({ value, gradient: wrong }, { at: [...at] }).verdict;
    };
    expect(verdictOf([1, 1])).toBe('match');
    const mistakes = [
      [-1, -1],
      [2, 2],
      [1.1, 0.9],
      [0, 0],
    ];
    for (const factors of mistakes)
      expect([factors, verdictOf(factors)]).toEqual([factors, 'mismatch']);
  });
});

// an almost axis-parallel bond, in joule and metres: beyond 10⁻⁸ the energy along the short coordinate is level
describe.each([2.3e-28, 1, 1e9])('one over a distance, times %d', (strength) => {
  const distance = ([x, y, z]: number[]) => Math.sqrt(x * x + y * y + z * z);
  const value = (at: number[]) => strength / distance(at);
  const slopesOf = (at: number[]) => at.map((x) => (-strength * x) / distance(at) ** 3);
  const verdictOf = (at: readonly number[], wrong = (gradient: number[]) => gradient) =>
    checkGradient({ value, gradient: (x: number[]) => wrong(slopesOf(x)) }, { at: [...at] })
      .verdict;

  test.each([
    [1e-11, 1.1e-8, 4e-9],
    [1.37e-11, 1.1e-8, -7e-9],
    [2e-10, 1.1e-7, 4e-8],
    [1e-13, 1.1e-10, 4e-11],
  ])('at %d, %d, %d', (...at) => {
    expect(verdictOf(at)).toBe('match');
    expect(verdictOf(at, ([, y, z]) => [0, y, z])).toBe('mismatch');
    expect(verdictOf(at, ([x, y, z]) => [-x, y, z])).toBe('mismatch');
  });
});
