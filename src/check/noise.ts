import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { readNoise } from '../numeric/noise.ts';
import { type Check, valueAt } from './evaluation.ts';
import { type Component, randomDirection } from './line.ts';
import { type Noise, scaleOf, type Study } from './study.ts';

const SAMPLES = 9;
/** Spacings of the samples, in length scales: from as wide as a smooth function allows to where only round-off is left. */
const SPACINGS: readonly number[] = [1e-3, 3e-5, 1e-6, 3e-8];
const WIDER_SPACINGS: readonly number[] = [3e-2, 0.5];
/** Readings this close to each other are the same noise; a structure of f shrinks with the spacing instead. */
const SAME_LEVEL = 4;

/**
 * Measures the noise of the value along a random direction through the point.
 *
 * One reading could take a kink or a fast oscillation for noise. Noise is what stays when the samples move closer, so two
 * readings at spacings a factor thirty apart must agree.
 */
export function* measureNoise(study: Study): Check<Noise> {
  const direction = randomDirection(study, spread(study));
  const floor = UNIT_ROUNDOFF.float64 * Math.abs(study.value);
  let wider = Number.NaN;
  for (const spacing of SPACINGS) {
    const reading = readNoise(yield* sampleAlong(study, direction, spacing));
    if (reading.kind === 'flat') {
      return { deviation: Math.max(floor, yield* quantum(study, direction)), measured: true };
    }
    const level = reading.kind === 'level' ? reading.deviation : Number.NaN;
    if (wider <= SAME_LEVEL * level) {
      return { deviation: Math.max(floor, wider, level), measured: true };
    }
    wider = level;
  }
  return Number.isNaN(wider) ? study.noise : { deviation: Math.max(floor, wider), measured: true };
}

/** The noise of a value that comes in steps: neighbours are equal, so the samples must stand further apart. */
function* quantum(study: Study, direction: readonly Component[]): Check<number> {
  for (const spacing of WIDER_SPACINGS) {
    const samples = yield* sampleAlong(study, direction, spacing);
    const reading = readNoise(samples);
    if (reading.kind === 'level') return reading.deviation;
    const smallest = smallestStep(samples);
    if (reading.kind === 'flat' && smallest > 0) return smallest / 2;
  }
  return 0;
}

function smallestStep(samples: readonly number[]): number {
  const steps = samples.slice(1).map((value, i) => Math.abs(value - samples[i]));
  const moved = steps.filter((step) => step > 0);
  return moved.length > 0 ? Math.min(...moved) : 0;
}

function* sampleAlong(
  study: Study,
  direction: readonly Component[],
  spacing: number,
): Check<readonly number[]> {
  const samples = [study.value];
  for (let j = 1; j < SAMPLES; j++) {
    const moves = direction.map(({ coordinate, amount }) => ({
      coordinate,
      to: study.base[coordinate] + j * spacing * amount,
    }));
    samples.push(yield* valueAt(moves));
  }
  return samples;
}

/** Every coordinate the value could depend on: a direction that leaves some out would miss their noise. */
function spread(study: Study): readonly number[] {
  const all = Array.from({ length: study.subject.size }, (_, k) => k);
  return all.filter((coordinate) => scaleOf(study, coordinate) > 0);
}
