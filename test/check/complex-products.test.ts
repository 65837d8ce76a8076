import { add, type Complex, complex, conj, multiply } from 'mathjs';
import { describe, expect, test } from 'vitest';
import { checkJacobian, checkJvp, checkVjp, type GradientCheck } from '../../src/index.ts';

// Complex numbers of mathjs are pairs of reals, { re, im }: backwards a product is conj(f′)·w.

type Point = readonly [Complex, Complex];
type Rows = readonly (readonly Complex[])[];
type Part = (z: Complex) => Complex;

const times = (...factors: readonly (Complex | number)[]) =>
  factors.reduce<Complex>((a, b) => multiply(a, b) as Complex, complex(1, 0));
const at: Point = [complex(1.5, -0.7), complex(0.3, 2)];
const value = ([a, b]: Point) => [times(a, b), times(a, a), times(b, b, a)];
const rows = ([a, b]: Point): Rows => [
  [b, a],
  [times(2, a), complex(0, 0)],
  [times(b, b), times(2, a, b)],
];
const sum = (terms: readonly Complex[]) =>
  terms.reduce((a, b) => add(a, b) as Complex, complex(0, 0));
const vjpBy = (part: Part) => (x: Point, w: readonly Complex[]) =>
  [0, 1].map((j) => sum(rows(x).map((row, i) => times(part(row[j]), w[i]))));
const jvpBy = (part: Part) => (x: Point, v: Point) =>
  rows(x).map((row) => sum(row.map((entry, j) => times(part(entry), v[j]))));
const itself: Part = (z) => z;
const conjugate: Part = (z) => conj(z) as Complex;

const named = ({ verdict, diagnoses }: GradientCheck) => [
  verdict,
  ...diagnoses.map(({ id }) => id),
];

describe('complex numbers as pairs of reals', () => {
  test('multiply forwards by f′, backwards by conj(f′)', () => {
    const subject = { value, jvp: jvpBy(itself), vjp: vjpBy(conjugate) };
    for (const by of [checkJvp, checkVjp])
      expect(named(by(subject, { at }) as GradientCheck)).toEqual(['match']);
  });

  test('and the other convention is named', () => {
    const backwards = checkVjp({ value, vjp: vjpBy(itself) }, { at }) as GradientCheck;
    expect(named(backwards)).toEqual(['mismatch', 'conjugated']);
    const forwards = checkJvp({ value, jvp: jvpBy(conjugate) }, { at }) as GradientCheck;
    expect(named(forwards)).toEqual(['mismatch', 'conjugated']);
    const both = { value, jvp: jvpBy(itself), vjp: vjpBy(itself) };
    expect(named(checkVjp(both, { at }) as GradientCheck)).toEqual([
      'mismatch',
      'conjugated',
      'not-adjoint',
    ]);
  });

  test('conjugated on the way in and out they fit', () => {
    const other = vjpBy(itself);
    const vjp = (x: Point, w: readonly Complex[]) => other(x, w.map(conjugate)).map(conjugate);
    expect(named(checkVjp({ value, vjp }, { at }) as GradientCheck)).toEqual(['match']);
  });

  test('a matrix of them is refused, with what to give in its place', () => {
    expect(() => checkJacobian({ value, jacobian: rows }, { at })).toThrow(
      'complex numbers are pairs of reals here, { re, im }, and an entry a + bi is the block [[a, -b], [b, a]]',
    );
    const blocks = (x: Point) =>
      rows(x).flatMap((row) => [
        row.flatMap(({ re, im }) => [re, -im]),
        row.flatMap(({ re, im }) => [im, re]),
      ]);
    expect(named(checkJacobian({ value, jacobian: blocks }, { at }) as GradientCheck)).toEqual([
      'match',
    ]);
  });
});
