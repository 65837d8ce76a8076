/** A rotation among the numbers of a point. */
export interface Rotation {
  readonly kind: 'quaternion' | 'matrix';
  /** Where its four or nine numbers begin. */
  readonly at: number;
  /** The three numbers of a tangent that turn it. */
  readonly tangents: readonly number[];
}

const SIZE = { quaternion: 4, matrix: 9 } as const;

/** Numbers that are normed to this are. */
const NORMED = 1e-6;

/**
 * Finds what is a rotation: unit quaternions and orthonormal matrices that three numbers of the tangent turn, and no others.
 *
 * @param turn - the derivative of the retraction, numbers of the point by numbers of the tangent
 */
export function rotationsIn(
  numbers: Float64Array,
  turn: readonly Float64Array[],
): readonly Rotation[] {
  const all: Rotation[] = [];
  for (let at = 0; at < numbers.length; at++)
    for (const kind of ['matrix', 'quaternion'] as const) {
      const own = numbers.subarray(at, at + SIZE[kind]);
      const tangents = turningOf(turn.slice(at, at + SIZE[kind]));
      if (isNormed(own, kind) && tangents.length === 3) all.push({ kind, at, tangents });
    }
  return all;
}

function isNormed(numbers: Float64Array, kind: Rotation['kind']): boolean {
  if (numbers.length < SIZE[kind]) return false;
  if (kind === 'quaternion') return Math.abs(Math.hypot(...numbers) - 1) <= NORMED;
  const rows = rowsOf(numbers);
  return rows.every((row, i) =>
    rows.every((other, j) => Math.abs(product(row, other) - (i === j ? 1 : 0)) <= NORMED),
  );
}

function turningOf(rows: readonly Float64Array[]): readonly number[] {
  const [first] = rows;
  return [...(first?.keys() ?? [])].filter((k) =>
    rows.some((row) => Math.abs(row[k] as number) > NORMED),
  );
}

/** The matrices that a rotation may stand for: of a quaternion one with its real part first, and one with it last. */
export function rotationMatrix(
  { kind, at }: Rotation,
  numbers: Float64Array,
): readonly (readonly Float64Array[])[] {
  const own = numbers.subarray(at, at + SIZE[kind]);
  if (kind === 'matrix') return [rowsOf(own)];
  const [a, b, c, d] = own as unknown as [number, number, number, number];
  return [turnOf([a, b, c, d]), turnOf([d, a, b, c])];
}

function turnOf([w, x, y, z]: readonly [number, number, number, number]): readonly Float64Array[] {
  return [
    Float64Array.of(1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)),
    Float64Array.of(2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)),
    Float64Array.of(2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)),
  ];
}

function rowsOf(numbers: Float64Array): readonly Float64Array[] {
  return [0, 3, 6].map((at) => numbers.subarray(at, at + 3));
}

function product(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, x, k) => sum + x * (other[k] as number), 0);
}
