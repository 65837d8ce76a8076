import type { Study } from '../probe/study.ts';
import type { ContractViolation, CoordinateCheck, Unfinished, VariableCheck } from '../record.ts';
import type { Finding } from './finding.ts';
import { nameCoordinate } from './naming.ts';
import { type Obstacle, obstacleAt } from './obstacle.ts';
import { brief } from './threshold.ts';
import { wordsForRest } from './unfinished.ts';
import { explainUnresolved } from './unresolved.ts';
import type { Examined } from './verdict.ts';

/** Why a check cannot decide, in words, with what to do about it. */
export function explainInconclusive(
  study: Study,
  known: {
    readonly variables: readonly VariableCheck[];
    /** What the variables were judged from, in the same order. */
    readonly examined: readonly Examined[];
    readonly contract: readonly ContractViolation[];
    /** Why it has ended early, and what the rest would cost. */
    readonly stopped: string | undefined;
    readonly unfinished: Unfinished | undefined;
  },
): string {
  const fatal = known.contract.find((violation) => violation.fatal);
  if (!Number.isFinite(study.value)) return notFiniteAtPoint(study);
  if (fatal) return `${fatal.title}; ${fatal.help}`;
  const { stopped, unfinished } = known;
  if (stopped && unfinished)
    return `${stopped}: ${wordsForRest(known.variables, unfinished)}; raise the limit${orFewer(known.examined)}`;
  const k = known.variables.findIndex(({ verdict }) => verdict === 'inconclusive');
  if (k < 0) return 'nothing was compared';
  const check = known.variables[k];
  const [worst] = check.worst;
  const { variable, findings } = known.examined[k];
  if (worst && isStuck(worst)) {
    const isIt = ({ coordinate }: Finding) =>
      nameCoordinate(variable, coordinate) === worst.coordinate;
    return atCoordinate(study, worst, [...findings.values()].find(isIt));
  }
  return explainUnresolved(study, { variable, check, findings: findings.values() });
}

function orFewer(examined: readonly Examined[]): string {
  const wanted = examined.reduce((sum, one) => sum + one.wanted, 0);
  return wanted > 1 ? ', or check fewer `coordinates`' : '';
}

function notFiniteAtPoint({ value }: Study): string {
  return `\`value\` is ${value} at the point itself; choose a point inside its domain`;
}

function isStuck({ slopes, around, bar, numeric }: CoordinateCheck): boolean {
  return (
    slopes !== undefined ||
    around !== undefined ||
    !Number.isFinite(bar) ||
    !Number.isFinite(numeric)
  );
}

function atCoordinate(study: Study, check: CoordinateCheck, finding: Finding | undefined): string {
  const { coordinate, slopes, around } = check;
  const allow = study.options.kinks === 'subgradient' ? '' : ", or allow `kinks: 'subgradient'`";
  if (around?.kind === 'jump')
    return `the value jumps at the point along ${coordinate}; move the point off the jump${allow}`;
  if (around) return atKinks(check);
  if (slopes) {
    const [left, right] = slopes.map(brief);
    return `${coordinate} sits on a kink, where the slope jumps from ${left} to ${right}; move the point off it${allow}`;
  }
  return withoutSlope(coordinate, finding && obstacleAt(study, finding));
}

function withoutSlope(coordinate: string, obstacle: Obstacle | undefined): string {
  switch (obstacle?.kind) {
    case 'outside':
      return `f is not finite to either side along ${coordinate}; choose a point inside its domain`;
    case 'steep':
      return `the slopes along ${coordinate} grow without end as the step shrinks; move the point: here f has no derivative`;
    default:
      return `no two steps along ${coordinate} agree: f is not finite around it, jumps, or oscillates faster than any step can follow; move the point`;
  }
}

function atKinks({ coordinate, analytic, numeric, slopes, around }: CoordinateCheck): string {
  const at = slopes ?? [numeric];
  const shown = tellingApart([analytic, ...at]);
  const own = at.map(shown).join(' and ');
  switch (around?.kind) {
    case 'limiting': {
      const where = slopes ? 'several kinks meet' : 'several kinks meet, or f is rounded inside';
      const off = slopes ? 'move the point off the kinks' : 'move the point';
      return `${coordinate} sits where ${where}: analytic is ${shown(analytic)}, which is no slope at the point (${own}) but one close around it, as automatic differentiation returns it; ${off}`;
    }
    default:
      return `${coordinate} sits on a kink together with others: whether a gradient close around has all their slopes as they are cannot be told; move the point off the kinks`;
  }
}

/** As short as they can be told apart. */
function tellingApart(numbers: readonly number[]): (x: number) => string {
  const different = new Set(numbers).size;
  const digits = DIGITS.find(
    (count) => new Set(numbers.map((x) => x.toPrecision(count))).size === different,
  );
  return digits === undefined || digits === 2
    ? brief
    : (x) => String(Number(x.toPrecision(digits)));
}
const DIGITS = [2, 4, 6, 9, 12, 15];
