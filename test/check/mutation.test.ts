import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';

type Vector = number[];

const help = 'work on a copy: whoever calls it next would get another answer';
const squares = (x: ArrayLike<number>) => x[0] * x[0] + x[1] * x[1];
const doubles = (x: ArrayLike<number>) => [2 * x[0], 2 * x[1]];

describe('a function that changes what it was given to read', () => {
  test('value: named, put back, and the numbers are right all the same', () => {
    const value = (x: Vector) => {
      const found = squares(x);
      x[0] = 99;
      return found;
    };
    const check = checkGradient({ value, gradient: doubles }, { at: [1, 2] });
    expect(check.contract).toEqual([
      {
        id: 'input-mutated',
        title: '`value` changes `x`, which it was given to read',
        help,
        fatal: true,
      },
    ]);
    expect(check.variables[0].verdict).toBe('match');
    expect([check.verdict, check.reason]).toEqual([
      'inconclusive',
      `\`value\` changes \`x\`, which it was given to read; ${help}`,
    ]);
  });

  test('gradient: named after what it changed, in a point of several variables', () => {
    const subject = {
      value: ({ a, b }: { a: Vector; b: Vector }) => a[0] * b[0],
      gradient: (p: { a: Vector; b: Vector }) => {
        const found = { a: [p.b[0]], b: [p.a[0]] };
        p.b.fill(0);
        return found;
      },
    };
    const check = checkGradient(subject, { at: { a: [2], b: [3] } });
    expect(check.contract.map(({ title }) => title)).toEqual([
      '`gradient` changes `b`, which it was given to read',
    ]);
    expect(check.variables.map(({ verdict }) => verdict)).toEqual(['match', 'match']);
  });

  test('both: one violation each', () => {
    const spoil = (x: Vector) => x.reverse();
    const subject = {
      value: (x: Vector) => [squares(x), spoil(x)][0] as number,
      gradient: (x: Vector) => [doubles(x), spoil(x)][0],
    };
    const { contract } = checkGradient(subject, { at: [1, 2] });
    expect(contract.map(({ title }) => title)).toEqual([
      '`value` changes `x`, which it was given to read',
      '`gradient` changes `x`, which it was given to read',
    ]);
  });

  test('to NaN, or from 0 to −0: a bit is enough', () => {
    const paths = [Number.NaN, -0].map((spoilt) => {
      const value = (x: Vector) => {
        const found = x[0];
        x[1] = spoilt;
        return found;
      };
      return checkGradient({ value, gradient: () => [1, 0] }, { at: [1, 0] }).contract.length;
    });
    expect(paths).toEqual([1, 1]);
  });

  test('a wrong gradient outweighs it, and both are told', () => {
    const value = (x: Vector) => {
      const found = squares(x);
      x.fill(7);
      return found;
    };
    const check = checkGradient({ value, gradient: () => [5, 4] }, { at: [1, 2] });
    expect(check.verdict).toBe('mismatch');
    expect(check.contract.map(({ id }) => id)).toEqual(['input-mutated']);
    expect([...check.variables[0].numeric].map(Math.round)).toEqual([2, 4]);
  });

  test('more than four variables: the others are counted', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const at = Object.fromEntries(names.map((name) => [name, 1]));
    const value = (p: Record<string, number>) => {
      const found = p.a;
      for (const name of names) p[name] = 0;
      return found;
    };
    const gradient = () => ({ a: 1, b: 0, c: 0, d: 0, e: 0, f: 0 });
    expect(checkGradient({ value, gradient }, { at }).contract[0].title).toBe(
      '`value` changes `a`, `b`, `c`, `d` and 2 more, which it was given to read',
    );
  });
});

describe("the caller's own arrays", () => {
  const spoil = (x: Float64Array | Vector) => {
    x.fill(Number.NaN);
  };

  test.each([
    ['plain', [0.1, -0, 3]],
    ['Float64Array', Float64Array.of(0.1, -0, 5e-324)],
    ['Float32Array', Float32Array.of(0.1, -0, 1e-45)],
  ])('%s: bitwise unchanged by functions that overwrite them', (_, at) => {
    const before = structuredClone(at);
    const subject = {
      value: (x: Vector) => [x[0], spoil(x)][0] as number,
      gradient: (x: Vector) => [[1, 0, 0], spoil(x)][0],
    };
    checkGradient(subject, { at });
    expect(at).toEqual(before);
    expect(at.every((xi, k) => Object.is(xi, before[k]))).toBe(true);
  });

  test('are never handed out', () => {
    const at = { W: [1, 2] };
    const seen = new Set<unknown>();
    const subject = {
      value: (p: { W: Vector }) => [squares(p.W), seen.add(p), seen.add(p.W)][0] as number,
      gradient: (p: { W: Vector }) => [{ W: doubles(p.W) }, seen.add(p), seen.add(p.W)][0],
    };
    checkGradient(subject, { at });
    expect([...seen].filter((one) => one === at || one === at.W)).toEqual([]);
    // one private copy, the same at every call
    expect(seen.size).toBe(2);
  });

  test('are the ones that held at the time of the call, whatever the functions do to them', () => {
    const at = [1, 2];
    const value = (x: Vector) => {
      at[0] += 1;
      return squares(x);
    };
    expect(checkGradient({ value, gradient: doubles }, { at }).verdict).toBe('match');
  });
});
