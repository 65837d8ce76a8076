import type { Finding } from '../judge/finding.ts';
import { readLineNoise } from '../numeric/line-noise.ts';
import { bySpan } from '../numeric/rung.ts';
import { baseAt, type Study } from '../probe/study.ts';

/** The noise that the steps along a coordinate have shown, or other lines: a standard deviation. */
export function noiseAlong(study: Study, { coordinate, rungs = [] }: Finding): number {
  const base = baseAt(study, coordinate);
  const { deviation } = readLineNoise(base, [...rungs].sort(bySpan), undefined);
  return Math.max(study.noise.shown, deviation);
}

/** The study of a value that is as noisy as it is along a coordinate. */
export function asNoisyAlong(study: Study, finding: Finding): Study {
  return { ...study, noise: { ...study.noise, shown: noiseAlong(study, finding) } };
}
