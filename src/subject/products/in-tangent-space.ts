import { TANGENT } from '../jacobian/frame.ts';
import { type Chart, retracted, tangentSizeWithout } from '../jacobian/manifold.ts';
import type { Multiplier, ProductFunctions } from './products.ts';
import type { Space } from './space.ts';

/** Functions of a tangent at a point, in the place of those of the point. */
export interface Charted {
  readonly functions: ProductFunctions;
  /** The tangent of zeros. */
  readonly at: unknown;
  /** Vectors as users give and take them, a list of numbers. */
  readonly inputs: (space: Space) => Space;
}

/** Functions of a point that a retraction moves: their products are with a tangent at it, and checked at zeros. */
export function inTangentSpace(
  functions: ProductFunctions,
  chart: Omit<Chart, 'functions'>,
): Charted {
  const { value, jvp, vjp, names: _names, ...rest } = functions;
  const placed = (point: unknown) => retracted(chart, tangentIn(point));
  const moved = ({ name, call }: Multiplier): Multiplier => ({
    name,
    call: (point, vector) => call(placed(point), vector),
  });
  return {
    functions: {
      ...rest,
      value: { ...value, call: (point) => value.call(placed(point)) },
      ...(jvp && { jvp: moved(jvp) }),
      ...(vjp && { vjp: moved(vjp) }),
    },
    at: { [TANGENT]: Array<number>(tangentSizeWithout(chart)).fill(0) },
    inputs: asList,
  };
}

function tangentIn(point: unknown): number[] {
  return (point as Record<string, number[]>)[TANGENT] as number[];
}

function asList(space: Space): Space {
  const wrapped = (found: unknown) => {
    const isTuple = Array.isArray(found) && found.length === 1 && typeof found[0] !== 'number';
    return { [TANGENT]: isTuple ? found[0] : found };
  };
  return {
    ...space,
    vector: (numbers) => tangentIn(space.vector(numbers)),
    read: (found) => space.read(wrapped(found)),
  };
}
