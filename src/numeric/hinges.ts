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

/** The hinges between regions in the order of a walk around the point: each plane once, though it is crossed twice. */
export function hingesBetween(
  regions: readonly Region[],
  { tolerance }: { readonly tolerance: number },
): readonly Hinge[] {
  const hinges: Hinge[] = [];
  regions.forEach((from, i) => {
    const to = regions[(i + 1) % regions.length];
    const jump = difference(to.gradient, from.gradient);
    if (largestOf(jump) <= tolerance || hinges.some((one) => isSame(one.jump, jump, tolerance)))
      return;
    hinges.push({ jump, side: Math.sign(dot(jump, difference(to.ray, from.ray))) });
  });
  return hinges;
}

/** Whether two jumps are of the same plane, crossed the one way or the other. */
export function isSame(a: Vector, b: Vector, tolerance: number): boolean {
  const back = Float64Array.from(a, (x) => -x);
  return [a, back].some((one) => largestOf(difference(one, b)) <= tolerance);
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
