import { dimensions } from './functions/dimensions.ts';
import { edges } from './functions/edges.ts';
import { fitting } from './functions/fitting.ts';
import { geometry } from './functions/geometry.ts';
import { kinks } from './functions/kinks.ts';
import { landscapes } from './functions/landscapes.ts';
import { layers } from './functions/layers.ts';
import { networks } from './functions/networks.ts';
import { noisy } from './functions/noisy.ts';
import { optimisation } from './functions/optimisation.ts';
import { physics } from './functions/physics.ts';
import { piecewise } from './functions/piecewise.ts';
import { plain } from './functions/plain.ts';
import { scales } from './functions/scales.ts';
import { solvers } from './functions/solvers.ts';
import { statistics } from './functions/statistics.ts';
import { type Noise, withNoise } from './noise.ts';
import { toValue } from './numbers.ts';
import { toFloat64 } from './operations.ts';
import { type Specimen, toSubject, type ZooSubject } from './subject.ts';
import type { Tag, ZooFamily, ZooFunction, ZooPoint } from './zoo-function.ts';

export type { Mutant } from './mutants.ts';
export type { MistakeId } from './slips.ts';
export type { Precision, ZooMutant, ZooSubject } from './subject.ts';
export type { ZooVariable } from './variables.ts';
export type { Tag } from './zoo-function.ts';

const families: readonly ZooFamily[] = [
  plain,
  optimisation,
  dimensions,
  landscapes,
  networks,
  layers,
  statistics,
  fitting,
  physics,
  geometry,
  scales,
  edges,
  kinks,
  piecewise,
];

let built: readonly ZooSubject[] | undefined;

/** All subjects; truth and mutants are computed when first asked for. */
export function zoo(): readonly ZooSubject[] {
  built ??= [...families.flatMap(inEachPrecision), ...noisySubjects()];
  return built;
}

/** How far points next to that of a function lie, in proportion to it: as many roundings as one likes, and nothing else. */
const NEXT = 1e-9;

/**
 * Points next to those of some functions in float64, where nothing differs but what is rounded: of few coordinates one that luck has blessed
 * or cursed would count for all.
 *
 * @param draw - uniform in [0, 1)
 */
export function beside(tags: readonly Tag[], count: number, draw: () => number): ZooSubject[] {
  // beside a kink is another point than at it, whose slopes are known by hand
  const isMeant = ({ tags: all }: ZooSubject) =>
    all.some((tag) => tags.includes(tag)) && !all.includes('kink');
  const points = families.flatMap(({ family, functions }) =>
    functions.flatMap((zooFunction) =>
      zooFunction.points.map((point) => ({
        zooFunction,
        family,
        point,
        precision: 'float64' as const,
      })),
    ),
  );
  return points
    .filter((specimen) => isMeant(toSubject(specimen)))
    .flatMap(({ point, ...specimen }) =>
      Array.from({ length: count }, (_, k) =>
        toSubject({
          ...specimen,
          point: { ...point, ...nextTo(point, draw), label: `${point.label ?? ''} ${k}` },
        }),
      ),
    );
}

function nextTo({ at }: ZooPoint, draw: () => number): Pick<ZooPoint, 'at'> {
  return { at: at.map((x) => x * (1 + NEXT * (2 * draw() - 1))) };
}

function inEachPrecision({ family, functions }: ZooFamily): ZooSubject[] {
  return functions.flatMap((zooFunction) =>
    zooFunction.points.flatMap((point) =>
      (['float64', ...(point.float64Only ? [] : (zooFunction.also ?? []))] as const).map(
        (precision) => toSubject({ zooFunction, family, point, precision }),
      ),
    ),
  );
}

function noisySubjects(): ZooSubject[] {
  const disturbed = noisy.flatMap(({ noises, ...zooFunction }) =>
    zooFunction.points.flatMap((point) =>
      noises.map((noise) => {
        const value = withNoise(toValue(zooFunction.formula, toFloat64), noise, point.at);
        const name = `${zooFunction.name}, ${noise.kind} ${noise.amplitude.toExponential()}`;
        const tags = [...(point.tags ?? []), ...tagsOf(noise)];
        return noisySubject({ ...zooFunction, name }, { ...point, tags }, value);
      }),
    ),
  );
  const stopped = solvers.flatMap(({ value, ...zooFunction }) =>
    zooFunction.points.map((point) =>
      noisySubject(
        zooFunction,
        { ...point, tags: [...(point.tags ?? []), 'noise', 'stopped'] },
        value,
      ),
    ),
  );
  return [...disturbed, ...stopped];
}

/** Jumps of more than this part of a value are no rounding. */
const ROUNDING = 2 ** -24;

function tagsOf({ kind, amplitude }: Noise): readonly Tag[] {
  if (2 * amplitude <= ROUNDING) return ['noise'];
  if (kind === 'digits') return ['noise', 'stairs'];
  return kind === 'sine' ? ['noise', 'sawtooth'] : ['noise'];
}

function noisySubject(
  zooFunction: ZooFunction,
  point: ZooPoint,
  value: Specimen['value'],
): ZooSubject {
  return toSubject({ zooFunction, family: 'noisy', point, precision: 'noisy', value });
}
