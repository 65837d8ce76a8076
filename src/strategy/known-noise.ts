import { type Finding, numericOf } from '../judge/finding.ts';
import { estimateUnderNoise } from '../numeric/estimate.ts';
import { baseAt, type Study } from '../probe/study.ts';

/**
 * A finding with the noise that any line has shown: noise of the value is on every line, and a few coarse steps do not show it themselves.
 *
 * @returns with a bar no narrower than before
 */
export function underKnownNoise(study: Study, finding: Finding): Finding {
  const { coordinate, estimate, rungs, onset } = finding;
  if (study.noise.shown === 0 || rungs === undefined || estimate.slopes) return finding;
  const base = baseAt(study, coordinate);
  const noisy = estimateUnderNoise(base, rungs, { onset, least: study.noise.shown });
  const isWider = noisy.slopes === undefined && noisy.bar > numericOf(finding).bar;
  return isWider ? { ...finding, estimate: noisy, numericBar: noisy.bar } : finding;
}
