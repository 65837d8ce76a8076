import { expect, test } from 'vitest';
import { quotientsOver } from '../../src/numeric/quotient.ts';

const quiet = { absolute: 0, relative: 0 };

test('a rung has a slope to each side, one across, and a bend between them', () => {
  const { right, left, central, bend } = quotientsOver(
    { right: 0.5, left: 0.5, plus: 4, minus: 1 },
    { value: 2, noise: quiet },
  );
  expect([right, left, central, bend].map(({ slope }) => slope)).toEqual([4, 2, 3, 2]);
});

test('curvature drops out of the slope across, even where the steps are of two lengths', () => {
  const f = (t: number) => 3 + 2 * t + 5 * t * t;
  const { central, right } = quotientsOver(
    { right: 0.5, left: 0.25, plus: f(0.5), minus: f(-0.25) },
    { value: 3, noise: quiet },
  );
  expect(central.slope).toBe(2);
  expect(central.step).toBeCloseTo(Math.sqrt(0.5 * 0.25), 15);
  expect(right.slope).toBe(4.5);
});

test('noises of three values of deviation 1 add up as independent ones do', () => {
  const { right, central, bend } = quotientsOver(
    { right: 0.5, left: 0.5, plus: 0, minus: 0 },
    { value: 0, noise: { absolute: 1, relative: 0 } },
  );
  expect(right.noise).toBeCloseTo(Math.sqrt(2) / 0.5, 14);
  expect(central.noise).toBeCloseTo(Math.sqrt(2), 14);
  // plus − 2·value + minus
  expect(bend.noise).toBeCloseTo(Math.sqrt(6) / 0.5, 14);
});

test('steps of two lengths, as small as numbers go, lose neither slope nor noise', () => {
  const [h, l] = [2 ** -540, 2 ** -541];
  const { central, right } = quotientsOver(
    { right: h, left: l, plus: 2 ** -1070, minus: 0 },
    { value: 0, noise: { absolute: 2 ** -1074, relative: 0 } },
  );
  expect(right.slope).toBe(2 ** -530);
  expect(central.slope / 2 ** -530).toBeCloseTo(1 / 3, 14);
  expect(central.noise).toBeGreaterThan(2 ** -1074 / h);
});
