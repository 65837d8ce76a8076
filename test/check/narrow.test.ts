import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

/** What the check says of a claimed slope of y + φ(x) in x. */
function verdictOf(value: (x: number) => number, claimed: number, at: number): string {
  const f = ([x, y]: readonly number[]) => y + value(x);
  return checkGradient({ value: f, gradient: () => [claimed, 1] }, { at: [at, 0.3] }).verdict;
}

describe('what the function does between the point and the first step is looked at before anything is blamed', () => {
  // within its limits a clamp has slope 1, and over every step beyond them hardly any
  test.each([1e-6, 3e-7, 1e-7, 1e-8, 1e-9, 1e-11])('clamp(x − 1, ±%d) at 1', (width) => {
    const clamp = (x: number) => Math.max(-width, Math.min(width, x - 1));
    expect(verdictOf(clamp, 1, 1)).not.toBe('mismatch');
    expect(verdictOf(clamp, 0.5, 1)).toBe('mismatch');
    expect(verdictOf(clamp, 2, 1)).toBe('mismatch');
    expect(verdictOf(clamp, -1, 1)).toBe('mismatch');
  });

  test.each([1e6, 1e7, 1e9, 1e11])('a hat and a clamp of width 1 around %d', (centre) => {
    const hat = (x: number) => Math.max(0, 1 - Math.abs(x - centre));
    const clamp = (x: number) => Math.max(-1, Math.min(1, x - centre));
    const at = centre + 0.25;
    expect(verdictOf(hat, -1, at)).not.toBe('mismatch');
    expect(verdictOf(hat, 1, at)).toBe('mismatch');
    expect(verdictOf(clamp, 1, at)).not.toBe('mismatch');
    expect(verdictOf(clamp, -1, at)).toBe('mismatch');
  });
});
