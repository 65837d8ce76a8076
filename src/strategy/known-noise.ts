import { type Finding, numericOf } from '../judge/finding.ts';
import { estimateUnderNoise } from '../numeric/estimate.ts';
import { baseAt, type Study } from '../probe/study.ts';

/** Noise of the value is on every line, also on those that were measured before one showed it. */
export function restateUnderKnownNoise(study: Study, findings: Map<number, Finding>): void {
  if (study.noise.shown === 0) return;
  for (const [k, finding] of findings) findings.set(k, underKnownNoise(study, finding));
}

/** A finding with the noise that any line has shown, its bar no narrower than before: a few coarse steps do not show it themselves. */
function underKnownNoise(study: Study, finding: Finding): Finding {
  const { coordinate, estimate, rungs, onset } = finding;
  if (rungs === undefined || estimate.slopes) return finding;
  const base = baseAt(study, coordinate);
  const noisy = estimateUnderNoise(base, rungs, { onset, least: study.noise.shown });
  const isWider = noisy.slopes === undefined && noisy.bar > numericOf(finding).bar;
  return isWider ? { ...finding, estimate: noisy, numericBar: noisy.bar } : finding;
}
