import type { Bounded } from '../numeric/bounded.ts';
import { ladderOf } from '../numeric/ladder.ts';
import { baseAt, type Study } from '../probe/study.ts';
import type { CoordinateCheck, VariableCheck, Verdict } from '../record.ts';
import type { Variable } from '../subject/variable.ts';
import { byProbes, missedIn } from './by-probes.ts';
import { claimedBars } from './claimed.ts';
import { errorOf } from './comparison.ts';
import type { Finding, Standing } from './finding.ts';
import type { Judge, Judgement } from './judge.ts';
import { indexOf, nameCoordinate } from './naming.ts';
import { gradientNorm, type Probed, readingsIn } from './probed.ts';

/** The worst coordinates that a record keeps of a variable. */
export const KEPT = 64;
/** Those of them whose ladders it keeps. */
export const LADDERS = 8;

/** What a strategy has found out about the coordinates of one variable that were selected. */
export interface Examined {
  readonly variable: Variable;
  readonly findings: ReadonlyMap<number, Finding>;
  /** How many were to be looked at. */
  readonly wanted: number;
  /** How many others are left to directions through all of it. */
  readonly rest?: number;
  /** What directions through all of them have said, where it was judged by these. */
  readonly probed?: Probed | undefined;
}

/** Judges one variable from what was found about its coordinates. */
export function judgeVariable(
  study: Study,
  { variable, findings, wanted, probed }: Examined,
  given: Judge,
): VariableCheck {
  const judge = probed === undefined ? given : byProbes(variable, probed);
  const found = [...findings.values()].sort((a, b) => a.coordinate - b.coordinate);
  const comparison = judge.compare(study, found);
  const judgement = judge.judge(study, { variable, found, comparison });
  const { standings, threshold } = judgement;
  const complete = judgement.complete && found.length >= wanted;
  const detectable = judge.smallestDetectable(study, { variable, found });
  const claimed = claimedBars(study, found);
  // what directions through all of it have seen is no zero, whatever single coordinates are
  const isSeen = probed !== undefined && gradientNorm(study, variable) > 0;
  const isZero = found.length > 0 && judge.zerosAmong(study, found).size === found.length;
  const unverified = isZero && !isSeen;
  return {
    path: variable.path,
    shape: variable.shape,
    dtype: variable.dtype,
    verdict: decide({ ...judgement, complete, error: comparison.error }),
    relativeError: comparison.error,
    threshold,
    resolution: comparison.resolution,
    smallestDetectable: unverified ? 1 : detectable,
    unverified,
    checked: found.length,
    total: variable.size,
    wrong: standings.filter((standing) => standing !== 'agrees').length,
    kinks: found.filter(isAtKink).length,
    coordinates: Uint32Array.from(found.map(({ coordinate }) => coordinate - variable.offset)),
    at: column(found, ({ coordinate }) => study.base[coordinate]),
    analytic: column(found, ({ analytic }) => analytic),
    numeric: column(found, ({ estimate }) => estimate.value),
    bars: column(found, claimed),
    worst: worstOf(study, variable, { found, standings, claimed }),
    ...(probed && {
      probes: readingsIn(probed).length,
      missProbability: missedIn(study, { variable, detectable }, probed),
      isAmongKinks: probed.isAmongKinks,
      suspects: judgement.isOff ? probed.suspects : [],
    }),
  };
}

function isAtKink({ estimate, around }: Finding): boolean {
  return estimate.slopes !== undefined || around !== undefined;
}

/** One number of each finding; a loop, for `from` of a typed array is several times as slow. */
function column(found: readonly Finding[], number: (finding: Finding) => number): Float64Array {
  const numbers = new Float64Array(found.length);
  for (let i = 0; i < numbers.length; i++) numbers[i] = number(found[i]);
  return numbers;
}

function decide({
  standings,
  error,
  threshold,
  complete,
  isOff = false,
}: Judgement & { readonly error: number }): Verdict {
  if (isOff || standings.includes('disagrees')) return 'mismatch';
  return complete && error <= threshold ? 'match' : 'inconclusive';
}

interface Judged {
  readonly found: readonly Finding[];
  readonly standings: readonly Standing[];
  /** The bar of each. */
  readonly claimed: (one: Finding) => number;
}

function worstOf(
  study: Study,
  variable: Variable,
  { found, standings, claimed }: Judged,
): readonly CoordinateCheck[] {
  const checks = found
    .map((finding, i) => ({ finding, standing: standings[i] }))
    .filter(({ standing }) => standing !== 'agrees')
    .map(({ finding, standing }) => ({
      finding,
      check: describe(variable, { finding, standing, bar: claimed(finding) }),
    }))
    .sort((a, b) => bySeverity(a.check, b.check))
    .slice(0, KEPT);
  return checks.map(({ finding, check }, i) =>
    i < LADDERS && finding.rungs
      ? { ...check, ladder: ladderOf(baseAt(study, finding.coordinate), finding.rungs) }
      : check,
  );
}

/** The graver a verdict, the less. */
export const SEVERITY: Readonly<Record<Verdict, number>> = {
  mismatch: 0,
  inconclusive: 1,
  match: 2,
};

/** The gravest first, and of those the one that is farthest off. */
export function bySeverity(a: CoordinateCheck, b: CoordinateCheck): number {
  return SEVERITY[a.verdict] - SEVERITY[b.verdict] || distance(b) - distance(a);
}

function distance({ analytic, numeric }: CoordinateCheck): number {
  const difference = Math.abs(analytic - numeric);
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
}

const VERDICTS = { agrees: 'match', disagrees: 'mismatch', undecided: 'inconclusive' } as const;

function bothOf([fine, coarse]: readonly [Bounded, Bounded]): [number, number] {
  return [fine.value, coarse.value];
}

interface Described {
  readonly finding: Finding;
  readonly standing: Standing;
  readonly bar: number;
}

function describe(variable: Variable, { finding, standing, bar }: Described): CoordinateCheck {
  const { coordinate, analytic, estimate } = finding;
  return {
    coordinate: nameCoordinate(variable, coordinate),
    index: indexOf(variable, coordinate),
    analytic,
    numeric: estimate.value,
    bar,
    ...(estimate.slopes && { slopes: estimate.slopes }),
    ...(estimate.either && { either: bothOf(estimate.either) }),
    ...(finding.around && { around: finding.around }),
    relativeError: errorOf(finding),
    verdict: VERDICTS[standing],
  };
}
