import { afterEach, describe, expect, test } from 'vitest';
import { checkGradient, checkJacobian, checkJvp, formatGradientCheck } from '../../src/index.ts';
import '../../src/vitest.ts';

const cubes = {
  value: (x: readonly number[]) => x.reduce((sum, v) => sum + v ** 3, 0),
  gradient: (x: readonly number[]) => x.map((v) => 3 * v * v),
};
/** Wrong at the first coordinate alone. */
const slipped = {
  ...cubes,
  gradient: (x: readonly number[]) => x.map((v, k) => (k === 0 ? 4 : 3) * v * v),
};
const pointOf = (size: number) => Array.from({ length: size }, (_, k) => 1 + Math.cos(k) / 2);
const partsOf = (count: number) => Array.from({ length: count }, (_, k) => `${k + 1}/${count}`);

afterEach(() => {
  delete process.env.EXPECT_GRADIENT_PART;
});

describe('parts of a check', () => {
  const dealt = (size: number, count: number, seed = 1) =>
    partsOf(count).map((part) => [
      ...checkGradient(cubes, { at: pointOf(size), part, seed }).variables[0].coordinates,
    ]);

  test.each([
    [1, 1],
    [10, 3],
    [48, 16],
    [100, 7],
    [5, 12],
    [1500, 4],
  ])('every one of %i coordinates is in exactly one of %i', (size, count) => {
    const parts = dealt(size, count);
    const all = parts.flat().sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: size }, (_, k) => k));
    const sizes = parts.map(({ length }) => length);
    // neighbours are dealt one to each, so only the last few may be missing
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  test('are the same whatever the seed', () => {
    expect(dealt(100, 7, 42)).toEqual(dealt(100, 7, 1));
  });

  test('are the same on every machine: these', () => {
    expect(dealt(12, 4)).toMatchInlineSnapshot(`
      [
        [
          3,
          5,
          10,
        ],
        [
          0,
          6,
          11,
        ],
        [
          1,
          7,
          8,
        ],
        [
          2,
          4,
          9,
        ],
      ]
    `);
  });

  test('are no columns of a matrix', () => {
    const at = Array.from({ length: 16 }, () => pointOf(16));
    const value = (x: typeof at) => cubes.value(x.flat());
    const gradient = (x: typeof at) => x.map(cubes.gradient);
    const [W] = checkGradient({ value, gradient }, { at, part: '3/16' }).variables;
    const columns = new Set([...W.coordinates].map((flat) => flat % 16));
    expect(W.checked).toBe(16);
    expect(columns.size).toBeGreaterThan(4);
  });

  test('cost what they have', () => {
    const at = pointOf(40);
    const sum = {
      value: (x: readonly number[]) => x.reduce((a, b) => a + b),
      gradient: () => at.map(() => 1),
    };
    const { evaluations } = checkGradient(sum, { at, part: '2/4' });
    expect(evaluations.value).toBeLessThan(2 * 10 + 10);
  });

  test('divide the coordinates that were asked for', () => {
    const options = { at: pointOf(100), coordinates: 20 };
    const whole = checkGradient(cubes, options).variables[0].coordinates;
    const parts = partsOf(4).map((part) => checkGradient(cubes, { ...options, part }));
    const all = parts.flatMap(({ variables: [x] }) => [...x.coordinates]).sort((a, b) => a - b);
    expect(all).toEqual([...whole]);
    // directions through all of it would be the same in each
    expect(parts.map(({ coverage }) => coverage.probes)).toEqual([0, 0, 0, 0]);
    expect(parts.map(({ coverage }) => coverage.missProbability)).toEqual(Array(4));
  });

  test('divide coordinates that were named, too', () => {
    const variables = ['x[3]', 'x[4]', 'x[5]'];
    const parts = partsOf(3).map((part) =>
      checkGradient(cubes, { at: pointOf(9), variables, part }),
    );
    const all = parts.flatMap(({ variables: [x] }) => [...x.coordinates]).sort();
    expect(all).toEqual([3, 4, 5]);
  });

  test('divide what the textbook looks at', () => {
    const at = pointOf(12);
    const [one] = checkGradient(cubes, { at, part: '1/4', epsilon: 1e-6 }).variables;
    expect(one.checked).toBe(3);
  });

  test('that are dealt nothing match, and say so', () => {
    const check = checkGradient(slipped, { at: [2], part: '7/9' });
    const other = checkGradient(slipped, { at: [2], part: '8/9' });
    const [empty] = [check, other].filter(({ coverage }) => coverage.checked === 0);
    expect([empty.verdict, empty.evaluations.value]).toEqual(['match', 1]);
    expect(formatGradientCheck(empty)).toContain(`part ${empty.part?.number}/9: 0 of 1 coordinate`);
  });

  test('find a mistake where it is, and only there', () => {
    const verdicts = partsOf(5).map(
      (part) => checkGradient(slipped, { at: pointOf(20), part }).verdict,
    );
    expect(verdicts.filter((verdict) => verdict === 'mismatch')).toHaveLength(1);
    expect(verdicts.filter((verdict) => verdict === 'match')).toHaveLength(4);
  });

  test('say which they are, and what they have in common', () => {
    const of = (part: string, at = [1, 2]) => checkGradient(cubes, { at, part }).part;
    const [one, other] = [of('1/2'), of('2/2')];
    expect([one?.number, one?.of, other?.number]).toEqual([1, 2, 2]);
    expect(other?.point).toBe(one?.point);
    expect(of('1/2', [1, 3])?.point).not.toBe(one?.point);
    expect(checkGradient(cubes, { at: [1, 2] })).not.toHaveProperty('part');
  });
});

describe('of a Jacobian', () => {
  const at = pointOf(6);
  const value = (x: readonly number[]) => x.map((v, i) => v * v + x[(i + 1) % x.length]);
  const jacobian = (x: readonly number[]) =>
    x.map((v, i) => x.map((_, j) => (i === j ? 2 * v : Number(j === (i + 1) % x.length))));

  test('every part has its columns, so that evaluations still serve all rows', () => {
    const parts = partsOf(3).map((part) => checkJacobian({ value, jacobian }, { at, part }));
    const columns = parts.map(({ variables: [y] }) => [
      ...new Set([...y.coordinates].map((flat) => flat % 6)),
    ]);
    expect(columns.flat().sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(parts.map(({ coverage }) => coverage.checked)).toEqual([12, 12, 12]);
    const whole = checkJacobian({ value, jacobian }, { at });
    for (const { evaluations } of parts)
      expect(evaluations.value).toBeLessThanOrEqual(whole.evaluations.value / 2);
  });

  const product = {
    value: (x: number) => [x * x],
    jvp: (x: number, v: number) => [2 * x * v],
  };

  test('products cannot be divided', () => {
    expect(() => checkJvp(product, { at: 3, part: '1/2' })).toThrow(
      new TypeError(
        "`part` divides coordinates, and products are compared along whole vectors: leave `part: '1/2'` out",
      ),
    );
  });

  test('of a run that is divided, products are whole', () => {
    process.env.EXPECT_GRADIENT_PART = '2/2';
    const check = checkJvp(product, { at: 3 });
    expect([check.verdict, check.coverage.checked, check.part]).toEqual(['match', 1, undefined]);
  });
});

describe('the option', () => {
  const words = "`part` must be one of some equal parts, as '3/16', got";
  test.each([
    ['0/4', TypeError],
    ['5/4', TypeError],
    ['a/b', TypeError],
    ['1/0', TypeError],
    ['-1/4', TypeError],
    ['1.5/4', TypeError],
    ['1/4/2', TypeError],
    ['01/4', TypeError],
    ['', TypeError],
    [3, RangeError],
  ])('%s is nonsense', (part, Misuse) => {
    const check = () => checkGradient(cubes, { at: [1], part: part as string });
    expect(check).toThrow(new Misuse(`${words} ${JSON.stringify(part)}`));
  });

  test('EXPECT_GRADIENT_PART is that of every check of a run', () => {
    process.env.EXPECT_GRADIENT_PART = '2/4';
    const at = pointOf(40);
    expect(checkGradient(cubes, { at }).part).toMatchObject({ number: 2, of: 4 });
    expect(checkGradient(cubes, { at, part: '1/2' }).part).toMatchObject({ number: 1, of: 2 });
    process.env.EXPECT_GRADIENT_PART = '';
    expect(checkGradient(cubes, { at }).part).toBeUndefined();
    process.env.EXPECT_GRADIENT_PART = '4/3';
    expect(() => checkGradient(cubes, { at })).toThrow(
      new TypeError('`EXPECT_GRADIENT_PART` must be one of some equal parts, as 3/16, got "4/3"'),
    );
  });

  test('a negated assertion is about all of it, whatever the part', () => {
    const at = pointOf(20);
    const [clean] = partsOf(5).filter(
      (part) => checkGradient(slipped, { at, part }).verdict === 'match',
    );
    expect(slipped).toHaveCorrectGradient({ at, part: clean });
    process.env.EXPECT_GRADIENT_PART = clean;
    expect(slipped).toHaveCorrectGradient({ at });
    expect(slipped).not.toHaveCorrectGradient({ at });
    expect(() => expect(cubes).not.toHaveCorrectGradient({ at })).toThrow(
      'the gradient is correct in all 20 coordinates',
    );
  });
});
