import { describe, expect, test } from 'vitest';
import {
  checkGradient,
  formatGradientCheck,
  type GradientCheck,
  type GradientCheckOptions,
} from '../../src/index.ts';
import { thrown } from '../subject/thrown.ts';
import { Dense } from './dense.ts';

// The option `variables` with the names of single coordinates, and the line of a report that uses it.

interface Point {
  W: number[][];
  b: number[];
  scale: number;
}

const at: Point = {
  W: [
    [1, 2],
    [3, 4],
    [5, 6],
  ],
  b: [7, 8],
  scale: 2,
};

/** scale·Σ W² + Σ b³, its gradient wrong in W[2,0] and, less, in b[1]. */
const subject = {
  value: ({ W, b, scale }: Point) =>
    scale * W.flat().reduce((s, w) => s + w * w, 0) + b.reduce((s, v) => s + v ** 3, 0),
  gradient: ({ W, b, scale }: Point) => ({
    W: W.map((row, i) => row.map((w, j) => (i === 2 && j === 0 ? 90 : 2 * scale * w))),
    b: b.map((v, i) => 3 * v * v + i),
    scale: W.flat().reduce((s, w) => s + w * w, 0),
  }),
};

const looked = ({ variables }: GradientCheck) =>
  variables.map(({ path, coordinates }) => [path, [...coordinates]]);

describe('names of coordinates', () => {
  const only = (...variables: readonly string[]) =>
    looked(checkGradient(subject, { at, variables }));

  test('select those and nothing else', () => {
    expect(only('W[2,0]')).toEqual([['W', [4]]]);
    expect(only('b[1]', 'W[0,1]', 'W[0, 0]')).toEqual([
      ['W', [0, 1]],
      ['b', [1]],
    ]);
  });

  test('beside the path of the variable add nothing', () => {
    expect(only('W[2,0]', 'W', 'b[0]', 'b[0]')).toEqual([
      ['W', [0, 1, 2, 3, 4, 5]],
      ['b', [0]],
    ]);
  });

  test('are not sampled, and the rest is not looked at', () => {
    const point = Array.from({ length: 2000 }, (_, k) => k);
    const squares = {
      value: (x: number[]) => x.reduce((s, v) => s + v * v, 0),
      gradient: (x: number[]) => x.map((v, k) => (k === 5 ? 0 : 2 * v)),
    };
    const check = checkGradient(squares, {
      at: point,
      variables: ['x[3]', 'x[7]'],
      coordinates: 1,
    });
    expect(looked(check)).toEqual([['x', [3, 7]]]);
    expect(check.verdict).toBe('match');
    expect(check.coverage).toMatchObject({ checked: 2, total: 2000 });
  });

  test('leave an index that is part of a path to the path', () => {
    const ragged = {
      value: (point: number[][]) => point[0][0] * point[1][1],
      gradient: (point: number[][]) => [[point[1][1]], [0, point[0][0]]],
    };
    const variables = ['at[1]'];
    expect(looked(checkGradient(ragged, { at: [[2], [3, 4]], variables }))).toEqual([
      ['at[1]', [0, 1]],
    ]);
    expect(looked(checkGradient(ragged, { at: [[2], [3, 4]], variables: ['at[1][1]'] }))).toEqual([
      ['at[1]', [1]],
    ]);
  });

  test('work with a fixed epsilon', () => {
    const check = checkGradient(subject, { at, variables: ['W[2,0]'], epsilon: 1e-4 });
    expect([check.verdict, check.evaluations.value]).toEqual(['mismatch', 3]);
  });

  test.each([
    [
      'W[2]',
      '`variables` names `W[2]`, but `W` has shape [3, 2]: a coordinate of it takes 2 indices, as in `W[0,0]`',
    ],
    [
      'b[0,1]',
      '`variables` names `b[0,1]`, but `b` has shape [2]: a coordinate of it takes one index, as in `b[0]`',
    ],
    ['W[3,0]', '`variables` names `W[3,0]`, which lies outside `W`: its shape is [3, 2]'],
    [
      'W[0,-1]',
      '`variables` names `W[0,-1]`, where an index must be a non-negative integer, got -1',
    ],
    ['W[]', '`variables` names `W[]`, where an index must be a non-negative integer, got nothing'],
    ['W[i,j]', '`variables` names `W[i,j]`, where an index must be a non-negative integer, got i'],
    [
      'scale[0]',
      '`variables` names `scale[0]`, but `scale` is a single number: name it without an index',
    ],
    [
      'w[0,0]',
      '`variables` names `w[0,0]`, which is not a variable of the subject; did you mean `W`?',
    ],
    [
      'V[0,0]',
      '`variables` names `V[0,0]`, which is not a variable of the subject; there are W, b, scale',
    ],
  ])('%s stands for nothing', (name, message) => {
    expect(thrown(() => checkGradient(subject, { at, variables: [name] }))).toBe(
      `RangeError: ${message}`,
    );
  });
});

/** The options a report prints for going on, evaluated. */
function printedOptions(check: GradientCheck): GradientCheckOptions {
  const [, code] =
    /^note: for the worst coordinate alone:\s+(\{.*?\})$/ms.exec(formatGradientCheck(check)) ?? [];
  return new Function(`return ${code}`)();
}

/** What a report says of its worst coordinate: the row of the table. */
function worstRow(check: GradientCheck): string | undefined {
  return /^ {2}coordinate +analytic.*\n(.*)$/m
    .exec(formatGradientCheck(check))?.[1]
    .trim()
    .replace(/ +/g, ' ');
}

describe('the options that a report prints check only its worst coordinate, and find the same', () => {
  const dense = () => {
    const layer = new Dense();
    const { backward } = layer;
    layer.backward = (outputGradient) => {
      const inputGradient = backward.call(layer, outputGradient);
      layer.dW[3] *= 1.5;
      return inputGradient;
    };
    return layer;
  };
  const cube = {
    value: (x: number[]) => x.reduce((s, v) => s + v ** 3, 0),
    gradient: (x: number[]) => x.map((v, i) => (i === 1 ? -3 : 3) * v * v),
  };

  test.each<[string, () => unknown, GradientCheckOptions, string[]]>([
    ['a function', () => cube, { at: [1, 2, 3] }, ['x[1]']],
    ['a record of arrays', () => subject, { at }, ['W[2,0]']],
    ['a layer', dense, { input: Float64Array.of(0.3, -0.7, 1.1) }, ['W[3]']],
    [
      'a record with paths too long for one line',
      () => ({
        value: (p: { 'my layer': { weight_of_the_projection_to_the_next_layer: number[] } }) =>
          cube.value(p['my layer'].weight_of_the_projection_to_the_next_layer),
        gradient: (p: {
          'my layer': { weight_of_the_projection_to_the_next_layer: number[] };
        }) => ({
          'my layer': {
            weight_of_the_projection_to_the_next_layer: cube.gradient(
              p['my layer'].weight_of_the_projection_to_the_next_layer,
            ),
          },
        }),
      }),
      { at: { 'my layer': { weight_of_the_projection_to_the_next_layer: [1, 2, 3] } } },
      ['["my layer"].weight_of_the_projection_to_the_next_layer[1]'],
    ],
  ])('%s', (_, make, options, names) => {
    const whole = checkGradient(make(), options) as GradientCheck;
    const printed = printedOptions(whole);
    expect(printed).toEqual({ variables: names, seed: 1 });
    const again = checkGradient(make(), { ...options, ...printed }) as GradientCheck;
    expect(again.verdict).toBe('mismatch');
    expect(again.coverage.checked).toBe(1);
    expect(again.variables[0].worst[0].coordinate).toBe(names[0]);
    const [was, is] = [whole, again].map(({ variables }) =>
      variables.flatMap(({ worst }) => worst),
    );
    expect(is).toHaveLength(1);
    const same = was.find(({ coordinate }) => coordinate === names[0]);
    expect(is[0].analytic).toBe(same?.analytic);
    expect(Math.abs(is[0].numeric - (same?.numeric ?? Number.NaN))).toBeLessThanOrEqual(
      is[0].bar + (same?.bar ?? 0),
    );
    expect(worstRow(again)?.split(' ')[0]).toBe(worstRow(whole)?.split(' ')[0]);
    expect(formatGradientCheck(again)).not.toContain('alone');
  });
});
