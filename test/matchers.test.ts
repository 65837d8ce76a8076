import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { gradientMatchers, type MatcherContext, type MatcherResult } from '../src/matchers.ts';
import '../src/vitest.ts';

// The matchers in this very process: through Vitest's own `expect`, and with contexts of runners that offer less.

const product = ([x, y]: number[]) => x * y;
const right = { value: product, gradient: ([x, y]: number[]) => [y, x] };
const swapped = { value: product, gradient: ([x, y]: number[]) => [x, y] };
const undecided = { value: () => Number.NaN, gradient: () => [1, 1] };
const later = { ...swapped, value: async (point: number[]) => product(point) };
const at = [2, 5];

describe('a Jacobian, through the expect of Vitest', () => {
  const polar = ([r, a]: number[]) => [r * Math.cos(a), r * Math.sin(a)];
  const jacobian = ([r, a]: number[]) => [
    [Math.cos(a), -r * Math.sin(a)],
    [Math.sin(a), r * Math.cos(a)],
  ];
  const wrong = (x: number[]) => jacobian(x).map(([by, other]) => [by, -other]);
  const point = [2, 0.7];

  test('a match passes, and a mismatch passes the negation', async () => {
    expect({ value: polar, jacobian }).toHaveCorrectJacobian({ at: point });
    expect({ value: polar, jacobian: wrong }).not.toHaveCorrectJacobian({ at: point });
    expect(jacobian).toMatchNumericalJacobian(polar, point);
    expect(jacobian(point)).toMatchNumericalJacobian(polar, point);
    expect(wrong(point)).not.toMatchNumericalJacobian(polar, point);
    const slow = { value: async (x: number[]) => polar(x), jacobian };
    await expect(slow).toHaveCorrectJacobian({ at: point });
    await expect(Promise.resolve(jacobian(point))).resolves.toMatchNumericalJacobian(polar, point);
  });

  test('as asymmetric matchers', () => {
    const held = { rows: jacobian(point) };
    expect(held).toEqual({ rows: expect.toMatchNumericalJacobian(polar, point) });
    expect({ rows: wrong(point) }).toEqual({
      rows: expect.not.toMatchNumericalJacobian(polar, point),
    });
  });

  test('a mismatch fails', () => {
    const fit = { residual: polar, jacobian: wrong };
    const message = failure(() => expect(fit).toHaveCorrectJacobian({ at: point }));
    expect(message).toContain(
      'Jacobian mismatch in 2 of 4 entries: looks like a flipped sign in the column\n  of x[1]\n',
    );
    expect(message).toMatch(
      /^ {2}entry +analytic +numeric ± bar +relative error\n {2}∂residual\[1\]\/∂x\[1\] /m,
    );
    expect(message).toContain(`
diagnosis: a flipped sign in the column of x[1] (sign-flipped)
  analytic = −numeric in that column; the other columns agree
`);
    expect(message).toContain("{ variables: ['∂residual[1]/∂x[1]'], seed: 1 }");
  });

  test('a match fails the negation', () => {
    const assertion = () => expect(jacobian).not.toMatchNumericalJacobian(polar, point);
    expect(failure(assertion)).toContain(`expect(received).not.toMatchNumericalJacobian(f, at)

the Jacobian is correct in all 4 entries, but a mismatch was demanded
`);
  });

  test('an output that is not finite is inconclusive, and says so', () => {
    const broken = { value: () => [Number.NaN], jacobian: () => [[1, 1]] };
    expect(failure(() => expect(broken).not.toHaveCorrectJacobian({ at: point }))).toContain(
      'Jacobian check inconclusive: in the row of y[0], `value` is NaN at the point\n  itself',
    );
  });
});

describe('through the expect of Vitest', () => {
  test('a match passes, and a mismatch passes the negation', async () => {
    expect(right).toHaveCorrectGradient({ at });
    expect(swapped).not.toHaveCorrectGradient({ at });
    expect([5, 2]).toMatchNumericalGradient(product, at);
    await expect(later).not.toHaveCorrectGradient({ at });
  });

  test('a mismatch fails', () => {
    expect(failure(() => expect(swapped).toHaveCorrectGradient({ at }))).toMatchInlineSnapshot(`
      "expect(received).toHaveCorrectGradient()

      gradient mismatch in all 2 coordinates: looks like two swapped coordinates

      relative error  3.9e-1
      threshold       1.0e-7

        coordinate  analytic  numeric ± bar             relative error
        x[0]        2         5.00000000000000 ± 7e-15  4.3e-1
        x[1]        5         2.00000000000000 ± 9e-16  4.3e-1

      diagnosis: two swapped coordinates (permuted)
        analytic x[0] = numeric x[1], and the other way round
        help: is something returned, sliced or stacked in another order than it is
          taken in?
      note: <some> evaluations of the value, 6 of the gradient; seed 1
      note: for the worst coordinate alone: { variables: ['x[0]'], seed: 1 }"
    `);
  });

  test('a match fails the negation', () => {
    const assertion = () => expect([5, 2]).not.toMatchNumericalGradient(product, at);
    expect(failure(assertion)).toMatchInlineSnapshot(`
      "expect(received).not.toMatchNumericalGradient(f, at)

      the gradient is correct in all 2 coordinates, but a mismatch was demanded

      relative error  4.6e-12
      threshold       1.0e-7

      note: <some> evaluations of the value, 2 of the gradient; seed 1"
    `);
  });

  test('an inconclusive check fails both', () => {
    const assertion = () => expect(undecided).toHaveCorrectGradient({ at });
    const negation = () => expect(undecided).not.toHaveCorrectGradient({ at });
    expect(failure(assertion)).toMatchInlineSnapshot(`
      "expect(received).toHaveCorrectGradient()

      gradient check inconclusive: \`value\` is NaN at the point itself; choose a
        point inside its domain

      note: 1 evaluation of the value, 2 of the gradient; seed 1
      note: 0 of 2 coordinates checked"
    `);
    expect(failure(negation)).toMatchInlineSnapshot(`
      "expect(received).not.toHaveCorrectGradient()

      gradient check inconclusive: \`value\` is NaN at the point itself; choose a
        point inside its domain

      note: 1 evaluation of the value, 2 of the gradient; seed 1
      note: 0 of 2 coordinates checked"
    `);
  });

  test('a message given to expect comes first', () => {
    const assertion = () => expect(swapped, 'the product').toHaveCorrectGradient({ at });
    expect(firstLine(failure(assertion))).toBe(
      'the product: expect(received).toHaveCorrectGradient()',
    );
  });

  test('the first line tells of .resolves', async () => {
    const resolves = expect(Promise.resolve(later)).resolves.toHaveCorrectGradient({ at });
    expect(firstLine(await resolves.then(() => 'passed', plainMessage))).toBe(
      'expect(received).resolves.toHaveCorrectGradient()',
    );
  });

  test('an asymmetric matcher takes the place of a gradient', () => {
    expect({ step: 1, gradient: [5, 2] }).toEqual({
      step: 1,
      gradient: expect.toMatchNumericalGradient(product, at),
    });
    expect({ gradient: [2, 5] }).not.toEqual({
      gradient: expect.toMatchNumericalGradient(product, at),
    });
  });
});

/** What an assertion throws. */
function failure(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return plainMessage(error);
  }
  return 'passed';
}

/** Without colour, which depends on the terminal, and without how many evaluations are spent today. */
function plainMessage(error: unknown): string {
  const message = stripVTControlCharacters((error as Error).message);
  return message.replace(/\d+ evaluations of the value/, '<some> evaluations of the value');
}

function firstLine(message: string): string {
  return message.split('\n')[0];
}

describe('with the context of another runner', () => {
  const options = { at };

  test.each<[string, MatcherContext, string]>([
    ['nothing', {}, 'expect(received).toHaveCorrectGradient()'],
    ['a negation', { isNot: true }, 'expect(received).not.toHaveCorrectGradient()'],
    ['no hint', { isNot: false, utils: {} }, 'expect(received).toHaveCorrectGradient()'],
    ['a hint', { utils: { matcherHint: () => 'as others' } }, 'as others'],
    [
      'a coloured hint',
      { utils: { matcherHint: () => '\u001b[2mas others\u001b[22m' } },
      '\u001b[2mas others\u001b[22m\u001b[0m',
    ],
  ])('that offers %s', (_, context, hint) => {
    const result = gradientMatchers.toHaveCorrectGradient.call(context, swapped, options);
    expect((result as MatcherResult).pass).toBe(false);
    expect((result as MatcherResult).message().split('\n\n')[0]).toBe(hint);
  });

  test('the hint is asked for with names, polarity and promise', () => {
    const asked: unknown[] = [];
    const matcherHint = (...args: unknown[]) => String(asked.push(args));
    const context = { isNot: true, promise: 'resolves', utils: { matcherHint } };
    const { toMatchNumericalGradient } = gradientMatchers;
    const result = toMatchNumericalGradient.call(context, [5, 2], product, at, {});
    (result as MatcherResult).message();
    const polarity = { isNot: true, promise: 'resolves' };
    expect(asked).toEqual([['toMatchNumericalGradient', 'received', 'f, at', polarity]]);
  });

  test('the message is written only when it is asked for', () => {
    const matcherHint = () => {
      throw new Error('written');
    };
    const context = { utils: { matcherHint } };
    const result = gradientMatchers.toHaveCorrectGradient.call(context, right, options);
    expect((result as MatcherResult).pass).toBe(true);
    expect((result as MatcherResult).message).toThrow(new Error('written'));
  });

  test('an asynchronous subject is refused where nobody waits', () => {
    const check = () => gradientMatchers.toHaveCorrectGradient.call({}, later, options);
    expect(check).toThrow(
      new TypeError(
        'toHaveCorrectGradient cannot check an asynchronous subject as an asymmetric matcher: ' +
          'the runner would not wait for it',
      ),
    );
  });
});
