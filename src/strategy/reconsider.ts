import { valueNotRepeatable } from '../judge/contract.ts';
import { type Finding, judgeCoordinate } from '../judge/finding.ts';
import { HERE } from '../probe/point.ts';
import { askRow, isProvenWrong } from '../probe/probes.ts';
import type { Check } from '../probe/request.ts';
import { isRowOfMatrix, type Study } from '../probe/study.ts';
import { zonesOf } from './alike.ts';
import { noteJumps } from './jumps.ts';
import { restateUnderKnownNoise } from './known-noise.ts';
import { measureRounding } from './rounding.ts';
import { measuredAgain } from './second-measurement.ts';
import { together } from './together.ts';

/** A value with one random unit repeats itself this often with a chance below one in two hundred. */
const REPETITIONS = 8;

/** Before anything is said: could the rounding of the analytic gradient itself explain a mistake, or luck; and do kinks agree together? */
export function* reconsider(study: Study, all: readonly Map<number, Finding>[]): Check<void> {
  for (const findings of all) restateUnderKnownNoise(study, findings);
  yield* noteJumps(study, all);
  yield* eachByItself(study, all);
  yield* together(study, all);
}

function* eachByItself(study: Study, all: readonly Map<number, Finding>[]): Check<void> {
  const { kinks } = study.options;
  const standing = (finding: Finding) => judgeCoordinate(finding, { threshold: 0, kinks });
  const doubtful = all.flatMap((findings) =>
    [...findings.values()].filter((finding) => standing(finding) !== 'agrees'),
  );
  if (doubtful.length === 0 || !(yield* repeatsItself(study))) return;
  const suspects = doubtful.filter((finding) => standing(finding) === 'disagrees');
  const { probes } = study;
  if (suspects.length === 0 || isProvenWrong(probes)) return;
  const replace = (finding: Finding) =>
    all.find((findings) => findings.has(finding.coordinate))?.set(finding.coordinate, finding);
  const rounded = yield* measureRounding(study, suspects);
  rounded.forEach(replace);
  const blamed = rounded.filter((finding) => standing(finding) === 'disagrees');
  if (blamed.length === 0) return;
  const looked = all.reduce((count, { size }) => count + size, 0);
  const isWhole = looked === study.base.length;
  const everything = all.flatMap((findings) => [...findings.values()]);
  const zones = zonesOf(study, everything);
  const again = yield* measuredAgain(study, { suspects: blamed, isWhole, zones });
  again.forEach(replace);
  const open = again.filter((finding) => standing(finding) !== 'disagrees');
  if (isRowOfMatrix(study) && open.length < blamed.length) probes.proven.rows += 1;
}

/** A mask of a few units is often drawn twice in a row: before anything is called wrong the value is asked for again and again. */
function* repeatsItself(study: Study): Check<boolean> {
  if (study.violations.length > 0) return false;
  const again = yield* askRow(study, Array<typeof HERE>(REPETITIONS).fill(HERE));
  const violation = Array.from(again, (value) => valueNotRepeatable(study.value, value)).find(
    (one) => one !== undefined,
  );
  if (violation) study.violations.push(violation);
  return violation === undefined;
}
