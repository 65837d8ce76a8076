import type { Study } from '../probe/study.ts';
import type { VariableCheck } from '../record.ts';
import type { Variable } from '../subject/variable.ts';
import { zerosAmong } from './comparison.ts';
import type { Finding } from './finding.ts';
import { nameCoordinate } from './naming.ts';
import { type Obstacle, obstacleAt } from './obstacle.ts';
import { brief, isWithin, raisedThreshold } from './threshold.ts';

/** What a variable was found to be, and from what. */
export interface Unresolved {
  readonly variable: Variable;
  readonly check: VariableCheck;
  readonly findings: Iterable<Finding>;
}

/** Why the bars of a variable leave its gradient open, and what its owner can do about it. */
export function explainUnresolved(study: Study, { variable, check, findings }: Unresolved): string {
  const { path, threshold, resolution, relativeError } = check;
  if (isWithin(resolution, threshold) && relativeError <= threshold) {
    const blurred = `analytic and numeric gradient of \`${path}\` differ by ${brief(relativeError)}, give or take ${brief(resolution)}`;
    return `${blurred}, which may be more than the threshold of ${brief(threshold)}; ${accepting(relativeError + resolution)}`;
  }
  if (isWithin(resolution, threshold)) {
    const apart = `analytic and numeric gradient of \`${path}\` differ by ${brief(relativeError)}, more than the threshold of ${brief(threshold)}`;
    return `${apart}, and by too little for the differences to be certain; ${accepting(relativeError)}`;
  }
  const widest = widestOf(study, [...findings]);
  const obstacle = widest && obstacleAt(study, widest);
  const coordinate = widest && nameCoordinate(variable, widest.coordinate);
  const cause = obstacle && coordinate ? causeOf(obstacle, coordinate) : '';
  const limit = `the gradient of \`${path}\` can be resolved only to ${brief(resolution)}, and the threshold is ${brief(threshold)}`;
  return `${cause}${limit}; ${remediesFor(study, { variable, obstacle, resolution }).join(', or ')}`;
}

/** The one with the widest bar of those that are compared. */
function widestOf(study: Study, findings: readonly Finding[]): Finding | undefined {
  const zeros = zerosAmong(study, findings);
  const width = ({ estimate, numericBar }: Finding) => numericBar ?? estimate.bar;
  return findings
    .filter((one) => !zeros.has(one))
    .reduce<Finding | undefined>(
      (widest, one) => (widest && width(widest) >= width(one) ? widest : one),
      undefined,
    );
}

function causeOf(obstacle: Obstacle, coordinate: string): string {
  switch (obstacle.kind) {
    case 'still':
      return `f does not move along ${coordinate} over ${stepsUpTo(obstacle.upTo)}, so `;
    case 'outside':
      return `f is finite on no side along ${coordinate}, so `;
    case 'steps':
      return `f moves along ${coordinate} in steps of ${brief(obstacle.size)}, so `;
    case 'rounded':
      return `f moves along ${coordinate} in steps of ${brief(obstacle.size)}, the rounding of something larger on the way, so `;
    case 'noise':
      return `${noiseInWords(obstacle)}, so `;
    case 'bends':
      return `the slopes along ${coordinate} differ from step to step by more than rounding, so `;
    case 'steep':
      return `the slopes along ${coordinate} grow without end as the step shrinks, so `;
    case 'roundings':
      return `f changes along ${coordinate} by no more than ${obstacle.count} of its own roundings, so `;
    case 'format':
      return obstacle.format === 'float64' ? '' : `f is rounded to ${obstacle.format}, so `;
  }
}

/** As a part of the value, unless that is no larger than its noise. */
function noiseInWords({ value, deviation }: Obstacle & { readonly kind: 'noise' }): string {
  const size = Math.abs(value);
  return deviation < size
    ? `f carries noise of ${brief(deviation / size)}`
    : `f is ${brief(value)} and carries noise of ${brief(deviation)}`;
}

function stepsUpTo(longest: number): string {
  return Number.isFinite(longest) ? `steps up to ${brief(longest)}` : 'any step';
}

interface Case {
  readonly variable: Variable;
  readonly obstacle: Obstacle | undefined;
  readonly resolution: number;
}

/** What of all this the user can do; the first is the most likely to help. */
function remediesFor(study: Study, { variable, obstacle, resolution }: Case): readonly string[] {
  const own = obstacle === undefined ? [] : remediesAgainst(study, { variable, obstacle });
  if (isRaisedByDefault(study, { variable, resolution }))
    return ['leave `threshold` out to have it raised as far as that is sound', ...own];
  const all = resolution <= MOST_ACCEPTED ? [...own, accepting(2 * resolution)] : own;
  return all.length > 0 ? all : ['move the point'];
}

/** A threshold beyond would not tell a gradient from a wrong one. */
const MOST_ACCEPTED = 0.05;

function accepting(error: number): string {
  return `give a \`threshold\` of ${brief(upwards(error))} if that is enough`;
}

/** The next larger number of one digit. */
function upwards(x: number): number {
  const unit = 10 ** Math.floor(Math.log10(x));
  return Math.ceil(x / unit) * unit;
}

/** Whether the threshold is the user's, and would be raised far enough without. */
function isRaisedByDefault(
  study: Study,
  { variable, resolution }: Pick<Case, 'variable' | 'resolution'>,
): boolean {
  if (study.options.threshold === undefined) return false;
  const options = { ...study.options, threshold: undefined };
  const raised = raisedThreshold({ ...study, options }, { variable, resolution });
  return isWithin(resolution, raised);
}

interface Against {
  readonly variable: Variable;
  readonly obstacle: Obstacle;
}

function remediesAgainst(study: Study, { variable, obstacle }: Against): readonly string[] {
  const finer = moreDigits(study, variable);
  switch (obstacle.kind) {
    case 'still':
      return [
        ...finer,
        'move the point to where it does',
        'leave out of the value what does not change',
      ];
    case 'outside':
      return ['choose a point inside its domain'];
    case 'steps':
      return [
        'take what makes the steps out of the value (rounding to digits, the end of a bisection, a table)',
        'claim 0, which is right between two of them, where they are meant',
      ];
    case 'rounded':
      return [
        'keep what cancels or stops early on the way from being rounded (`log1p`, `expm1`, a tighter tolerance)',
        'move the point to where f changes more',
      ];
    case 'noise':
      return ['tighten the tolerance of iterative parts', 'fix what is random'];
    case 'bends':
      return [...finer, 'move the point away from the kink or the oscillation that is close by'];
    case 'steep':
      return ['move the point: here f has no derivative'];
    case 'roundings':
      return [
        ...finer,
        'move the point to where f changes more',
        'leave out of the value what does not change',
      ];
    case 'format':
      return finer;
  }
}

/** More digits, where it is the user who has chosen them; plain arrays, too, may be those that an adapter has given. */
function moreDigits({ subject, options, noise }: Study, { dtype }: Variable): readonly string[] {
  if (subject.isAdapted || options.adapters.length > 0) return [];
  if (dtype !== 'float64') return ['compute in float64 (Float64Array)'];
  return noise.format === 'float64'
    ? []
    : [`leave out what rounds the value to ${noise.format} on the way`];
}
