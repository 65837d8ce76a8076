import type { GradientCheck, Unfinished, VariableCheck, Verdict } from '../record.ts';
import type { Examined } from './verdict.ts';

/** Evaluations of a coordinate that agrees, of one that a ladder has to be climbed for, and of a variable by directions. */
const COST = { coordinate: 2, ladder: 16, directions: 50 };

/** What a look at a variable will cost, if it agrees. */
export function costOf({
  wanted,
  rest,
}: {
  readonly wanted: number;
  readonly rest: number;
}): number {
  return COST.coordinate * wanted + (rest > 0 ? COST.directions : 0);
}

/**
 * What it would cost, about, to find out what a check that has ended early has left open.
 *
 * @param each - milliseconds of an evaluation, where time has run out
 */
export function unfinishedOf(
  variables: readonly VariableCheck[],
  examined: readonly Examined[],
  each: number | undefined,
): Unfinished {
  const evaluations = examined.reduce((sum, one, i) => sum + costLeft(one, variables[i]), 0);
  return {
    evaluations,
    ...(each !== undefined && { milliseconds: Math.ceil(each * evaluations) }),
  };
}

function costLeft({ wanted, rest = 0, probed, findings }: Examined, check: VariableCheck): number {
  const undecided = isSuspect(check) ? Math.max(1, check.wrong) : 0;
  const left = Math.max(0, wanted - findings.size);
  return costOf({ wanted: left, rest: probed === undefined ? rest : 0 }) + COST.ladder * undecided;
}

/** How far a check has come, and what the rest of it would cost, in words. */
export function wordsForRest(
  variables: readonly VariableCheck[],
  { evaluations, milliseconds }: Unfinished,
): string {
  const checked = variables.reduce((sum, one) => sum + one.checked, 0);
  const total = variables.reduce((sum, one) => sum + one.total, 0);
  const suspect = variables.filter(isSuspect).map(({ path }) => `\`${path}\``);
  const found =
    suspect.length === 0 ? 'none of which disagrees' : `${listed(suspect)} may be wrong`;
  const known =
    checked === 0 ? 'nothing was compared' : `${checked} of ${total} compared, ${found}`;
  if (evaluations === 0) return known;
  const time = milliseconds === undefined ? '' : ` (${duration(milliseconds)})`;
  return `${known}; the rest would take about ${evaluations} more evaluations${time}`;
}

/** So many are named. */
const NAMED = 2;

function listed(paths: readonly string[]): string {
  const more = paths.length - NAMED;
  return more > 0 ? `${paths.slice(0, NAMED).join(', ')} and ${more} more` : paths.join(' and ');
}

/** Whether something in it is off by more than it may be, and it is not certain yet. */
function isSuspect({ verdict, checked, wrong, relativeError, threshold }: VariableCheck): boolean {
  const isOff = wrong > 0 || !(relativeError <= threshold);
  return verdict === 'inconclusive' && checked > 0 && isOff;
}

/** What several checks would still cost, one after the other; nothing of one that is decided. */
export function unfinishedOfAll(
  verdict: Verdict,
  checks: readonly Pick<GradientCheck, 'unfinished'>[],
): Pick<GradientCheck, 'unfinished'> {
  const open = checks.flatMap(({ unfinished }) => unfinished ?? []);
  if (verdict !== 'inconclusive' || open.length === 0) return {};
  const evaluations = open.reduce((sum, one) => sum + one.evaluations, 0);
  const times = open.flatMap(({ milliseconds }) => milliseconds ?? []);
  const milliseconds = times.reduce((sum, time) => sum + time, 0);
  return { unfinished: { evaluations, ...(times.length > 0 && { milliseconds }) } };
}

const MINUTE = 60_000;

function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.ceil(milliseconds)} ms`;
  if (milliseconds < MINUTE) return `${Number((milliseconds / 1000).toPrecision(2))} s`;
  return `${Math.round(milliseconds / MINUTE)} min`;
}
