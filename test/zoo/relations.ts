import { transposed } from './variables.ts';

/** Two gradients side by side, of one variable or of several in a row. */
export interface Sides {
  readonly wrong: readonly number[];
  readonly right: readonly number[];
  readonly x: readonly number[];
  /** Of a variable on its own; flat when several are taken together. */
  readonly shape: readonly number[];
  /** Relative to a coordinate, what counts as equal. */
  readonly tolerance: number;
}

/** Whether the wrong side follows from the right one in one particular way. */
export type Relation = (sides: Sides) => boolean;

export const agrees: Relation = (sides) => against(sides, sides.right);

export const isFlipped: Relation = (sides) =>
  against(
    sides,
    sides.right.map((ri) => -ri),
  );

/** analytic = c·numeric, with the c of the largest coordinate. */
export const isMultiple: Relation = (sides) => {
  const k = largest(sides.right);
  const factor = sides.wrong[k] / sides.right[k];
  const multiple = sides.right.map((ri) => factor * ri);
  return Number.isFinite(factor) && factor !== 0 && factor !== -1 && against(sides, multiple);
};

/** Zero wherever it is not right. */
export const isMissing: Relation = ({ wrong, right, tolerance }) =>
  wrong.every((wi, i) => wi === 0 || Math.abs(wi - right[i]) <= tolerance * Math.abs(wi));

export const isTransposed: Relation = (sides) =>
  sides.shape.length === 2 &&
  Math.min(...sides.shape) > 1 &&
  against(sides, transposed(sides.right, sides.shape));

export const isPermuted: Relation = ({ wrong, right, ...rest }) => {
  const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);
  return against({ ...rest, right, wrong: ascending(wrong) }, ascending(right));
};

/** analytic = numeric + λ·x, with the λ of the largest coordinate of the point. */
export const isDecayed: Relation = (sides) => {
  const { right, x } = sides;
  const lambda = rateOf(sides);
  return against(
    sides,
    right.map((ri, i) => ri + lambda * x[i]),
  );
};

/** With a rate that somebody has chosen: a multiple of the point is part of many right gradients. */
export const isDecayedByChoice: Relation = (sides) => {
  const lambda = rateOf(sides);
  const chosen = Number(lambda.toPrecision(2));
  return Math.abs(lambda - chosen) <= 1e-3 * Math.abs(chosen) && isDecayed(sides);
};

function rateOf({ wrong, right, x }: Sides): number {
  const k = largest(x);
  return (wrong[k] - right[k]) / x[k];
}

/** One side is the other less its mean, over everything or along an axis. */
export const isShifted: Relation = (sides) => {
  const { wrong, right } = sides;
  // beside zeros any constant is its own mean
  const isZero = Math.max(...right.map(Math.abs)) <= ROUNDING * Math.max(...wrong.map(Math.abs));
  return (
    !isZero &&
    groupings(sides).some(
      (group) =>
        against(sides, centred(right, group)) ||
        against({ ...sides, wrong: centred(wrong, group) }, right),
    )
  );
};

/** Along an axis one number is repeated: the sum, the mean or an end of what the right side has there. */
export const isRepeated: Relation = (sides) =>
  groupings(sides)
    .filter((groups) => isSpread(sides, groups))
    .some((groups) => REPEATED.some((pick) => against(sides, inGroups(sides.right, groups, pick))));

/** Where the sides differ, exactly one of them is zero, and here and there it is the right one. */
export const isMasked: Relation = ({ wrong, right, tolerance }) => {
  const places = wrong.keys();
  const differing = [...places].filter((i) => isOff(wrong[i], right[i], tolerance));
  const needless = differing.filter((i) => right[i] === 0);
  // where the whole gradient is zero nothing shows a mask
  return (
    needless.length > 1 &&
    right.some((ri) => ri !== 0) &&
    differing.every((i) => (wrong[i] === 0) !== (right[i] === 0))
  );
};

/** At most a quarter of the coordinates differ, so that the rest shows what is right. */
export const isLocal: Relation = ({ wrong, right, tolerance }) => {
  const differing = wrong.filter((wi, i) => isOff(wi, right[i], tolerance));
  return wrong.length > 1 && differing.length <= Math.max(1, wrong.length / 4);
};

const REPEATED: readonly ((values: readonly number[]) => number)[] = [
  (values) => values.reduce((a, b) => a + b, 0),
  mean,
  ([first]) => first,
  (values) => values[values.length - 1],
];

/** Positions that belong together, group by group. */
type Grouping = readonly (readonly number[])[];

function groupings({ right, shape }: Sides): readonly Grouping[] {
  const all = right.map((_, k) => k);
  if (shape.length < 2) return [[all]];
  const axes = shape.map((length, axis) => {
    const stride = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
    const first = all.filter((k) => Math.floor(k / stride) % length === 0);
    return first.map((k) => Array.from({ length }, (_, at) => k + at * stride));
  });
  return [[all], ...axes];
}

/** For each position what a function makes of its group. */
function inGroups(
  values: readonly number[],
  groups: Grouping,
  pick: (own: readonly number[]) => number,
): number[] {
  const result = [...values];
  for (const group of groups) {
    const picked = pick(group.map((k) => values[k]));
    for (const k of group) result[k] = picked;
  }
  return result;
}

// what has one entry that counts is its own sum, and two numbers are no axis
function isSpread({ right, tolerance }: Sides, groups: Grouping): boolean {
  const isWide = (group: readonly number[]) => {
    const sizes = group.map((k) => Math.abs(right[k]));
    const most = Math.max(...sizes);
    return sizes.filter((size) => size > tolerance * most).length > 1;
  };
  return (groups.length > 1 || right.length > 2) && groups.every(isWide);
}

function centred(values: readonly number[], groups: Grouping): number[] {
  const means = inGroups(values, groups, mean);
  return values.map((value, i) => value - means[i]);
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** Share of the tolerance that the largest coordinate's rounding may leave in a small one. */
const ROUNDING = 1e-3;

function against({ wrong, right, tolerance }: Sides, expected: readonly number[]): boolean {
  const scale = Math.max(...right.map(Math.abs), ...wrong.map(Math.abs));
  return wrong.every((wi, i) => {
    const size = Math.abs(wi) + Math.abs(expected[i]) + ROUNDING * scale;
    return Math.abs(wi - expected[i]) <= tolerance * size;
  });
}

function isOff(wrong: number, right: number, tolerance: number): boolean {
  return Math.abs(wrong - right) > tolerance * (Math.abs(wrong) + Math.abs(right));
}

function largest(values: readonly number[]): number {
  return values.reduce(
    (best, value, i) => (Math.abs(value) > Math.abs(values[best]) ? i : best),
    0,
  );
}
