import { expect, test } from 'vitest';
import { nearest, quoted } from '../../src/subject/near.ts';

test('nearest() does not care for case', () => {
  expect(nearest('BAIS', ['weights', 'bias'])).toBe('bias');
  expect(nearest('bais', ['Weights', 'Bias'])).toBe('Bias');
  expect(nearest('bias', [])).toBe(undefined);
});

test('quoted() lists names', () => {
  expect(quoted(['a', 'b'])).toBe('`a`, `b`');
});
