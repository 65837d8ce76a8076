import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { laws, matrixLaws, plain, remains, signs } from '../../src/diagnosis/catalogue.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { manifoldMistakes } from '../../src/diagnosis/manifold.ts';
import { shapes } from '../../src/diagnosis/shape.ts';
import type { VariableCheck } from '../../src/record.ts';
import { type Sketch, sketch } from './sketch.ts';

const settings = { seed: 5, numRuns: 300 };

const none = { repeatable: true };

const shape = fc.constantFrom([2], [3], [7], [12], [2, 3], [3, 3], [4, 5], [2, 3, 4]);
const largeShape = fc.constantFrom([7], [12], [2, 3], [3, 3], [4, 5], [2, 3, 4]);

// equal seeds would give right gradients
const seeds = (count: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max: 1e6 }), { minLength: count, maxLength: count });

/** A variable whose two derivatives have nothing to do with each other. */
const lawless = fc.tuple(shape, seeds(3)).map(([own, three]) => build(own, three));
const largeLawless = fc.tuple(largeShape, seeds(3)).map(([own, three]) => build(own, three));
const twoLawless = fc
  .tuple(shape, shape, seeds(6))
  .map(([a, b, six]) => [build(a, six.slice(0, 3)), build(b, six.slice(3))] as const);

function build(own: readonly number[], [first, second, third]: readonly number[]): Sketch {
  const size = own.reduce((a, b) => a * b, 1);
  const sides = {
    numeric: numbers({ size, seed: first }),
    analytic: numbers({ size, seed: second }),
  };
  return { shape: own, ...sides, at: numbers({ size, seed: third }) };
}

/** Numbers in (−1, 1) without any pattern: the last digits of the sines of an arithmetic sequence. */
function numbers({ size, seed }: { readonly size: number; readonly seed: number }): number[] {
  return Array.from({ length: size }, (_, k) => {
    const digits = 1e4 * Math.sin(seed + 7.3 * k);
    return 2 * (digits - Math.floor(digits)) - 1;
  });
}

const names = (variables: readonly VariableCheck[]) =>
  diagnose(variables, none).map(({ id }) => id);

describe('diagnose()', () => {
  test('names nothing in random gradients', () => {
    fc.assert(
      fc.property(lawless, (one) => {
        expect(names([sketch(one)])).toEqual([]);
      }),
      settings,
    );
  });

  test('names nothing in two random gradients, or in one beside a right one that is small', () => {
    fc.assert(
      fc.property(twoLawless, ([a, b]) => {
        const right = { ...b, shape: [], numeric: [0.3], analytic: [0.3], at: [1.1] };
        expect(names([sketch({ ...a, path: 'a' }), sketch({ ...b, path: 'b' })])).toEqual([]);
        expect(names([sketch({ ...a, path: 'a' }), sketch({ ...right, path: 'b' })])).toEqual([]);
      }),
      settings,
    );
  });

  test('names nothing in six coordinates or more that are known to two digits only', () => {
    fc.assert(
      fc.property(largeLawless, (one) => {
        const bar = 0.005;
        expect(names([sketch({ ...one, bar })])).toEqual([]);
      }),
      settings,
    );
  });

  test('says the same whatever unit the value is measured in', () => {
    fc.assert(
      fc.property(lawless, fc.integer({ min: -40, max: 40 }), (one, exponent) => {
        const unit = 2 ** exponent;
        const flipped = { ...one, analytic: one.numeric.map((v) => -v), bar: 1e-9 };
        const measured = {
          ...flipped,
          numeric: flipped.numeric.map((v) => unit * v),
          analytic: flipped.analytic.map((v) => unit * v),
          bar: 1e-9 * unit,
        };
        expect(diagnose([sketch(measured)], none)).toEqual(diagnose([sketch(flipped)], none));
      }),
      settings,
    );
  });

  test('finds any factor in any two coordinates or more, and writes it down', () => {
    fc.assert(
      fc.property(lawless, fc.double({ min: 1.2, max: 90, noNaN: true }), (one, factor) => {
        const analytic = one.numeric.map((v) => factor * v);
        const [found] = diagnose([sketch({ ...one, analytic, bar: 1e-12 })], none);
        expect(found.id).toBe('constant-factor');
        expect(Number(found.evidence.split(' ')[2]) / factor).toBeCloseTo(1, 6);
      }),
      settings,
    );
  });

  test('does not depend on the order of the variables', () => {
    fc.assert(
      fc.property(twoLawless, ([a, b]) => {
        const first = sketch({ ...a, path: 'a', analytic: a.numeric.map((v) => 2 * v) });
        const second = sketch({ ...b, path: 'b', analytic: b.numeric.map((v) => -v) });
        const third = sketch({ ...b, path: 'c', analytic: b.numeric });
        const ids = names([first, third]);
        expect(names([third, first])).toEqual(ids);
        expect(names([second, first, third])).toEqual(names([first, second, third]));
      }),
      settings,
    );
  });

  test('says nothing about a gradient that is right', () => {
    fc.assert(
      fc.property(lawless, (one) => {
        expect(names([sketch({ ...one, analytic: one.numeric })])).toEqual([]);
      }),
      settings,
    );
  });
});

test('every id is there once', () => {
  const rules = [
    ...plain,
    ...shapes,
    ...manifoldMistakes,
    ...signs,
    ...laws,
    ...matrixLaws,
    ...remains,
  ];
  // a law of a matrix may be one of its rows or columns alone, too
  const isOfLines = (id: string) => laws.some((law) => law.id === id);
  const ids = rules
    .filter((rule) => !(matrixLaws.includes(rule as never) && isOfLines(rule.id)))
    .map(({ id }) => id);
  expect(ids.filter((id, k) => ids.indexOf(id) !== k)).toEqual([]);
  expect([...ids].sort()).toMatchInlineSnapshot(`
    [
      "accumulated",
      "ambient-derivative",
      "asymmetric",
      "broadcast-not-reduced",
      "chain-rule-dropped",
      "columns-exchanged",
      "conjugated",
      "constant-factor",
      "diagonal-alone",
      "extra-column",
      "extra-row",
      "gauss-newton",
      "kink",
      "kinks-together",
      "localized",
      "missing-centering",
      "missing-column",
      "missing-entry",
      "missing-gradient",
      "missing-row",
      "not-adjoint",
      "not-finite",
      "not-linear",
      "off-diagonal-doubled",
      "other-side",
      "overwritten-not-accumulated",
      "permuted",
      "quaternion-order",
      "repeated-entry",
      "rows-exchanged",
      "sign-flipped",
      "single-precision",
      "stale",
      "transposed",
      "triangle-alone",
      "value-ignores-input",
      "weight-decay",
      "wrong-input",
      "wrong-mask",
      "wrong-output",
    ]
  `);
});
