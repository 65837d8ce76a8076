/** One named array inside the flat point: where its coordinates start and how they are arranged. */
export interface ZooVariable {
  readonly path: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
}

/** Lays named arrays end to end, in the order given: `{ W: [2, 3], b: [2] }`. */
export function layOut(shapes: Readonly<Record<string, readonly number[]>>): ZooVariable[] {
  let offset = 0;
  return Object.entries(shapes).map(([path, shape]) => {
    const size = shape.reduce((a, b) => a * b, 1);
    const variable = { path, shape, offset, size };
    offset += size;
    return variable;
  });
}

/** The part of a flat vector that belongs to one variable. */
export function part<V>(flat: readonly V[], { offset, size }: ZooVariable): readonly V[] {
  return flat.slice(offset, offset + size);
}

/** The flat vector with the part of one variable replaced. */
export function withPart(
  flat: readonly number[],
  { offset, size }: ZooVariable,
  replacement: readonly number[],
): number[] {
  return [...flat.slice(0, offset), ...replacement, ...flat.slice(offset + size)];
}

/** Column-major reading of a row-major matrix: what a forgotten transpose produces. */
export function transposed(
  values: readonly number[],
  [rows, columns]: readonly number[],
): number[] {
  return values.map((_, k) => values[(k % rows) * columns + Math.floor(k / rows)]);
}
