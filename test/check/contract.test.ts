import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';

type Vector = number[];

/** What a broken promise does to a check: the verdict, the reason, and every violation in full. */
function effect({ verdict, reason, contract }: GradientCheck) {
  return { verdict, ...(reason !== undefined && { reason }), contract };
}

const squares = (x: Vector) => x.reduce((sum, xi) => sum + xi * xi, 0);
const doubles = (x: Vector) => x.map((xi) => 2 * xi);

test('a healthy subject breaks nothing', () => {
  const check = checkGradient({ value: squares, gradient: doubles }, { at: [1, -2, 3] });
  expect(effect(check)).toEqual({ verdict: 'match', contract: [] });
});

describe('a value that changes from call to call', () => {
  test('makes the check inconclusive, however wrong the gradient looks', () => {
    let calls = 0;
    const dropout = (x: Vector) => squares(x) + calls++;
    expect(
      effect(checkGradient({ value: dropout, gradient: () => [0] }, { at: [2] })),
    ).toMatchInlineSnapshot(`
        {
          "contract": [
            {
              "fatal": true,
              "help": "fix the random seed, switch dropout off, or check on one fixed batch",
              "id": "value-not-repeatable",
              "title": "\`value\` changes from call to call at the same point: 4, then 7",
            },
          ],
          "reason": "\`value\` changes from call to call at the same point: 4, then 7; fix the random seed, switch dropout off, or check on one fixed batch",
          "verdict": "inconclusive",
        }
      `);
  });

  test('is noticed with Math.random too, and asked for only once more', () => {
    const noisy = (x: Vector) => squares(x) + Math.random();
    const check = checkGradient({ value: noisy, gradient: doubles }, { at: [1, 2] });
    expect(check.verdict).toBe('inconclusive');
    expect(check.contract.map(({ id }) => id)).toEqual(['value-not-repeatable']);
    // the point, two neighbours of each coordinate, the point again
    expect(check.evaluations).toEqual({ value: 6, gradient: 2 });
  });

  test('is noticed when dropout draws a new mask of twelve units each time', () => {
    const verdicts = dropoutVerdicts([
      0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5, 11.5,
    ]);
    expect([...verdicts]).toEqual(['inconclusive']);
  });

  // one more look at the point finds nothing when the same mask happens to be drawn again
  test('is no mismatch when the mask has two units either', () => {
    expect([...dropoutVerdicts([0.5, 1.5])]).toEqual(['inconclusive']);
  });

  test('may change by the rounding of a sum in another order', () => {
    let calls = 0;
    const parallel = (x: Vector) => squares(x) * (calls++ % 2 === 0 ? 1 : 1 + 2 ** -52);
    const check = checkGradient({ value: parallel, gradient: () => [5] }, { at: [2] });
    expect(check.contract).toEqual([]);
    expect(check.verdict).toBe('mismatch');
  });
});

describe('a value that ignores its argument', () => {
  test('because it closes over other arrays', () => {
    const x = [1, 2];
    const subject = { value: () => squares(x), gradient: () => doubles(x) };
    expect(effect(checkGradient(subject, { at: x }))).toEqual({
      verdict: 'mismatch',
      contract: [
        {
          id: 'value-ignores-point',
          title: '`value` does not change with `x` at any step, but the gradient there is not zero',
          help: 'does `value` read its argument, or other arrays that it closes over?',
          fatal: true,
        },
      ],
    });
  });

  test('in one variable of a record: only that one is named', () => {
    interface Affine {
      readonly W: Vector;
      readonly b: number;
    }
    const stale = 0.5;
    const subject = {
      value: ({ W }: Affine) => (W[0] * 3 + stale) ** 2,
      gradient: ({ W, b }: Affine) => ({ W: [6 * (W[0] * 3 + b)], b: 2 * (W[0] * 3 + b) }),
    };
    const check = checkGradient(subject, { at: { W: [2], b: 0.5 } });
    expect(effect(check)).toMatchInlineSnapshot(`
      {
        "contract": [
          {
            "fatal": true,
            "help": "does \`value\` read its argument, or other arrays that it closes over?",
            "id": "value-ignores-point",
            "title": "\`value\` does not change with \`b\` at any step, but the gradient there is not zero",
          },
        ],
        "verdict": "mismatch",
      }
    `);
    expect(check.variables.map(({ path, verdict }) => [path, verdict])).toEqual([
      ['W', 'match'],
      ['b', 'mismatch'],
    ]);
  });

  test('is no offence where the gradient says so: a variable that does not matter', () => {
    const subject = {
      value: ([x]: Vector) => x * x,
      gradient: ([x]: Vector) => [2 * x, 0],
    };
    const check = checkGradient(subject, { at: [3, 4] });
    expect(effect(check)).toEqual({ verdict: 'match', contract: [] });
  });
});

/** What is said about twice the squares with every unit dropped half the time: their gradient is right on average. */
function dropoutVerdicts(at: Vector): Set<string> {
  const verdicts = Array.from({ length: 20 }, (_, seed) => {
    const draw = uniforms(seed);
    const dropout = (x: Vector) => x.reduce((sum, xi) => sum + (draw() < 0.5 ? 0 : 2 * xi * xi), 0);
    return checkGradient({ value: dropout, gradient: doubles }, { at }).verdict;
  });
  return new Set(verdicts);
}

/** A linear congruential generator (Numerical Recipes), warmed up: the same seed gives the same masks. */
function uniforms(seed: number): () => number {
  let state = (seed * 7919 + 1) >>> 0;
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < 10; i++) draw();
  return draw;
}
