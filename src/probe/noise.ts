import { decimalStep, noiseOfRise, smallestStep } from '../numeric/coarse-steps.ts';
import { coarsest, SMALLEST, UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import { roundTo } from '../numeric/float.ts';
import { readNoise } from '../numeric/noise.ts';
import { randomDirection } from './line.ts';
import { along } from './point.ts';
import { askRow } from './probes.ts';
import type { Check } from './request.ts';
import { drawn, type Noise, type Study } from './study.ts';

const SAMPLES = 10;
/**
 * Spacings of the samples, in length scales: from as wide as a smooth function allows to where only round-off is left. The
 * last ones are for functions whose length scale was guessed far too long.
 */
const SPACINGS: readonly number[] = [2e-4, 1e-5, 5e-7, 2.5e-8, 1e-9, 1e-11];
const WIDER_SPACINGS: readonly number[] = [3e-3, 3e-2];
/** Readings this close to each other are the same noise; a structure of f shrinks with the spacing instead. */
const SAME_LEVEL = 4;
/** Noise this large, or samples this different from the value at the point, mean that the samples stand too far apart. */
const LARGEST_NOISE = 1e-3;
const FARTHEST = 4;

/** The noise seen at one spacing. */
interface Reading {
  /** Its standard deviation; NaN where the samples show no noise but f itself. */
  readonly deviation: number;
  /** The typical size of the values it was read from. */
  readonly size: number;
}

const NOTHING: Reading = { deviation: Number.NaN, size: 1 };

/**
 * Measures the noise of the value along a random direction through the point.
 *
 * One reading could take a kink or a fast oscillation for noise. Noise is what stays when the samples move closer, or
 * shrinks no faster than the value does: two readings at neighbouring spacings must agree about that.
 */
export function* measureNoise(study: Study, set = ''): Check<Noise> {
  const direction = randomDirection(study, everyCoordinate(study), drawn(study, 'noise', set));
  const seen: number[] = [];
  const readings: Reading[] = [];
  for (const spacing of spacingsFor(study)) {
    const samples = yield* sampleAlong(study, direction, spacing);
    seen.push(...samples);
    const reading = readAt(samples);
    if (reading === 'flat') {
      const step = yield* quantum(study, direction, samples);
      return noiseFrom(
        { wide: { ...step, deviation: study.noise.relative * step.size }, fine: step },
        seen,
      );
    }
    const wide = readings[readings.length - 1] ?? NOTHING;
    if (isNear(study, wide) && isSameNoise(wide, reading)) {
      // noise cannot grow as the samples move closer: a kink lies among the finer ones
      const crossed = reading.deviation > SAME_LEVEL * wide.deviation;
      return noiseFrom({ wide, fine: crossed ? wide : reading }, seen);
    }
    if (reading.deviation <= LARGEST_NOISE * reading.size) readings.push(reading);
  }
  const wide = readings.find(({ size }) => size >= Math.abs(study.value) / FARTHEST);
  const fine = readings[readings.length - 1];
  return fine === undefined ? study.noise : noiseFrom({ wide: wide ?? fine, fine }, seen);
}

/**
 * Closer than some dozen roundings of the coordinates the samples would show those, not the noise of the value. The last
 * spacing that this allows comes with the others: a kink among the wide samples leaves too few readings that could agree.
 */
function spacingsFor({ subject }: Study): readonly number[] {
  const formats = subject.variables.map(({ dtype }) => dtype);
  const finest = 32 * UNIT_ROUNDOFF[coarsest(...formats)];
  const allowed = SPACINGS.filter((one) => one >= finest);
  return allowed.length === 0 || allowed.length === SPACINGS.length
    ? allowed
    : [...allowed, finest];
}

function readAt(samples: readonly number[]): Reading | 'flat' {
  const table = readNoise(samples);
  if (table.kind === 'flat') return 'flat';
  const deviation = table.kind === 'level' ? table.deviation : Number.NaN;
  return { deviation, size: median(samples.map(Math.abs)) };
}

function isNear({ value }: Study, { size }: Reading): boolean {
  return size <= FARTHEST * Math.abs(value) && Math.abs(value) <= FARTHEST * size;
}

/** Noise may shrink in proportion to the value, not faster: a structure of f does. */
function isSameNoise(wider: Reading, finer: Reading): boolean {
  return wider.deviation <= SAME_LEVEL * finer.deviation * Math.max(1, wider.size / finer.size);
}

/** In proportion to the value as it was among wide samples, and never less than among the finest. */
function noiseFrom(
  { wide, fine }: { readonly wide: Reading; readonly fine: Reading },
  seen: readonly number[],
): Noise {
  const format = looksLikeFloat32(seen) ? 'float32' : 'float64';
  const relative = wide.size > 0 ? wide.deviation / wide.size : 0;
  return {
    absolute: Math.max(fine.deviation, decimalStep(seen) / Math.sqrt(12), SMALLEST[format]),
    relative: Math.max(UNIT_ROUNDOFF[format], relative),
    size: wide.size,
    fading: fadingBetween(wide, fine),
    measured: true,
    format,
  };
}

/** The power of the value's size that leads from the noise of the wide samples to that of the fine ones. */
function fadingBetween(wide: Reading, fine: Reading): number {
  if (!(fine.deviation > 0 && fine.size > 0 && wide.size > 10 * fine.size)) return 1;
  const power = Math.log(wide.deviation / fine.deviation) / Math.log(wide.size / fine.size);
  return Math.min(1, Math.max(0, power));
}

/** Whether every value is a float32 number: by chance one double in 2²⁹ is, but so are 0, ½ and 3, which say nothing. */
function looksLikeFloat32(values: readonly number[]): boolean {
  return (
    values.every((value) => roundTo(value, 'float32') === value) &&
    values.some((value) => roundTo(value, 'float16') !== value)
  );
}

/**
 * The noise of a value that comes in steps: half the height of one. Where all neighbours are equal it may be that they
 * stand within one step, so they are moved apart a little; a rise that is not small is not a step.
 */
function* quantum(
  study: Study,
  direction: Float64Array,
  samples: readonly number[],
): Check<Reading> {
  const size = median(samples.map(Math.abs));
  let step = smallestStep(samples);
  for (const spacing of WIDER_SPACINGS) {
    if (step > 0) break;
    step = smallestStep(yield* sampleAlong(study, direction, spacing));
  }
  return { deviation: noiseOfRise({ step, size }), size };
}

/** Equally spaced samples to one side of the point; not the point itself, which may be a kink, an edge or a minimum. */
function* sampleAlong(
  study: Study,
  direction: Float64Array,
  spacing: number,
): Check<readonly number[]> {
  const points = Array.from({ length: SAMPLES }, (_, j) => along(direction, (j + 1) * spacing));
  return Array.from(yield* askRow(study, points));
}

/** The value could depend on any of them, checked or not; a direction that left some out would miss their noise. */
function everyCoordinate({ base }: Study): Iterable<number> {
  return base.keys();
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
