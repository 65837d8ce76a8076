import { relativeNoise, type Study } from '../probe/study.ts';
import type { ContractViolation, CoordinateCheck, VariableCheck } from '../record.ts';
import { brief } from './threshold.ts';

/** Why a check cannot decide, in words, with what to do about it. */
export function explainInconclusive(
  study: Study,
  known: {
    readonly variables: readonly VariableCheck[];
    readonly contract: readonly ContractViolation[];
    readonly stopped: string | undefined;
  },
): string {
  const fatal = known.contract.find((violation) => violation.fatal);
  if (!Number.isFinite(study.value)) return notFiniteAtPoint(study);
  if (fatal) return `${fatal.title}; ${fatal.help}`;
  if (known.stopped) return `${known.stopped}; raise the limit, or check fewer \`coordinates\``;
  const variable = known.variables.find(({ verdict }) => verdict === 'inconclusive');
  if (!variable) return 'nothing was compared';
  const [worst] = variable.worst;
  return worst && isStuck(worst) ? atCoordinate(study, worst) : unresolved(study, variable);
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

function atCoordinate({ options }: Study, check: CoordinateCheck): string {
  const { coordinate, slopes, around } = check;
  const allow = options.kinks === 'subgradient' ? '' : ", or allow `kinks: 'subgradient'`";
  if (around?.kind === 'jump')
    return `the value jumps at the point along ${coordinate}; move the point off the jump${allow}`;
  if (around) return atKinks(check);
  if (slopes) {
    const [left, right] = slopes.map(brief);
    return `${coordinate} sits on a kink, where the slope jumps from ${left} to ${right}; move the point off it${allow}`;
  }
  return `no two steps along ${coordinate} agree: f is not finite around it, jumps, or oscillates faster than any step can follow; move the point, or rescale the variable`;
}

function atKinks({ coordinate, analytic, numeric, slopes, around }: CoordinateCheck): string {
  const own = (slopes ?? [numeric]).map(brief).join(' and ');
  switch (around?.kind) {
    case 'limiting':
      return `${coordinate} sits where several kinks meet: analytic is ${brief(analytic)}, which is no slope at the point (${own}) but one close around it, as automatic differentiation returns it; move the point off the kinks`;
    default:
      return `${coordinate} sits on a kink together with others: whether a gradient close around has all their slopes as they are cannot be told; move the point off the kinks`;
  }
}

function unresolved(study: Study, variable: VariableCheck): string {
  const { path, threshold, resolution } = variable;
  const limit = `the gradient of \`${path}\` can be resolved only to ${brief(resolution)}, and the threshold is ${brief(threshold)}`;
  const noise = relativeNoise(study);
  const cause = noise > 1e-13 ? `f carries noise of ${brief(noise)}, so ` : '';
  return `${cause}${limit}; ${remedy(study, noise)}`;
}

function remedy({ options }: Study, noise: number): string {
  if (options.threshold !== undefined) {
    return 'leave `threshold` out to have it raised as far as that is sound, or compute in float64 (Float64Array)';
  }
  if (noise > 1e-9) {
    return 'compute in float64 (Float64Array), tighten the tolerance of iterative parts, or fix what is random';
  }
  return 'scale the loss or the variable so that the value is not much larger than what the gradient changes';
}
