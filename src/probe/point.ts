/** A point of a check, as it lies to the point that the check is made at. */
export type Point = Here | Moved | Along | Abreast;

/** The point itself. */
export interface Here {
  readonly kind: 'here';
}

/** One coordinate put elsewhere. */
export interface Moved {
  readonly kind: 'moved';
  readonly coordinate: number;
  readonly to: number;
}

/** So many times a direction away. */
export interface Along {
  readonly kind: 'along';
  /** One number a coordinate; 0 for those that stay. */
  readonly direction: Float64Array;
  readonly step: number;
}

/** Several coordinates, each moved by so many times its size, or 1 where it is smaller. */
export interface Abreast {
  readonly kind: 'abreast';
  readonly coordinates: Uint32Array;
  readonly step: number;
}

export const HERE: Here = { kind: 'here' };

export function moved(coordinate: number, to: number): Moved {
  return { kind: 'moved', coordinate, to };
}

export function along(direction: Float64Array, step: number): Along {
  return { kind: 'along', direction, step };
}

export function abreast(coordinates: Uint32Array, step: number): Abreast {
  return { kind: 'abreast', coordinates, step };
}
