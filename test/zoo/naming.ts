import {
  agrees,
  isDecayed,
  isDecayedByChoice,
  isFlipped,
  isLocal,
  isMasked,
  isMissing,
  isMultiple,
  isPermuted,
  isRepeated,
  isShifted,
  isTransposed,
  type Relation,
  type Sides,
} from './relations.ts';
import type { MistakeId, SlipContext } from './slips.ts';
import { part } from './variables.ts';

interface Pair {
  readonly wrong: readonly number[];
  readonly right: readonly number[];
  /** Smallest relative error that is honestly wrong. */
  readonly resolution: number;
}

/** A law, over all coordinates and over one variable of several. */
interface Law {
  readonly id: MistakeId;
  readonly holds: Relation;
  /** What holds in a variable by itself, where that has to be more. */
  readonly alone?: Relation;
  /** Whether a number is fitted, so that a single coordinate always obeys. */
  readonly fitted?: true;
}

/** What may hold of all coordinates together, or of each wrong variable by itself; the simplest first. */
const LAWS: readonly Law[] = [
  { id: 'missing-gradient', holds: isMissing },
  { id: 'sign-flipped', holds: isFlipped },
  { id: 'constant-factor', holds: isMultiple, fitted: true },
  { id: 'transposed', holds: isTransposed },
  { id: 'permuted', holds: isPermuted, fitted: true },
  { id: 'weight-decay', holds: isDecayed, alone: isDecayedByChoice, fitted: true },
  { id: 'missing-centering', holds: isShifted, fitted: true },
  { id: 'broadcast-not-reduced', holds: isRepeated, fitted: true },
];

/**
 * All laws that a wrong gradient happens to obey at this point, the simplest first.
 *
 * A mistaken backward rule often amounts to a plain factor, and a slip at an unlucky point obeys
 * two laws at once; a diagnosis may name any of them. A third of what is honestly wrong is as close as a law has to hold.
 */
export function lawsObeyed(pair: Pair, context: SlipContext): MistakeId[] {
  const right = withSubgradients(pair, context);
  const tolerance = pair.resolution / 3;
  const all: Sides = { ...pair, right, tolerance, x: context.x, shape: [right.length] };
  const byVariable = context.variables.map((variable) => ({
    wrong: part(all.wrong, variable),
    right: part(right, variable),
    x: part(all.x, variable),
    shape: variable.shape,
    tolerance,
  }));
  const wrong = byVariable.filter((own) => !agrees(own));
  const obeyed = LAWS.filter((law) => law.holds(all) || holdsInEach(wrong, law));
  const coarse = { ...all, tolerance: pair.resolution };
  return [
    ...obeyed.map(({ id }) => id),
    ...(isUnread(wrong, context) ? (['value-ignores-input'] as const) : []),
    ...(isMasked(coarse) ? (['wrong-mask'] as const) : []),
    ...(isLocal(coarse) ? (['localized'] as const) : []),
  ];
}

function holdsInEach(wrong: readonly Sides[], { holds, alone = holds, fitted }: Law): boolean {
  const isTold = (own: Sides) => fitted === undefined || own.right.length > 1;
  return wrong.length > 0 && wrong.every((own) => isTold(own) && alone(own));
}

// at a kink every value between the slopes is right
function withSubgradients({ wrong, right }: Pair, { slopes }: SlipContext): readonly number[] {
  return wrong.map((wi, i) => {
    const [low, high] = slopes?.[i] ?? [Number.NaN, Number.NaN];
    return wi >= low && wi <= high ? wi : right[i];
  });
}

/** How far around the point a value must be flat to count as not reading a variable. */
const NEAR = 1e-3;

// the wrong variables have no derivative at all, here and around
function isUnread(wrong: readonly Sides[], { x, gradientAt }: SlipContext): boolean {
  const isZero = (values: readonly number[]) => values.every((value) => value === 0);
  // uneven, since a gradient may stay zero while all coordinates move alike
  const step = (xi: number, i: number) =>
    NEAR * (Math.abs(xi) + NEAR) * (1 + ((i * Math.SQRT2) % 1));
  const around = [1, -1].map((side) => x.map((xi, i) => xi + side * step(xi, i)));
  return (
    wrong.length > 0 &&
    wrong.every(({ right }) => isZero(right)) &&
    around.every((point) => isFlat(gradientAt(point), gradientAt(x)))
  );
}

function isFlat(there: readonly number[], here: readonly number[]): boolean {
  return here.every((value, i) => value !== 0 || there[i] === 0);
}
