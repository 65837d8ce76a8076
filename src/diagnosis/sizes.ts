import type { VariableCheck } from '../record.ts';

/** A number that a mean or a sum can have brought in. */
export interface Size {
  readonly value: number;
  /** `6`, `√6`. */
  readonly text: string;
  /** `the number of coordinates of W`. */
  readonly name: string;
  readonly isRoot: boolean;
  /** Whether it counts several axes at once. */
  readonly isTotal: boolean;
}

/** The sizes that are there, each once, and their square roots. */
export function sizesOf(variables: readonly VariableCheck[]): readonly Size[] {
  const sizes = new Map<number, OwnSize[]>();
  for (const own of variables.flatMap(ownSizes)) {
    sizes.set(own.size, [...(sizes.get(own.size) ?? []), own]);
  }
  const total = variables.reduce((sum, variable) => sum + variable.total, 0);
  if (variables.length > 1) {
    sizes.set(total, [{ size: total, name: 'the number of all coordinates', isTotal: true }]);
  }
  return [...sizes.values()].flatMap(withRoot);
}

interface OwnSize {
  readonly size: number;
  readonly name: string;
  readonly isTotal: boolean;
}

function ownSizes({ path, shape, total }: VariableCheck): readonly OwnSize[] {
  const axes = shape.map((size, axis) => ({
    size,
    name: axisName({ axis, path, shape }),
    isTotal: false,
  }));
  const isTotal = shape.length > 1;
  const all = { size: total, name: `the number of coordinates of ${path}`, isTotal };
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

function withRoot([{ size, name, isTotal }, ...more]: readonly OwnSize[]): readonly Size[] {
  const known = more.length === 0 ? name : `${name}, among others`;
  return [
    { value: size, text: String(size), name: known, isRoot: false, isTotal },
    {
      value: Math.sqrt(size),
      text: `√${size}`,
      name: `the root of ${known}`,
      isRoot: true,
      isTotal,
    },
  ];
}
