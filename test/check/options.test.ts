import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { thrown } from '../subject/thrown.ts';

const subject = { value: ([x]: number[]) => x, gradient: () => [1] };
const message = (options: object) => thrown(() => checkGradient(subject, { at: [1], ...options }));

const positive = 'a positive finite number';
const count = 'a positive integer';

test.each<[string, unknown, string]>([
  ['threshold', -1, `RangeError: \`threshold\` must be ${positive}, got -1`],
  ['threshold', 0, `RangeError: \`threshold\` must be ${positive}, got 0`],
  ['threshold', Number.NaN, `RangeError: \`threshold\` must be ${positive}, got NaN`],
  ['threshold', 1 / 0, `RangeError: \`threshold\` must be ${positive}, got Infinity`],
  ['threshold', '1e-7', `TypeError: \`threshold\` must be ${positive}, got "1e-7"`],
  ['threshold', 1n, `TypeError: \`threshold\` must be ${positive}, got 1n`],
  ['epsilon', 0, `RangeError: \`epsilon\` must be ${positive}, got 0`],
  ['epsilon', null, `TypeError: \`epsilon\` must be ${positive}, got null`],
  ['coordinates', 0, "RangeError: `coordinates` must be a positive integer or 'all', got 0"],
  ['coordinates', 1.5, "RangeError: `coordinates` must be a positive integer or 'all', got 1.5"],
  [
    'coordinates',
    'ALL',
    'TypeError: `coordinates` must be a positive integer or \'all\', got "ALL"',
  ],
  ['samples', -3, `RangeError: \`samples\` must be ${count}, got -3`],
  ['concurrency', 0, `RangeError: \`concurrency\` must be ${count}, got 0`],
  ['concurrency', 2.5, `RangeError: \`concurrency\` must be ${count}, got 2.5`],
  ['concurrency', 'all', `TypeError: \`concurrency\` must be ${count}, got "all"`],
  ['maxEvaluations', 0, `RangeError: \`maxEvaluations\` must be ${count}, got 0`],
  ['maxEvaluations', 1e300, `RangeError: \`maxEvaluations\` must be ${count}, got 1e+300`],
  ['timeLimit', 0, `RangeError: \`timeLimit\` must be ${positive}, got 0`],
  ['timeLimit', '5s', `TypeError: \`timeLimit\` must be ${positive}, got "5s"`],
  ['seed', 0.5, 'RangeError: `seed` must be a 32-bit integer, got 0.5'],
  ['seed', 2 ** 32, 'RangeError: `seed` must be a 32-bit integer, got 4294967296'],
  ['seed', 'a', 'TypeError: `seed` must be a 32-bit integer, got "a"'],
  ['signal', {}, 'TypeError: `signal` must be an AbortSignal, got an object'],
  ['signal', new AbortController(), 'TypeError: `signal` must be an AbortSignal, got an object'],
  [
    'kinks',
    'ignore',
    "TypeError: `kinks` must be 'subgradient', 'inconclusive' or 'fail', got \"ignore\"",
  ],
  ['mode', 'fast', "TypeError: `mode` must be 'full', 'quick' or 'off', got \"fast\""],
  ['verbose', 'yes', 'TypeError: `verbose` must be true or false, got "yes"'],
  ['ascii', null, 'TypeError: `ascii` must be true or false, got null'],
  ['signal', { aborted: false }, 'TypeError: `signal` must be an AbortSignal, got an object'],
  [
    'variables',
    new Array(1),
    'TypeError: `variables` must be a non-empty array of paths, got an array with holes',
  ],
  ['variables', [], 'TypeError: `variables` must be a non-empty array of paths, got an array'],
  ['variables', 'x', 'TypeError: `variables` must be a non-empty array of paths, got "x"'],
])('%s: %s', (name, value, expected) => {
  expect(message({ [name]: value })).toBe(expected);
});

test.each([
  ['treshold', 'threshold'],
  ['Threshold', 'threshold'],
  ['tol', 'threshold'],
  ['rtol', 'threshold'],
  ['RTol', 'threshold'],
  ['eps', 'epsilon'],
  ['h', 'epsilon'],
  ['x', 'at'],
  ['batch', 'samples'],
  ['timeout', 'timeLimit'],
  ['max_evaluations', 'maxEvaluations'],
  ['variable', 'variables'],
  ['kink', 'kinks'],
  ['concurrent', 'concurrency'],
])('`%s` is no option, `%s` is', (written, meant) => {
  expect(message({ [written]: 1 })).toBe(
    `TypeError: \`${written}\` is not an option; did you mean \`${meant}\`?`,
  );
});

test.each(['foo', 'toString', 'constructor'])('`%s` is near to nothing: all are listed', (name) => {
  expect(message({ [name]: 1 })).toBe(
    `TypeError: \`${name}\` is not an option; there are at, input, threshold, epsilon, variables, coordinates, part, samples, cotangents, concurrency, maxEvaluations, timeLimit, seed, onProgress, signal, kinks, sign, layout, retract, tangent, triangle, mode, verbose, ascii`,
  );
});

test('the options are one object', () => {
  const misuse = (options: unknown) => thrown(() => checkGradient(subject, options as object));
  expect(misuse(null)).toBe('TypeError: the options must be one object, got null');
  expect(misuse([1])).toBe('TypeError: the options must be one object, got an array');
  expect(misuse(1e-7)).toBe('TypeError: the options must be one object, got 1e-7');
});

test('an option that is undefined is one that was left out', () => {
  const left = { at: [1], threshold: undefined, epsilon: undefined, variables: undefined };
  expect(checkGradient(subject, left as object)).toEqual(checkGradient(subject, { at: [1] }));
});

test('options are judged before the subject is called', () => {
  const calls: string[] = [];
  const watched = {
    value: () => calls.push('value'),
    gradient: () => [calls.push('gradient')],
  };
  thrown(() => checkGradient(watched, { at: [1], threshold: -1 }));
  expect(calls).toEqual([]);
});

describe('variables', () => {
  interface Network {
    readonly layers: readonly { readonly W: readonly number[]; readonly b: number }[];
    readonly scale: number;
  }
  const at: Network = { layers: [{ W: [1, 2], b: 3 }], scale: 2 };
  const network = {
    value: ({ layers: [{ W, b }], scale }: Network) => scale * (W[0] * W[1] + b * b),
    gradient: ({ layers: [{ W, b }], scale }: Network) => ({
      layers: [{ W: [scale * W[1], scale * W[0]], b: 2 * scale * b }],
      scale: W[0] * W[1] + b * b,
    }),
  };
  const checked = (...variables: string[]) =>
    checkGradient(network, { at, variables }).variables.map(({ path }) => path);

  test('name one, several in the order of the point, or everything below a path', () => {
    expect(checked('scale')).toEqual(['scale']);
    expect(checked('scale', 'layers[0].W')).toEqual(['layers[0].W', 'scale']);
    expect(checked('layers')).toEqual(['layers[0].W', 'layers[0].b']);
    expect(checked('layers[0]')).toEqual(['layers[0].W', 'layers[0].b']);
  });

  test('that name nothing', () => {
    const misuse = (path: string) => thrown(() => checked(path));
    const prefix = (path: string) =>
      `RangeError: \`variables\` names \`${path}\`, which is not a variable of the subject;`;
    expect(misuse('layers[0].w2')).toBe(`${prefix('layers[0].w2')} did you mean \`layers[0].W\`?`);
    expect(misuse('scal')).toBe(`${prefix('scal')} did you mean \`scale\`?`);
    expect(misuse('momentum')).toBe(
      `${prefix('momentum')} there are layers[0].W, layers[0].b, scale`,
    );
    // no name that only begins alike
    expect(misuse('layer')).toBe(`${prefix('layer')} there are layers[0].W, layers[0].b, scale`);
  });
});
