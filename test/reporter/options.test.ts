import { expect, test } from 'vitest';
import gradientReporter from '../../src/reporter.ts';
import { thrown } from '../subject/thrown.ts';

const MISUSES: readonly (readonly [options: unknown, message: string])[] = [
  [{ slowst: 1 }, 'TypeError: `slowst` is not an option; did you mean `slowest`?'],
  [{ worst: 1 }, 'TypeError: `worst` is not an option; there is only `slowest`'],
  [{ slowest: -1 }, 'RangeError: `slowest` must be a non-negative integer, got -1'],
  [{ slowest: 'all' }, 'TypeError: `slowest` must be a non-negative integer, got "all"'],
  [3, 'TypeError: the options must be one object, got 3'],
];

test.each(MISUSES)('misuse throws at once, in either runner: %o', (options, message) => {
  expect(thrown(() => gradientReporter(options as object))).toBe(message);
  expect(thrown(() => gradientReporter({ rootDir: '/' }, options as object, {}))).toBe(message);
});

test('the hooks are those of the runner that constructs it', () => {
  const hooks = (reporter: object) => Object.keys(reporter);
  const Reporter = gradientReporter as unknown as new (...given: unknown[]) => object;
  expect(hooks(new Reporter())).toEqual(['onInit', 'onTestRunEnd']);
  expect(hooks(new Reporter({ slowest: 0 }))).toEqual(['onInit', 'onTestRunEnd']);
  expect(hooks(new Reporter({ rootDir: '/' }, {}, {}))).toEqual([
    'onRunStart',
    'onRunComplete',
    'getLastError',
  ]);
});
