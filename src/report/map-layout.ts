/** Which axes of an array run down a picture and which across; the others are pooled. */
export interface Layout {
  readonly down: readonly number[];
  readonly across: readonly number[];
}

/** A character is about twice as high as it is wide. */
const ASPECT = 2;

/** Two neighbouring axes at least this long are those of an image. */
const IMAGE = 8;

/** Of arrays with more axes not every pair is tried. */
const MOST_AXES = 4;

/**
 * The layouts an array may be drawn in, the most natural first: the axes of its images, with channels and samples pooled; all axes,
 * folded into two; then any two of them.
 */
export function layoutsOf(shape: readonly number[]): readonly Layout[] {
  if (shape.length < 3) return foldsOf(shape);
  const images = imageOf(shape);
  const pairs = shape.length <= MOST_AXES ? pairsOf(shape) : [];
  return [...images, ...foldsOf(shape), ...pairs];
}

/** A block of a Jacobian as a matrix: a row for each output, a column for each input. */
export function outputsDown(
  shape: readonly number[],
  { axes: count }: { readonly axes: number },
): Layout {
  const axes = shape.map((_, axis) => axis);
  return { down: axes.slice(0, count), across: axes.slice(count) };
}

/** The axes that a layout leaves out. */
export function pooledAxes(
  { down, across }: Layout,
  { shape }: { readonly shape: readonly number[] },
): readonly number[] {
  return shape.map((_, axis) => axis).filter((axis) => ![...down, ...across].includes(axis));
}

/** Tells the place of a flat coordinate along some axes taken together, row-major. */
export function positionAlong(
  axes: readonly number[],
  { shape }: { readonly shape: readonly number[] },
): (flat: number) => number {
  const sizes = axes.map((axis) => shape[axis]);
  const strides = axes.map((axis) => product(shape.slice(axis + 1)));
  return (flat) => {
    let position = 0;
    for (let i = 0; i < sizes.length; i++)
      position = position * sizes[i] + (Math.floor(flat / strides[i]) % sizes[i]);
    return position;
  };
}

/** Number of coordinates along several axes. */
export function product(sizes: readonly number[]): number {
  return sizes.reduce((a, b) => a * b, 1);
}

function imageOf(shape: readonly number[]): readonly Layout[] {
  const pairs = shape
    .map((size, axis) => ({ axis, sizes: [size, shape[axis + 1] ?? 0] }))
    .filter(({ sizes }) => Math.min(...sizes) >= IMAGE)
    .sort((a, b) => product(b.sizes) - product(a.sizes));
  return pairs.slice(0, 1).map(({ axis }) => ({ down: [axis], across: [axis + 1] }));
}

// as near to a square on the screen as the order of the axes allows
function foldsOf(shape: readonly number[]): readonly Layout[] {
  const axes = shape.map((_, axis) => axis);
  const folds = axes.map((k) => ({ down: axes.slice(0, k), across: axes.slice(k) }));
  const candidates = shape.length === 1 ? folds : folds.slice(1);
  const skewness = ({ down, across }: Layout) => {
    const [rows, columns] = [down, across].map((some) => product(some.map((axis) => shape[axis])));
    return Math.abs(Math.log(columns / rows / ASPECT));
  };
  return [...candidates].sort((a, b) => skewness(a) - skewness(b));
}

function pairsOf(shape: readonly number[]): readonly Layout[] {
  return shape.flatMap((_, i) =>
    shape.slice(i + 1).map((_, k) => ({ down: [i], across: [i + 1 + k] })),
  );
}
