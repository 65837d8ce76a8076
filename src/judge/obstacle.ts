import { coarsest, type Dtype, UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { type Base, withNoise } from '../numeric/estimate.ts';
import { spacing } from '../numeric/float.ts';
import { type LineNoise, largestRounding, readLineNoise } from '../numeric/line-noise.ts';
import { quotientsOver } from '../numeric/quotient.ts';
import { inOrder, isUnmoved, type Rung } from '../numeric/rung.ts';
import { baseAt, type Study } from '../probe/study.ts';
import type { Finding } from './finding.ts';

/** What keeps the differences along one coordinate from telling more. */
export type Obstacle =
  /** The value did not move over steps up to so much; without end where it never did. */
  | { readonly kind: 'still'; readonly upTo: number }
  /** It moves in steps; `rounded` where by no more than something inside may be rounded by. */
  | { readonly kind: 'steps' | 'rounded'; readonly size: number }
  /** Its value, and the standard deviation of that. */
  | { readonly kind: 'noise'; readonly value: number; readonly deviation: number }
  /** The slopes change from step to step as no smooth function's; `steep` where they grow without end, `outside` where there are none. */
  | { readonly kind: 'bends' | 'steep' | 'outside' }
  /** It changes by so many of its own roundings. */
  | { readonly kind: 'roundings'; readonly count: number }
  /** Nothing but the format that it is rounded to. */
  | { readonly kind: 'format'; readonly format: Dtype };

/** Reads from the ladder of a coordinate why its bar is as wide as it is. */
export function obstacleAt(study: Study, finding: Finding): Obstacle {
  const base = baseAt(study, finding.coordinate);
  const rungs = inOrder(finding.rungs ?? []);
  const format = coarsest(study.noise.format, study.noise.inside);
  const { reach = AROUND * base.size } = finding.estimate;
  if (!finding.moved) return { kind: 'still', upTo: Number.POSITIVE_INFINITY };
  if (rungs.length === 0) return { kind: 'format', format };
  if (!rungs.some(hasSide)) return { kind: 'outside' };
  if (isSteep(base, rungs)) return { kind: 'steep' };
  const line = readLineNoise(base, rungs, undefined);
  return (
    stepsOf(base, { rungs, line }) ??
    noiseShown(study, { base, line }) ??
    kinksOf(withNoise(base, line.deviation), rungs) ??
    roundingsOf(base, { rungs, reach, format }) ?? { kind: 'format', format }
  );
}

function hasSide({ plus, minus }: Rung): boolean {
  return Number.isFinite(plus) || Number.isFinite(minus);
}

/** A quantum of so many spacings is the value's own rounding. */
const FEW_SPACINGS = 4;
/** So many of the smallest changes that are multiples of the smallest, but for this part of it, are steps. */
const MULTIPLES = { count: 3, apart: 1 / 50 };

interface Line {
  readonly rungs: readonly Rung[];
  readonly line: LineNoise;
}

function stepsOf(base: Base, { rungs, line }: Line): Obstacle | undefined {
  if (line.kind !== 'quantum' && line.kind !== 'still') return;
  const changes = changesOf(base, rungs).sort((a, b) => a - b);
  const [size] = changes;
  const isMultiple = (change: number) => {
    const times = change / size;
    return Math.abs(times - Math.round(times)) <= MULTIPLES.apart;
  };
  if (changes.length < MULTIPLES.count || !changes.slice(0, MULTIPLES.count).every(isMultiple)) {
    const unmoved = rungs.filter((rung) => isUnmoved(base, rung));
    return { kind: 'still', upTo: Math.max(...unmoved.map(({ right }) => right)) };
  }
  if (size > largestRounding(base, rungs)) return { kind: 'steps', size };
  const own = spacing(base.value, base.format);
  return size > FEW_SPACINGS * own ? { kind: 'rounded', size } : undefined;
}

/** By how much the value differs from that at the point, where it does. */
function changesOf({ value }: Base, rungs: readonly Rung[]): number[] {
  const changes = rungs.flatMap(({ plus, minus }) => [plus - value, minus - value]);
  return changes.map(Math.abs).filter((change) => change > 0 && Number.isFinite(change));
}

function noiseShown(
  study: Study,
  { base, line }: { readonly base: Base; readonly line: LineNoise },
): Obstacle | undefined {
  const shown = Math.max(study.noise.shown, line.kind === 'level' ? line.deviation : 0);
  if (shown === 0) return;
  return { kind: 'noise', value: base.value, deviation: shown };
}

/** Where no estimate says how long a step tells: up to this part of the point, or of 1. */
const AROUND = 1 / 10;

interface Told {
  readonly rungs: readonly Rung[];
  readonly reach: number;
  readonly format: Dtype;
}

/** Where it is by fewer roundings than half of the digits make. */
function roundingsOf(base: Base, { rungs, reach, format }: Told): Obstacle | undefined {
  const around = rungs.filter(({ right, left }) => Math.max(right, left) <= reach);
  const largest = Math.max(0, ...changesOf(base, around));
  const count = Math.max(1, Math.round(largest / spacing(base.value, format)));
  return count <= 1 / Math.sqrt(UNIT_ROUNDOFF[format]) ? { kind: 'roundings', count } : undefined;
}

/** A bend is clear when it exceeds its noise by this factor. */
const CLEAR = 4;
/** A smooth function's bend is in proportion to the step; that of a kink beside the point comes late, and then grows by less than this power. */
const LEVELS = 0.5;

/** Bends that are clear, and then stay as they are however much longer the step. */
function kinksOf(noisy: Base, rungs: readonly Rung[]): Obstacle | undefined {
  const bends = rungs
    .filter(({ right }) => right <= AROUND * noisy.size)
    .map((rung) => quotientsOver(rung, noisy).bend)
    .filter(({ slope, noise }) => Math.abs(slope) > CLEAR * noise);
  const levelsOff = bends.slice(1).some(({ slope, step }, k) => {
    const finer = bends[k];
    return Math.abs(slope) < Math.abs(finer.slope) * (step / finer.step) ** LEVELS;
  });
  return levelsOff ? { kind: 'bends' } : undefined;
}

/** So many of the finest slopes that grow by the same power of the step show one: a root, or a logarithm. */
const ENOUGH = 5;
/** A power between a jump, 1, and a kink, 0. */
const POWERS = { least: 1 / 16, most: 7 / 8, apart: 1 / 16 };

function isSteep({ value }: Base, rungs: readonly Rung[]): boolean {
  const slopes = rungs.slice(0, ENOUGH).map(({ right, left, plus, minus }) => {
    const sides = [(plus - value) / right, (value - minus) / left].map(Math.abs);
    return { step: right, slope: Math.max(...sides.filter(Number.isFinite)) };
  });
  const powers = slopes.slice(1).map(({ step, slope }, i) => {
    const finer = slopes[i];
    return Math.log(finer.slope / slope) / Math.log(step / finer.step);
  });
  const [least, most] = [Math.min(...powers), Math.max(...powers)];
  return (
    slopes.length === ENOUGH &&
    least > POWERS.least &&
    most < POWERS.most &&
    most - least < POWERS.apart
  );
}
