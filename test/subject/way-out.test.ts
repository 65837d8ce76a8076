import { expect, test } from 'vitest';
import { notASubject } from '../../src/subject/everyday/way-out.ts';
import { isPair } from '../../src/subject/pair.ts';

const f = () => 0;

test.each<[object, string]>([
  [{ value: 3, gradient: f }, '`value` must be a function of the point, got 3'],
  [
    { value: f, gradient: [1] },
    '`gradient` must be a function of the point, got an array of length 1',
  ],
  [
    { value: f, slope: f },
    '`gradient` must be a function of the point, got undefined; found `slope` instead: rename it to `gradient`',
  ],
  [
    { score: f, gradient: f },
    '`value` must be a function of the point, got undefined; found `score` instead: rename it to `value`',
  ],
  [
    { value: f, gradeint: f },
    '`gradient` must be a function of the point, got undefined; found `gradeint` instead: rename it to `gradient`',
  ],
  [
    { value: f },
    '`gradient` must be a function of the point, got undefined; looked for `value` and `gradient` in { value }',
  ],
])('the fault of %o is %o', (received, message) => {
  expect(isPair(received)).toBe(false);
  expect(notASubject(received).message).toBe(message);
});

test('the way out is spelt with the names of what arrived', () => {
  class RosenbrockProblem {
    evaluate() {}
    differentiate() {}
  }
  const lines = notASubject(new RosenbrockProblem()).message.split('\n');
  expect(lines.slice(-5)).toEqual([
    '  const subject = {',
    '    value: (point) => rosenbrockProblem.evaluate(point),',
    '    gradient: (point) => rosenbrockProblem.differentiate(point),',
    '  };',
    '  expect(subject).toHaveCorrectGradient({ at: point });',
  ]);
});

test.each<[string, object, string]>([
  ['a tensor of TensorFlow.js', { dataSync() {}, rankType: '1' }, 'tensorflow(tf)'],
  ['a layer of TensorFlow.js', { trainableWeights: [] }, 'tensorflow(tf)'],
  ['an array of jax-js', { dataSync() {}, refCount: 1 }, 'jaxjs(jax)'],
])('%s is told the line to add', (_, received, adapter) => {
  expect(notASubject(received).message).toContain(
    `configureGradientChecks({ adapters: [${adapter}] });`,
  );
});
