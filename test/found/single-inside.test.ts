import { describe, expect, test } from 'vitest';
import { checkGradient, type Verdict } from '../../src/index.ts';
import { type Curve, verdictsOf } from './holders.ts';

const { fround, sin, cos, cosh, tanh, hypot } = Math;

// a point and a value in doubles, single precision between them; the derivative is that of the function in doubles
describe('a copy of the point in single precision', () => {
  test.each<[string, Curve, Curve, number]>([
    ['sin', sin, cos, 6.756391179241813],
    ['sin', sin, cos, -36.293158056901454],
    ['sin', sin, cos, 92.2357643100814],
    ['x²/2', (x) => (x * x) / 2, (x) => x, 0.3],
    ['x²/2', (x) => (x * x) / 2, (x) => x, -1234.5678],
    ['x + tanh x', (x) => x + tanh(x), (x) => 1 + 1 / cosh(x) ** 2, 0.7],
    ['log(1 + x²)', (x) => Math.log1p(x * x), (x) => (2 * x) / (1 + x * x), -1.0602027451693294],
  ])('%s at it', (_, curve, slope, at) => {
    const value: Curve = (x) => curve(fround(x));
    expect(verdictsOf({ value, slope, at })).toEqual(['match']);
    expect(verdictsOf({ value, slope: () => 0, at })).toEqual(['mismatch']);
    expect(verdictsOf({ value, slope: (x) => 1.1 * slope(x), at })).toEqual(['mismatch']);
  });

  test('is none where a value has stairs of its own that are as narrow', () => {
    const value: Curve = (x) => Math.floor(65521 * x) / 257;
    expect(verdictsOf({ value, slope: () => 0, at: 0.7312 })).toEqual(['match']);
  });
});

type Vector = readonly number[];

function verdict(
  value: (x: Vector) => number,
  gradient: (x: Vector) => number[],
  at: Vector,
): Verdict {
  return checkGradient({ value, gradient }, { at: [...at] }).verdict;
}

describe('a point moved by a matrix in single precision', () => {
  const target = [-0.7, 0.4];
  test.each([
    [0.14669609209522605, [-1.078600871890639, -16.416489132792837], [0.298, -0.2485]],
    [-2.230391093529761, [20.310583124949932, 0.6907342205309687], [1.19, 0.606]],
    [0.04125059908255935, [3.395178679973208, 13.011641525850887], [-1.825, -0.8645]],
  ] as const)('turned by %d', (angle, [tx, ty], at) => {
    const [c, s] = [fround(cos(angle)), fround(sin(angle))];
    const moved = ([x, y]: Vector) => [c * x - s * y + fround(tx), s * x + c * y + fround(ty)];
    const away = (x: Vector) => moved(x).map((p, i) => p - target[i]);
    const value = (x: Vector) => {
      const [p, q] = Float32Array.from(moved(Float32Array.from(x) as unknown as Vector));
      return hypot(p - target[0], q - target[1]);
    };
    const gradient = (x: Vector) => {
      const [p, q] = away(x).map((d) => d / hypot(...away(x)));
      return [c * p + s * q, c * q - s * p];
    };
    expect(verdict(value, gradient, at)).toBe('match');
    expect(verdict(value, () => [0, 0], at)).toBe('mismatch');
    expect(verdict(value, (x) => gradient(x).map((g, i) => (i === 0 ? 1.1 * g : g)), at)).toBe(
      'mismatch',
    );
  });
});

// the median of equal numbers moves along no axis; its generalized gradients are the averages of the unit vectors
describe('an order statistic of equal numbers', () => {
  const median = (x: Vector) => [...x].sort((a, b) => a - b)[1];

  test.each([0, 2, -3.5])('that are %d', (level) => {
    const of = (gradient: number[]) => verdict(median, () => gradient, [level, level, level]);
    expect(of([1, 0, 0])).not.toBe('mismatch');
    expect(of([0, 1, 0])).not.toBe('mismatch');
    expect(of([1 / 3, 1 / 3, 1 / 3])).not.toBe('mismatch');
    expect(of([0, 0, 0])).toBe('mismatch');
    expect(of([1, 1, 1])).toBe('mismatch');
    expect(of([-1, 0, 0])).toBe('mismatch');
  });
});
