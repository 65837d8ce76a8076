import { containerOf, energy, MISTAKES, numbersOf, slopes } from '../points.ts';
import type { Ingredients, Make } from './made.ts';

type Rows = number[][];

/** The slopes of the energy as a function of several numbers, with their derivatives, in the structures that are asked for. */
function partsOf({ container, numbers, size, mistake }: Ingredients) {
  const { make, read } = containerOf(container);
  const own = numbersOf(numbers, size);
  const at = make(own);
  const numbersIn = (x: unknown) => read(x as never);
  // of the numbers beside those that are read
  const beside = container === 'record' || container === 'list' ? [0] : [];
  const made = (x: readonly number[]) => {
    const found = make(x);
    const others = (found as { 'b c'?: number[] })['b c'];
    if (others !== undefined) others[others.length - 1] = 0;
    if (container === 'list') (found as number[][])[1] = [0];
    return found;
  };
  const square = (x: unknown): Rows =>
    curvatures(numbersIn(x)).map((row) => row.map(MISTAKES[mistake]));
  const rows = (x: unknown): Rows => square(x).map((row) => [...row, ...beside]);
  const whole = (x: unknown): Rows => [
    ...rows(x),
    ...beside.map(() => [...own, ...beside].map(() => 0)),
  ];
  const times = (x: unknown, v: readonly number[]) =>
    square(x).map((row) => row.reduce((sum, entry, k) => sum + entry * v[k], 0));
  return { at, made, numbersIn, rows, whole, times };
}

function curvatures(x: readonly number[]): Rows {
  return x.map((own, i) =>
    x.map((_, j) => (i === j ? -(i + 1) * Math.sin(own) : Number(Math.abs(i - j) === 1))),
  );
}

function triplets(rows: Rows) {
  const entries = rows.flatMap((row, i) => row.map((entry, j) => [i, j, entry] as const));
  return {
    rows: entries.map(([i]) => i),
    cols: entries.map(([, j]) => j),
    values: entries.map(([, , entry]) => entry),
  };
}

/** Jacobians, Hessians and products, and ways to hand them over. */
export const MATRICES: Readonly<Record<string, Make>> = {
  'Jacobian beside a value': (ingredients, through) => {
    const { at, numbersIn, rows } = partsOf(ingredients);
    const value = (x: unknown) => slopes(numbersIn(x));
    const subject = { value: through('value', value), jacobian: through('gradient', rows) };
    return { subject, by: 'jacobian', options: { at }, roots: { subject, at } };
  },
  'Jacobian of one function': (ingredients, through) => {
    const { at, numbersIn, rows } = partsOf(ingredients);
    const subject = through('value', (x: unknown) => [slopes(numbersIn(x)), rows(x)]);
    return { subject, by: 'jacobian', options: { at }, roots: { at } };
  },
  'Jacobian in triplets': (ingredients, through) => {
    const { at, numbersIn, rows } = partsOf(ingredients);
    const value = (x: unknown) => Float64Array.from(slopes(numbersIn(x)));
    const subject = {
      residuals: through('value', value),
      jacobian: through('gradient', (x: unknown) => triplets(rows(x))),
    };
    return { subject, by: 'jacobian', options: { at }, roots: { subject, at } };
  },
  'Jacobian that is filled in': (ingredients, through) => {
    const { at, numbersIn, rows } = partsOf(ingredients);
    const value = (x: unknown) => slopes(numbersIn(x));
    const fill = (x: unknown, out: Rows) => {
      for (const [i, row] of rows(x).entries())
        for (const [j, entry] of row.entries()) out[i][j] = entry;
    };
    const subject = { value: through('value', value), jacobian: through('gradient', fill) };
    return { subject, by: 'jacobian', options: { at }, roots: { subject, at } };
  },
  'Hessian beside a gradient': (ingredients, through) => {
    const { at, made, numbersIn, whole } = partsOf(ingredients);
    const subject = {
      value: through('value', (x: unknown) => energy(numbersIn(x))),
      gradient: through('gradient', (x: unknown) => made(slopes(numbersIn(x)))),
      hessian: through('gradient', whole),
    };
    return { subject, by: 'hessian', options: { at }, roots: { subject, at } };
  },
  'Hessian of values': (ingredients, through) => {
    const { at, numbersIn, whole } = partsOf(ingredients);
    const subject = {
      value: through('value', (x: unknown) => energy(numbersIn(x))),
      hessian: through('gradient', whole),
    };
    return { subject, by: 'hessian', options: { at }, roots: { subject, at } };
  },
  'Hessian that multiplies': (ingredients, through) => {
    const { at, made, numbersIn, times } = partsOf(ingredients);
    const subject = {
      gradient: through('gradient', (x: unknown) => made(slopes(numbersIn(x)))),
      hvp: through('gradient', (x: unknown, v: unknown) => made(times(x, numbersIn(v)))),
    };
    return { subject, by: 'hessian', options: { at }, roots: { subject, at } };
  },
  'product forwards': (ingredients, through) => {
    const { at, numbersIn, times } = partsOf(ingredients);
    const subject = {
      value: through('value', (x: unknown) => slopes(numbersIn(x))),
      jvp: through('gradient', (x: unknown, v: unknown) => times(x, numbersIn(v))),
    };
    return { subject, by: 'jvp', options: { at }, roots: { subject, at } };
  },
  'product backwards': (ingredients, through) => {
    const { at, made, numbersIn, times } = partsOf(ingredients);
    const subject = {
      value: through('value', (x: unknown) => slopes(numbersIn(x))),
      vjp: through('gradient', (x: unknown, w: number[]) => made(times(x, w))),
    };
    return { subject, by: 'vjp', options: { at }, roots: { subject, at } };
  },
  'product pulled back': (ingredients, through) => {
    const { at, made, numbersIn, times } = partsOf(ingredients);
    const subject = through('value', (x: unknown) => [
      slopes(numbersIn(x)),
      through('gradient', (w: number[]) => made(times(x, w))),
    ]);
    return { subject, by: 'vjp', options: { at }, roots: { at } };
  },
  'products both ways': (ingredients, through) => {
    const { at, made, numbersIn, times } = partsOf(ingredients);
    const subject = {
      value: through('value', (x: unknown) => slopes(numbersIn(x))),
      jvp: through('gradient', (x: unknown, v: unknown) => times(x, numbersIn(v))),
      vjp: through('gradient', (x: unknown, w: number[]) => made(times(x, w))),
    };
    return { subject, by: 'jvp', options: { at }, roots: { subject, at } };
  },
};
