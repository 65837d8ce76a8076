import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VariableCheck } from '../../src/check/record.ts';
import { laws, signs } from '../../src/diagnosis/catalogue.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { type Sketch, sketch } from './sketch.ts';

const settings = { seed: 5, numRuns: 300 };

const none = { accumulated: false };

/** Numbers in (−1, 1) without any pattern: the sines of a random arithmetic sequence, times a large number. */
const numbers = (count: number) =>
  fc
    .integer({ min: 1, max: 1e6 })
    .map((seed) =>
      Array.from({ length: count }, (_, k) => fraction(1e4 * Math.sin(seed + 7.3 * k))),
    );

const fraction = (x: number) => 2 * (x - Math.floor(x)) - 1;

const shapes = fc.constantFrom([2], [3], [7], [12], [2, 3], [3, 3], [4, 5], [2, 3, 4]);

/** A variable whose two derivatives have nothing to do with each other. */
const lawless = shapes.chain((shape) => {
  const size = shape.reduce((a, b) => a * b, 1);
  const three = fc.tuple(numbers(size), numbers(size), numbers(size));
  return three.map(([numeric, analytic, at]): Sketch => ({ shape, numeric, analytic, at }));
});

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
      fc.property(lawless, lawless, (a, b) => {
        const right = { ...b, shape: [], numeric: [0.3], analytic: [0.3], at: [1.1] };
        expect(names([sketch({ ...a, path: 'a' }), sketch({ ...b, path: 'b' })])).toEqual([]);
        expect(names([sketch({ ...a, path: 'a' }), sketch({ ...right, path: 'b' })])).toEqual([]);
      }),
      settings,
    );
  });

  test('names nothing in random gradients that are known to two digits only', () => {
    fc.assert(
      fc.property(lawless, (one) => {
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
      fc.property(lawless, lawless, (a, b) => {
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
  const ids = [...signs, ...laws].map(({ id }) => id);
  expect(ids.filter((id, k) => ids.indexOf(id) !== k)).toEqual([]);
  expect([...ids, 'localized'].sort()).toMatchInlineSnapshot(`
    [
      "accumulated",
      "broadcast-not-reduced",
      "constant-factor",
      "kink",
      "localized",
      "missing-centering",
      "missing-gradient",
      "not-finite",
      "overwritten-not-accumulated",
      "permuted",
      "sign-flipped",
      "single-precision",
      "stale",
      "transposed",
      "value-ignores-input",
      "weight-decay",
    ]
  `);
});
