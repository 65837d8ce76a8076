import type { Dtype } from '../numeric/dtype.ts';
import { comparedIn, relativeNoise, type Study } from '../probe/study.ts';
import type { VariableCheck } from '../record.ts';
import type { Variable } from '../subject/variable.ts';
import { CERTAINTY } from './finding.ts';

/** Relative errors that count as correct where the value carries no more noise than its format. */
export const DEFAULT_THRESHOLD: Readonly<Record<Dtype, number>> = {
  float64: 1e-7,
  float32: 1e-4,
  float16: 1e-2,
};
/** A threshold raised beyond this would let real mistakes through: a gradient that is 1 % too large has relative error 5e-3. */
const HIGHEST_RAISED: Readonly<Record<Dtype, number>> = {
  float64: 1e-4,
  float32: 5e-3,
  float16: 5e-2,
};
/** Where the layers of a model agree, each by itself, what is wrong about how they are put together is gross. */
const HIGHEST_TOGETHER = 3e-2;
/** How far it may be raised in float64 where the value was shown to carry noise, more than arithmetic makes. */
const RAISED_BY_NOISE = 1e-3;
const NOISY = 1e-13;

/** The threshold to begin with: the user's, or the default of the format. */
export function thresholdFor(study: Study, variable: Variable): number {
  return study.options.threshold ?? DEFAULT_THRESHOLD[comparedIn(study, variable)];
}

/** How well a variable was resolved, and what its error seems to be. */
interface Resolved {
  readonly variable: Variable;
  readonly resolution: number;
  readonly error?: number;
}

/**
 * The threshold after noise: never the user's own, never beyond what would hide real mistakes. Below the resolution a
 * correct gradient cannot be told from a wrong one.
 */
export function raisedThreshold(
  study: Study,
  { variable, resolution, error = 0 }: Resolved,
): number {
  const asked = thresholdFor(study, variable);
  if (study.options.threshold !== undefined) return asked;
  const dtype = comparedIn(study, variable);
  const highest = highestRaised(study, dtype);
  if (isWithin(resolution, asked) || !(resolution <= highest)) return asked;
  // it bounds the true error, which is larger than what it seems to be by as much as is not resolved
  const seeming = error <= CERTAINTY * resolution ? error : 0;
  return Math.min(resolution + Math.max(resolution, seeming), highest);
}

/**
 * The threshold by directions: no lower than the relative error of one wrong coordinate that they are certain to show.
 *
 * @param alone - that error
 * @returns nothing where it is larger than a threshold may be, so that directions cannot tell
 */
export function thresholdAlong(
  study: Study,
  { variable, alone, isTogether = false }: Alone,
): number | undefined {
  const threshold = Math.max(alone, thresholdFor(study, variable));
  const highest = isTogether ? highestTogether(study, variable) : highestAlong(study, variable);
  return threshold <= highest ? threshold : undefined;
}

interface Alone {
  readonly variable: Variable;
  readonly alone: number;
  /** Whether it is that of many coordinates, and single ones are known to agree. */
  readonly isTogether?: boolean | undefined;
}

/** How far a threshold may be raised for what directions do not show together, where single coordinates are known to agree. */
export function highestTogether(study: Study, variable: Variable): number {
  return study.options.threshold ?? Math.max(HIGHEST_TOGETHER, highestAlong(study, variable));
}

/** How far a threshold may be raised for what directions do not show. */
export function highestAlong(study: Study, variable: Variable): number {
  const asked = thresholdFor(study, variable);
  if (study.options.threshold !== undefined) return asked;
  return Math.max(asked, highestRaised(study, comparedIn(study, variable)));
}

function highestRaised(study: Study, dtype: Dtype): number {
  const isNoisy = relativeNoise(study) > NOISY || study.noise.isSingleInside;
  return dtype === 'float64' && isNoisy ? RAISED_BY_NOISE : HIGHEST_RAISED[dtype];
}

/** Whether a resolution is good enough for a threshold; a sum of bars that make it up exactly may be a rounding above. */
export function isWithin(resolution: number, threshold: number): boolean {
  return resolution <= threshold * (1 + 1e-9);
}

/** Why the threshold in force is not the one that was asked for; undefined when it is. */
export function explainThreshold(
  study: Study,
  variables: readonly VariableCheck[],
): string | undefined {
  const [raised] = variables
    .filter((variable) => variable.threshold > askedOf(study, variable))
    .sort((a, b) => b.threshold - a.threshold);
  if (raised === undefined) return;
  const asked = brief(askedOf(study, raised));
  if (raised.probes !== undefined && raised.isAmongKinks) {
    const kinked = `${asked} asked; directions through \`${raised.path}\` cross kinks`;
    return study.options.isComposed
      ? `${kinked} of all layers, and resolve how these are put together to ${brief(raised.resolution)}`
      : `${kinked}, and resolve ${brief(raised.resolution)}`;
  }
  return `${asked} asked; f carries noise of ${brief(relativeNoise(study))}`;
}

function askedOf(study: Study, { path, threshold }: VariableCheck): number {
  const variable = study.subject.variables.find((one) => one.path === path);
  return variable ? thresholdFor(study, variable) : threshold;
}

/** A number as prose shows it: `6e-8`, `1.1e-5`, `0.25`. */
export function brief(x: number): string {
  const rounded = Number(x.toPrecision(2));
  const size = Math.abs(rounded);
  return size !== 0 && (size < 1e-2 || size >= 1e4) ? rounded.toExponential() : String(rounded);
}
