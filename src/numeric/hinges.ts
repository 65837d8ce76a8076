import { dot, largestOf, type Vector } from './vector.ts';

/** A region close around a kink, in which the value goes straight: a ray to it, and the gradient there. */
export interface Region {
  readonly ray: Vector;
  readonly gradient: Vector;
}

/** A plane through the point on one side of which the gradient is another. */
export interface Hinge {
  /** What the gradient gains on one side; it is at right angles to the plane, or the value would jump there. */
  readonly jump: Float64Array;
  /** The side on which it does: 1 where the jump points to, −1 opposite. */
  readonly side: number;
}

/** So many rays are tried; each costs arithmetic alone. */
const TRIED = 2000;

/** Jumps at this angle to each other, about, are of one plane. */
const PARALLEL = 1e-3;

/** The hinges between regions in the order of a walk around the point: each plane once, though it is crossed twice. */
export function hingesBetween(
  regions: readonly Region[],
  { tolerance }: { readonly tolerance: number },
): readonly Hinge[] {
  const crossed = regions.flatMap((from, i) => {
    const to = regions[(i + 1) % regions.length];
    const jump = difference(to.gradient, from.gradient);
    const size = largestOf(jump);
    if (!(size > tolerance && size < Number.POSITIVE_INFINITY)) return [];
    return [{ jump, side: Math.sign(dot(jump, difference(to.ray, from.ray))) }];
  });
  return oncePerPlane(crossed);
}

/** Of several jumps at one plane the largest: the others were measured half on one side and half on the other. */
export function oncePerPlane(hinges: readonly Hinge[]): readonly Hinge[] {
  const planes: Hinge[] = [];
  for (const hinge of [...hinges].sort((a, b) => largestOf(b.jump) - largestOf(a.jump)))
    if (!planes.some(({ jump }) => isParallel(jump, hinge.jump))) planes.push(hinge);
  return planes;
}

function isParallel(a: Vector, b: Vector): boolean {
  return dot(a, b) ** 2 >= (1 - PARALLEL ** 2) * dot(a, a) * dot(b, b);
}

/** What is looked for among the regions that hinges divide the surroundings into. */
export interface Wanted {
  readonly hinges: readonly Hinge[];
  /** The gradient is to be small along this. */
  readonly direction: Vector;
  readonly count: number;
}

/**
 * Rays to the regions in which, if the hinges are all there is, the gradient is smallest along a direction: the smallest first, one a region.
 *
 * @param draw - random rays
 */
export function lowestRays(
  { hinges, direction, count }: Wanted,
  draw: () => Float64Array,
): readonly Float64Array[] {
  const gains = hinges.map(({ jump }) => dot(jump, direction));
  const regions = new Map<string, { readonly ray: Float64Array; readonly slope: number }>();
  for (let i = 0; i < TRIED; i++) {
    const ray = draw();
    const gained = hinges.map(({ jump, side }) => (side * dot(jump, ray) > 0 ? 1 : 0));
    const region = gained.join('');
    if (!regions.has(region)) regions.set(region, { ray, slope: dot(gained, gains) });
  }
  const lowestFirst = [...regions.values()].sort((a, b) => a.slope - b.slope);
  return lowestFirst.slice(0, count).map(({ ray }) => ray);
}

/** How much smaller the gradient could be along a direction than it is on a ray, were every hinge on its better side. */
export function mostToGain(
  hinges: readonly Hinge[],
  { ray, direction }: { readonly ray: Vector; readonly direction: Vector },
): number {
  return hinges.reduce((sum, { jump, side }) => {
    const gain = dot(jump, direction);
    return sum + Math.max(0, side * dot(jump, ray) > 0 ? gain : -gain);
  }, 0);
}

function difference(a: Vector, b: Vector): Float64Array {
  return Float64Array.from(a, (x, k) => x - b[k]);
}
