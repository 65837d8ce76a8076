import type { Opinion, Place } from './ours.ts';

/** How our verdicts on one group of gradients fared against the truth. */
export interface Score {
  readonly group: string;
  /** Right ones, limiting ones among them; called wrong they are false alarms. */
  readonly right: { count: number; alarms: number; decidable: number; undecided: number };
  /** Wrong ones beyond the default threshold; a match above the printed threshold is a miss. */
  readonly wrong: {
    count: number;
    misses: number;
    visible: number;
    undecided: number;
    plain: number;
    called: number;
  };
  /** Wrong where the norm does not show it. */
  readonly hidden: { count: number; passed: number };
  /** Beyond anyone: right ones, wrong ones, and how often nothing was decided about them. */
  readonly beyond: { right: number; wrong: number; undecided: number };
  readonly raised: number[];
  /** Of right gradients. */
  readonly cost: { evaluations: number; coordinates: number };
  /** Evaluations over 2n + 5, for right smooth ones in float64 at points of ten coordinates and more. */
  readonly wide: number[];
  /** By size of a planted mistake. */
  readonly planted: Map<number, { count: number; called: number }>;
}

export function openScore(group: string): Score {
  return {
    group,
    right: { count: 0, alarms: 0, decidable: 0, undecided: 0 },
    wrong: { count: 0, misses: 0, visible: 0, undecided: 0, plain: 0, called: 0 },
    hidden: { count: 0, passed: 0 },
    beyond: { right: 0, wrong: 0, undecided: 0 },
    raised: [],
    cost: { evaluations: 0, coordinates: 0 },
    wide: [],
    planted: new Map(),
  };
}

/** Several groups as one. */
export function together(group: string, scores: readonly Score[]): Score {
  const all = openScore(group);
  for (const score of scores) {
    for (const part of ['right', 'wrong', 'hidden', 'beyond', 'cost'] as const) {
      addCounts(all[part], score[part]);
    }
    all.raised.push(...score.raised);
    all.wide.push(...score.wide);
    for (const [size, { count, called }] of score.planted) {
      const seen = all.planted.get(size) ?? { count: 0, called: 0 };
      all.planted.set(size, { count: seen.count + count, called: seen.called + called });
    }
  }
  return all;
}

function addCounts<Counts extends object>(to: Counts, from: Counts): void {
  const [sum, more] = [to, from] as Record<string, number>[];
  for (const key of Object.keys(more)) sum[key] += more[key];
}

/** Adds what was said about one gradient. */
export function keepScore(score: Score, place: Place, opinion: Opinion): void {
  const { standing, planted } = place.candidate;
  if (standing === 'correct') {
    scoreRight(score, opinion);
    keepCost(score, place, opinion);
    score.raised.push(...(opinion.assessment?.raised ?? []));
  } else if (standing === 'limiting') {
    score.right.count += 1;
    score.right.alarms += Number(opinion.answer === 'wrong');
  } else if (standing === 'tiny') {
    score.hidden.count += 1;
    score.hidden.passed += Number(opinion.assessment?.isHiddenMiss);
  } else {
    scoreWrong(score, opinion, standing === 'undecided');
    keepPlanted(score, planted, opinion);
  }
}

function scoreRight({ right, beyond }: Score, { answer, assessment }: Opinion): void {
  right.count += 1;
  right.alarms += Number(answer === 'wrong');
  const undecided = Number(answer === 'undecided');
  if (assessment?.isBeyondAnyone) {
    beyond.right += 1;
    beyond.undecided += undecided;
  } else {
    right.decidable += 1;
    right.undecided += undecided;
  }
}

function scoreWrong(
  { wrong, beyond }: Score,
  { answer, assessment }: Opinion,
  isUndecided: boolean,
): void {
  if (assessment?.isWithinDefault && !isUndecided) return;
  wrong.count += 1;
  const undecided = Number(answer === 'undecided');
  if (assessment === undefined) {
    wrong.misses += Number(answer === 'correct');
    wrong.visible += 1;
    wrong.undecided += undecided;
    return;
  }
  wrong.misses += Number(assessment.isMiss || (isUndecided && answer === 'correct'));
  if (isUndecided) return;
  if (!assessment.isVisible) {
    beyond.wrong += 1;
    beyond.undecided += undecided;
    return;
  }
  wrong.visible += 1;
  wrong.undecided += undecided;
  if (!assessment.isPlain) return;
  wrong.plain += 1;
  wrong.called += Number(answer === 'wrong');
}

const MANY = 10;

function keepCost({ cost, wide }: Score, { specimen }: Place, { check }: Opinion): void {
  const { value: evaluations } = check.evaluations;
  const { total } = check.coverage;
  cost.evaluations += evaluations;
  cost.coordinates += total;
  const isSmooth = specimen.format === 'float64' && specimen.tags.includes('smooth');
  if (isSmooth && total >= MANY) wide.push(evaluations / (2 * total + 5));
}

function keepPlanted({ planted }: Score, size: number | undefined, opinion: Opinion): void {
  if (size === undefined || opinion.assessment?.isBeyondAnyone) return;
  const seen = planted.get(size) ?? { count: 0, called: 0 };
  seen.count += 1;
  seen.called += Number(opinion.answer === 'wrong');
  planted.set(size, seen);
}
