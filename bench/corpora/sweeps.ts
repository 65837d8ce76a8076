import { toFloat32, toFloat64 } from '../../test/zoo/operations.ts';
import { flatten } from '../flatten.ts';
import type { Candidate, Draft, Specimen, Wanted } from '../specimens.ts';
import { blurOf, ceilings, referenceOf, type Slopes, type Truth } from '../truth.ts';
import { arrange, containersFor, isCoarse } from './containers.ts';
import { type Draws, draws } from './draws.ts';
import { plant } from './planted.ts';
import { constantUpToRounding, innerCancellation } from './sweeps/cancellation.ts';
import {
  type Case,
  type Container,
  type Kind,
  type Numbers,
  type Variant,
  variant,
} from './sweeps/case.ts';
import { mixedPrecision, offsetInFloat32, reluInFloat32 } from './sweeps/float32.ts';
import { kinksUnderOffsets, singleInside } from './sweeps/inside.ts';
import { atKinks, besideKinks, limitingGradients, oneSideRounds } from './sweeps/kinks.ts';
import { belowTheNorm } from './sweeps/norms.ts';
import { propertyBased } from './sweeps/points.ts';
import { sampledChecks } from './sweeps/sampled.ts';
import { saturation } from './sweeps/saturation.ts';
import { hugeAndTiny, subnormal } from './sweeps/scales.ts';
import { jumps, stairs } from './sweeps/stairs.ts';
import { fineStructure, noiseNearMinima } from './sweeps/structure.ts';
import { ties } from './sweeps/ties.ts';

/** Every kind of function that a checker has been wrong about. */
export const kinds: readonly Kind[] = [
  saturation,
  innerCancellation,
  constantUpToRounding,
  subnormal,
  hugeAndTiny,
  atKinks,
  besideKinks,
  oneSideRounds,
  limitingGradients,
  ties,
  stairs,
  jumps,
  fineStructure,
  noiseNearMinima,
  propertyBased,
  belowTheNorm,
  reluInFloat32,
  offsetInFloat32,
  mixedPrecision,
  singleInside,
  kinksUnderOffsets,
  sampledChecks,
];

/** Ordinary functions where something is special, over wide ranges and in every container. */
export function* sweeps({ seed }: Wanted): Generator<Draft> {
  for (const kind of kinds) {
    let i = 0;
    for (const one of kind.cases(draws(`${kind.name} ${seed}`))) {
      for (const container of two(one.containers ?? containersFor(one.at.length), i)) {
        const name = `${seed}/${i}, ${one.label}, ${container}`;
        const build = () => toSpecimen(one, { container, drawn: draws(`${kind.name} ${name}`) });
        yield { corpus: 'sweeps', group: `sweeps: ${kind.name}`, name, build };
      }
      i += 1;
    }
  }
}

/** Two of the containers, in turn. */
function two(containers: readonly Container[], i: number): readonly Container[] {
  const { length } = containers;
  if (length <= 2) return containers;
  return [containers[i % length], containers[(i + (length >> 1)) % length]];
}

function toSpecimen(
  one: Case,
  { container, drawn }: { readonly container: Container; readonly drawn: Draws },
): Specimen {
  // what the container rounds the point to is where the truth is wanted
  const at = flatten(arrange(container, one.at));
  const coarse = isCoarse(container);
  const candidate = ({ gradient, ...rest }: Variant): Candidate => ({
    ...rest,
    gradient: (x: unknown) => arrange(container, gradient(flatten(x))),
  });
  return {
    tags: [],
    format: coarse ? 'float32' : 'float64',
    at: arrange(container, at),
    value: (x: unknown) => one.value(flatten(x)),
    candidates: variantsOf(one, { at, drawn }).map(candidate),
    ...(one.options && { options: one.options }),
    truth: truthOf(one, { at, coarse }),
  };
}

function variantsOf(
  one: Case,
  { at, drawn }: { readonly at: Numbers; readonly drawn: Draws },
): readonly (Variant & Pick<Candidate, 'planted'>)[] {
  const { right, variants = [] } = one;
  const correct = variant('correct', one.standing ?? 'correct', right);
  if (one.mistakes === 'none') return [correct, ...variants];
  const planted = plant(drawn, { n: at.length, size: drawn.oneOf([1e-1, 1e-2, 1e-3]) });
  return [
    correct,
    ...variants,
    variant('sign flipped', 'wrong', (x) => right(x).map((g) => -g)),
    drawn.chance(0.5)
      ? variant('all zero', 'wrong', (x) => x.map(() => 0))
      : variant('twice as large', 'wrong', (x) => right(x).map((g) => 2 * g)),
    {
      ...variant(planted.name, 'wrong', (x) => planted.apply(right(x))),
      planted: planted.size,
    },
  ];
}

function truthOf(
  { value, right, slopes, nearest, floor, ceiling }: Case,
  { at, coarse }: { readonly at: Numbers; readonly coarse: boolean },
): Truth {
  const gradient = right(at);
  const visible = { value: (x: ArrayLike<number>) => value(Array.from(x)), at };
  const exact = { value: value(at), gradient, ...(slopes && { slopes }) };
  return {
    slopes: slopes ?? gradient.map((g): Slopes => [g, g]),
    ...(nearest && { nearest }),
    blur: blurOf({ ...visible, round: coarse ? toFloat32 : toFloat64, exact }, floor),
    reference: referenceOf(visible),
    ceiling: ceiling ?? ceilings[coarse ? 'float32' : 'float64'],
  };
}
