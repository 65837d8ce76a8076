import { expect, test } from 'vitest';
import { signedUnit, standardNormal, uniformNumbers } from '../../src/subject/random.ts';

const numbers = (draw: () => number, count: number) => Array.from({ length: count }, draw);
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

test('a seed always gives the same numbers, each purpose and each seed its own', () => {
  const draw = (seed: number, purpose: 'input' | 'cotangent') =>
    numbers(uniformNumbers({ seed, purpose }), 3).join();
  expect(draw(1, 'input')).toBe(draw(1, 'input'));
  expect(
    new Set([draw(0, 'input'), draw(1, 'input'), draw(0, 'cotangent'), draw(1, 'cotangent')]).size,
  ).toBe(4);
});

// 0.5 ± 5 standard deviations of a mean of 1000 uniform numbers, whose variance is 1/12
test('small seeds do not start with extreme numbers', () => {
  const first = Array.from({ length: 1000 }, (_, seed) =>
    uniformNumbers({ seed, purpose: 'input' })(),
  );
  expect(Math.abs(mean(first) - 0.5)).toBeLessThan(5 / Math.sqrt(12 * 1000));
});

test('signed units have magnitudes of 0.5 to 1.5 and both signs', () => {
  const uniform = uniformNumbers({ seed: 1, purpose: 'cotangent' });
  const drawn = numbers(() => signedUnit(uniform), 1000);
  expect(drawn.every((x) => Math.abs(x) >= 0.5 && Math.abs(x) < 1.5)).toBe(true);
  expect(drawn.filter((x) => x < 0).length).toBeGreaterThan(400);
  expect(drawn.filter((x) => x > 0).length).toBeGreaterThan(400);
});

// 5 standard deviations of a mean and of a variance (2/n) over 4000 normal numbers
test('normal numbers have mean 0 and variance 1', () => {
  const uniform = uniformNumbers({ seed: 1, purpose: 'input' });
  const drawn = numbers(() => standardNormal(uniform), 4000);
  expect(Math.abs(mean(drawn))).toBeLessThan(5 / Math.sqrt(4000));
  expect(Math.abs(mean(drawn.map((x) => x * x)) - 1)).toBeLessThan(5 * Math.sqrt(2 / 4000));
});
