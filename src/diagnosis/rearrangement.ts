/** A rule which coordinate's derivative ended up where. */
export interface Rearrangement {
  /** Completes `looks like …`. */
  readonly name: string;
  readonly source: (flat: number) => number;
}

/** The other orders in which the axes of an array can be read, and written back in the old one. */
export function axisOrders(shape: readonly number[]): readonly Rearrangement[] {
  // 24 orders of four axes are enough to try; five axes are rare
  if (shape.length < 2 || shape.length > 4) return [];
  const identity = shape.map((_, axis) => axis);
  return permutations(identity)
    .filter((order) => order.some((axis, k) => axis !== k))
    .map((order) => ({
      name: `axes in the order ${order.join(', ')}`,
      source: (flat) => readIn({ flat, shape, order }),
    }));
}

/** Rolled and reversed along each axis, and reversed as a whole. */
export function shifts(shape: readonly number[]): readonly Rearrangement[] {
  const along = shape.flatMap((length, axis) =>
    length < 2 ? [] : [...rolls({ shape, axis }), reversal({ shape, axis })],
  );
  const total = shape.reduce((a, b) => a * b, 1);
  const whole = { name: 'all coordinates reversed', source: (flat: number) => total - 1 - flat };
  return shape.length > 1 ? [...along, whole, ...rollsOfAll({ total })] : along;
}

/** Several variables one after the other, rolled or reversed as if they were one. */
export function rollsOfAll({ total }: { readonly total: number }): readonly Rearrangement[] {
  return [1, -1].map((by) => ({
    name: `all coordinates rolled by ${by}`,
    source: (flat) => (flat - by + total) % total,
  }));
}

interface Axis {
  readonly shape: readonly number[];
  readonly axis: number;
}

function rolls({ shape, axis }: Axis): readonly Rearrangement[] {
  const length = shape[axis];
  const half = Math.floor(length / 2);
  const distances = [...new Set([1, -1, 2, -2, half, -half])].filter((by) => Math.abs(by) < length);
  return distances.map((by) => ({
    name: `${axisName({ shape, axis })} rolled by ${by}`,
    source: alongAxis({ shape, axis }, (at) => (at - by + length) % length),
  }));
}

function reversal({ shape, axis }: Axis): Rearrangement {
  const last = shape[axis] - 1;
  return {
    name: `${axisName({ shape, axis })} reversed`,
    source: alongAxis({ shape, axis }, (at) => last - at),
  };
}

function alongAxis({ shape, axis }: Axis, from: (at: number) => number): (flat: number) => number {
  const stride = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  return (flat) => {
    const at = Math.floor(flat / stride) % shape[axis];
    return flat + (from(at) - at) * stride;
  };
}

function axisName({ shape, axis }: Axis): string {
  if (shape.length === 1) return 'coordinates';
  if (shape.length === 2) return axis === 0 ? 'rows' : 'columns';
  return `axis ${axis}`;
}

/** Reads position `flat` of the array whose axes are `order` of the given ones. */
function readIn({ flat, shape, order }: ReadIn): number {
  let [rest, source] = [flat, 0];
  for (const axis of [...order].reverse()) {
    const at = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
    source += at * shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  }
  return source;
}

interface ReadIn {
  readonly flat: number;
  readonly shape: readonly number[];
  readonly order: readonly number[];
}

function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}
