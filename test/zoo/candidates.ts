import type { OperationName } from './arithmetic.ts';
import type { Exact } from './duals.ts';
import { trueError } from './error.ts';
import type { Formula } from './formulas.ts';
import type { Round } from './operations.ts';
import { type MistakeId, type SlipContext, slips } from './slips.ts';
import { type Mistake, sweep } from './tape.ts';
import type { ZooVariable } from './variables.ts';
import { wrongRules } from './wrong-rules.ts';

/** A correct subject, as far as its mutants need to know it. */
export interface Healthy {
  readonly formula: Formula;
  readonly at: readonly number[];
  readonly round: Round;
  readonly exact: Exact;
  readonly variables: readonly ZooVariable[];
  readonly batch: number | undefined;
  readonly gradient: (x: ArrayLike<number>) => readonly number[];
  /** Smallest relative error that is honestly wrong in this class. */
  readonly resolution: number;
  /** The error of the best finite difference along a coordinate. */
  readonly visibility: (coordinate: number) => number;
}

/** A gradient that may turn out wrong. */
export interface Candidate {
  readonly rule: string;
  /** Its name when the mistake is one by construction. */
  readonly mistake: MistakeId | undefined;
  readonly gradient: (x: ArrayLike<number>) => number[];
  /** What it gives at the subject's point. */
  readonly wrong: readonly number[];
}

/** Every slip and every mistaken rule applied, whether or not it changes anything here. */
export function candidates(healthy: Healthy): Candidate[] {
  return [...slipCandidates(healthy), ...ruleCandidates(healthy)];
}

/** What slips and laws may look at. */
export function contextAt(healthy: Healthy, x: ArrayLike<number>): SlipContext {
  const { variables, batch, gradient, exact } = healthy;
  return { x: Array.from(x), variables, batch, slopes: exact.slopes, gradientAt: gradient };
}

function slipCandidates(healthy: Healthy): Candidate[] {
  const { at, round, gradient } = healthy;
  const [right, context] = [gradient(at), contextAt(healthy, at)];
  return slips.map(({ name, mistake, apply }) => ({
    rule: name,
    mistake,
    gradient: (x) => apply(gradient(x), contextAt(healthy, x)).map(round),
    wrong: apply(right, context).map(round),
  }));
}

function ruleCandidates({ formula, at, round, resolution }: Healthy): Candidate[] {
  const { gradient: plain, occurrences } = sweep(formula, at, { round });
  const candidate = (rule: string, mistake: Mistake, name?: MistakeId): Candidate => {
    const gradient = (x: ArrayLike<number>) => sweep(formula, x, { round, mistake }).gradient;
    return { rule, mistake: name, gradient, wrong: gradient(at) };
  };
  const all = [
    candidate('inputs overwritten', { overwrites: 'inputs' }, 'overwritten-not-accumulated'),
    candidate(
      'everything overwritten',
      { overwrites: 'everything' },
      'overwritten-not-accumulated',
    ),
    ...wrongRules.flatMap(({ operation, name, slopes }) =>
      places(operation, occurrences).map(({ where, ...place }) =>
        candidate(`${name}${where}`, { operation, slopes, ...place }),
      ),
    ),
  ];
  // where the tape itself is ill-conditioned its rounding must not pass for a mistake
  const honest = { value: 0, gradient: plain };
  return all.filter(({ wrong }) => trueError(wrong, honest).norm > resolution);
}

function places(
  operation: OperationName,
  occurrences: ReadonlyMap<OperationName, number>,
): { where: string; occurrence?: number }[] {
  const count = occurrences.get(operation) ?? 0;
  if (count === 0) return [];
  if (count === 1) return [{ where: '' }];
  return [{ where: '' }, { where: ', last time only', occurrence: count - 1 }];
}
