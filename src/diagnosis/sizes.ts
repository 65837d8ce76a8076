import type { VariableCheck } from '../check/record.ts';

/** A number that a mean or a sum can have brought in. */
export interface Size {
  readonly value: number;
  /** `6`, `√6`. */
  readonly text: string;
  /** `the number of coordinates of W`. */
  readonly name: string;
}

/** The sizes that are there, each once, and their square roots. */
export function sizesOf(variables: readonly VariableCheck[]): readonly Size[] {
  const names = new Map<number, string[]>();
  for (const { size, name } of variables.flatMap(ownSizes)) {
    names.set(size, [...(names.get(size) ?? []), name]);
  }
  const total = variables.reduce((sum, variable) => sum + variable.total, 0);
  if (variables.length > 1) names.set(total, ['the number of all coordinates']);
  return [...names].flatMap(([size, [name, ...more]]) => withRoot({ size, name, more }));
}

interface OwnSize {
  readonly size: number;
  readonly name: string;
}

function ownSizes({ path, shape, total }: VariableCheck): readonly OwnSize[] {
  const axes = shape.map((size, axis) => ({ size, name: axisName({ axis, path, shape }) }));
  const all = { size: total, name: `the number of coordinates of ${path}` };
  return (shape.length === 1 ? [all] : [...axes, all]).filter(({ size }) => size > 1);
}

function axisName({ axis, path, shape }: AxisOf): string {
  if (shape.length !== 2) return `the length of axis ${axis} of ${path}`;
  return `the number of ${axis === 0 ? 'rows' : 'columns'} of ${path}`;
}

interface AxisOf {
  readonly axis: number;
  readonly path: string;
  readonly shape: readonly number[];
}

function withRoot({ size, name, more }: OwnSize & { readonly more: readonly string[] }) {
  const known = more.length === 0 ? name : `${name}, among others`;
  return [
    { value: size, text: String(size), name: known },
    { value: Math.sqrt(size), text: `√${size}`, name: `the root of ${known}` },
  ];
}
