import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';

type Vector = number[];

/** What a broken promise does to a check: the verdict, the reason, and every violation in full. */
function effect({ verdict, reason, contract }: GradientCheck) {
  return { verdict, ...(reason !== undefined && { reason }), contract };
}

const squares = (x: Vector) => x.reduce((sum, xi) => sum + xi * xi, 0);
const doubles = (x: Vector) => x.map((xi) => 2 * xi);

describe('a gradient that changes from call to call', () => {
  test('by adding to the old one, from zero', () => {
    const sum = [0, 0];
    const subject = {
      value: squares,
      gradient: (x: Vector) => {
        x.forEach((xi, k) => {
          sum[k] += 2 * xi;
        });
        return [...sum];
      },
    };
    expect(effect(checkGradient(subject, { at: [1, 2] }))).toMatchInlineSnapshot(`
      {
        "contract": [
          {
            "fatal": true,
            "help": "set the gradient to zero before the backward pass, or return a new array",
            "id": "gradient-accumulated",
            "title": "the second call of \`gradient\` at the same point returned twice the first: it adds to an old gradient",
          },
        ],
        "reason": "the second call of \`gradient\` at the same point returned twice the first: it adds to an old gradient; set the gradient to zero before the backward pass, or return a new array",
        "verdict": "inconclusive",
      }
    `);
  });

  test('by adding to the old one in the array it returns: two violations, the fatal one first', () => {
    const sum = [0, 0];
    const subject = {
      value: squares,
      gradient: (x: Vector) => {
        x.forEach((xi, k) => {
          sum[k] += 2 * xi;
        });
        return sum;
      },
    };
    const { verdict, contract } = checkGradient(subject, { at: [1, 2] });
    expect(verdict).toBe('inconclusive');
    expect(contract.map(({ id, fatal }) => [id, fatal])).toEqual([
      ['gradient-accumulated', true],
      ['gradient-reused', false],
    ]);
  });

  test('by accumulating a wrong gradient: the numbers are not blamed', () => {
    const sum = [0];
    const gradient = () => {
      sum[0] += 7;
      return [sum[0]];
    };
    const { verdict, contract } = checkGradient({ value: squares, gradient }, { at: [1] });
    expect(verdict).toBe('inconclusive');
    expect(contract.map(({ id }) => id)).toEqual(['gradient-accumulated']);
  });

  test('in any other way: nothing is decided, right or wrong', () => {
    const effects = [1, 50].map((factor) => {
      let calls = 0;
      const gradient = (x: Vector) => doubles(x).map((g) => factor * g + calls++);
      return effect(checkGradient({ value: squares, gradient }, { at: [1, 2] }));
    });
    expect(effects[1]).toEqual(effects[0]);
    expect(effects[0]).toMatchInlineSnapshot(`
      {
        "contract": [
          {
            "fatal": true,
            "help": "look for state kept between calls: a cache of the forward pass, a random mask, a running average",
            "id": "gradient-not-repeatable",
            "title": "\`gradient\` changes from call to call at the same point",
          },
        ],
        "reason": "\`gradient\` changes from call to call at the same point; look for state kept between calls: a cache of the forward pass, a random mask, a running average",
        "verdict": "inconclusive",
      }
    `);
  });

  /** Twice the point, off by so much of itself at every second call, up or down. */
  const jittering = (size: number, which: (k: number) => boolean = () => true) => {
    let calls = 0;
    return (x: ArrayLike<number>) => {
      calls += 1;
      const sign = (k: number) => ((calls * 7 + k * 3) % 4 < 2 ? 1 : -1);
      const off = (k: number) => (calls % 2 === 0 && which(k) ? size * sign(k) : 0);
      return Array.from(x, (xi, k) => 2 * xi * (1 + off(k)));
    };
  };
  const idsOf = ({ contract }: GradientCheck) => contract.map(({ id }) => id);
  const at = Array.from({ length: 12 }, (_, k) => 1 + Math.sin(k));

  test.each([1e-6, 3e-7, 1e-3])(
    'by %d, as much as would be a mistake: no number is blamed',
    (size) => {
      const check = checkGradient({ value: squares, gradient: jittering(size) }, { at });
      expect([check.verdict, ...idsOf(check), ...check.diagnoses]).toEqual([
        'inconclusive',
        'gradient-not-repeatable',
      ]);
    },
  );

  test('by less than that: no offence', () => {
    const check = checkGradient({ value: squares, gradient: jittering(1e-8) }, { at });
    expect(effect(check)).toEqual({ verdict: 'match', contract: [] });
    const coarse = { at, threshold: 1e-4 };
    expect(effect(checkGradient({ value: squares, gradient: jittering(1e-6) }, coarse))).toEqual({
      verdict: 'match',
      contract: [],
    });
    const single = { at: Float32Array.from(at) };
    const gradient = (x: Float32Array) => Float32Array.from(jitter32(x));
    const jitter32 = jittering(1e-6);
    const value = (x: Float32Array) => squares([...x]);
    expect(checkGradient({ value, gradient }, single).contract).toEqual([]);
  });

  test('in one variable, or in one number, among others that are larger', () => {
    const own = jittering(1e-5);
    const subject = {
      value: ({ a, b }: { a: Vector; b: Vector }) => squares(a) + squares(b),
      gradient: ({ a, b }: { a: Vector; b: Vector }) => ({ a: doubles(a), b: own(b) }),
    };
    const variables = { a: [1e6, 1e6], b: [1, 2] };
    expect(idsOf(checkGradient(subject, { at: variables }))).toEqual(['gradient-not-repeatable']);
    expect(idsOf(checkGradient(subject, { at: variables, variables: ['a'] }))).toEqual([]);
    const one = jittering(0.01, (k) => k === 0);
    const small = [1e-7, ...at];
    expect(idsOf(checkGradient({ value: squares, gradient: one }, { at: small }))).toEqual([
      'gradient-not-repeatable',
    ]);
  });

  test('in one variable, by adding to the old one: that is what it is called', () => {
    const sum = [0];
    const subject = {
      value: ({ a, b }: { a: Vector; b: Vector }) => a[0] ** 2 + b[0] ** 2,
      gradient: ({ a, b }: { a: Vector; b: Vector }) => {
        sum[0] += 2 * b[0];
        return { a: doubles(a), b: [...sum] };
      },
    };
    expect(idsOf(checkGradient(subject, { at: { a: [100], b: [1] } }))).toEqual([
      'gradient-accumulated',
    ]);
  });

  test('of a layer: its pass is named', () => {
    const pass = jittering(1e-6);
    const layer = {
      forward: (x: Vector) => x.map((v) => 2 * v),
      backward: (dy: Vector) => pass(dy),
    };
    const check = checkGradient(layer, { input: at });
    expect(check.contract[0].title).toBe('`backward` changes from call to call at the same point');
  });

  // ∞ − ∞ is NaN: only a comparison entry by entry sees that nothing changed
  test('is not one that is infinite at every call', () => {
    const gradient = () => [Number.POSITIVE_INFINITY, 4];
    const check = checkGradient({ value: squares, gradient }, { at: [1, 2] });
    expect(effect(check)).toEqual({ verdict: 'mismatch', contract: [] });
  });

  test('is not hidden by a NaN beside it', () => {
    let calls = 0;
    const gradient = () => [Number.NaN, calls++];
    const check = checkGradient({ value: squares, gradient }, { at: [1, 2] });
    expect(check.contract.map(({ id }) => id)).toEqual(['gradient-not-repeatable']);
  });
});

describe('a gradient in an array that is not its own', () => {
  test('the very array that holds the point: reported, not held against it', () => {
    const subject = { value: (x: Vector) => squares(x) / 2, gradient: (x: Vector) => x };
    expect(effect(checkGradient(subject, { at: [1, 2] }))).toMatchInlineSnapshot(`
      {
        "contract": [
          {
            "fatal": false,
            "help": "return a copy: an update in place would change both at once",
            "id": "gradient-aliases-point",
            "title": "the gradient of \`x\` is the very array that holds the point",
          },
          {
            "fatal": false,
            "help": "a caller who keeps it sees it change with the next call; return a copy unless that is meant",
            "id": "gradient-reused",
            "title": "the gradient of \`x\` is the same array at every call",
          },
        ],
        "verdict": "match",
      }
    `);
  });

  test('the same memory under another view', () => {
    const subject = {
      value: (x: Float64Array) => (x[0] * x[0] + x[1] * x[1]) / 2,
      gradient: (x: Float64Array) => x.subarray(0, 2),
    };
    const { verdict, contract } = checkGradient(subject, { at: Float64Array.of(1, 2) });
    expect(verdict).toBe('match');
    expect(contract.map(({ id }) => id)).toEqual(['gradient-aliases-point']);
  });

  test('one buffer for every call: reported, not held against it', () => {
    const buffer = new Float64Array(2);
    const subject = {
      value: squares,
      gradient: (x: Vector) => {
        buffer.set(doubles(x));
        return buffer;
      },
    };
    expect(effect(checkGradient(subject, { at: [1, 2] }))).toMatchInlineSnapshot(`
      {
        "contract": [
          {
            "fatal": false,
            "help": "a caller who keeps it sees it change with the next call; return a copy unless that is meant",
            "id": "gradient-reused",
            "title": "the gradient of \`x\` is the same array at every call",
          },
        ],
        "verdict": "match",
      }
    `);
  });

  test('one buffer of a record: its path is named, the others are not', () => {
    const buffer = [0];
    const subject = {
      value: ({ a, b }: { a: Vector; b: Vector }) => a[0] * b[0],
      gradient: ({ a, b }: { a: Vector; b: Vector }) => {
        buffer[0] = a[0];
        return { a: [b[0]], b: buffer };
      },
    };
    const { contract } = checkGradient(subject, { at: { a: [2], b: [3] } });
    expect(contract.map(({ title }) => title)).toEqual([
      'the gradient of `b` is the same array at every call',
    ]);
  });
});
