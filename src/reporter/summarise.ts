import type { CheckOutcome, Outcome } from '../check/outcome.ts';
import type { RunSummary, VerdictCounts } from '../report/run-summary.ts';

/** What one assertion came to, and where. */
export interface PlacedOutcome {
  readonly file: string;
  /** The file and the test in it, as the runner prints them; the file alone where no test was running. */
  readonly place: string;
  readonly outcome: Outcome;
}

type PlacedCheck = PlacedOutcome & { readonly outcome: CheckOutcome };

/** Adds up what the assertions of a run came to. */
export function summarise(
  outcomes: readonly PlacedOutcome[],
  { slowest }: { readonly slowest: number },
): RunSummary {
  const checks = outcomes.filter(isChecked);
  const unchecked = outcomes.filter((one) => !isChecked(one));
  const worst = worstOf(checks);
  return {
    verdicts: countVerdicts(checks.map(({ outcome }) => outcome)),
    evaluations: checks.reduce((sum, { outcome }) => sum + outcome.evaluations, 0),
    ...(worst && { worst }),
    slowest: slowestPlaces(checks).slice(0, slowest),
    unchecked: {
      assertions: unchecked.length,
      files: new Set(unchecked.map(({ file }) => file)).size,
    },
  };
}

function isChecked(one: PlacedOutcome): one is PlacedCheck {
  return one.outcome.verdict !== 'unchecked';
}

function countVerdicts(checks: readonly CheckOutcome[]): VerdictCounts {
  const count = (counts: (check: CheckOutcome) => boolean) => checks.filter(counts).length;
  return {
    correct: count(({ verdict }) => verdict === 'match'),
    mismatch: count(({ verdict, negated }) => verdict === 'mismatch' && !negated),
    demanded: count(({ verdict, negated }) => verdict === 'mismatch' && negated),
    inconclusive: count(({ verdict }) => verdict === 'inconclusive'),
  };
}

/** The worst of what an error says something about: not what was to be wrong, and not what remained undecided. */
function worstOf(checks: readonly PlacedCheck[]): RunSummary['worst'] {
  const [worst] = checks
    .filter(({ outcome }) => outcome.verdict !== 'inconclusive' && outcome.checked > 0)
    .filter(({ outcome }) => !(outcome.negated && outcome.verdict === 'mismatch'))
    .sort((a, b) => excess(b.outcome) - excess(a.outcome) || 0);
  if (worst === undefined) return undefined;
  const { relativeError, threshold } = worst.outcome;
  return { relativeError, threshold, place: worst.place };
}

/** The relative error in units of its threshold; a gradient that is not finite exceeds any. */
function excess({ relativeError, threshold }: CheckOutcome): number {
  return Number.isNaN(relativeError) ? Number.POSITIVE_INFINITY : relativeError / threshold;
}

/** The slowest check of each place: a test that checks in a loop is named once. */
function slowestPlaces(checks: readonly PlacedCheck[]): RunSummary['slowest'] {
  const slowest = new Map<string, number>();
  for (const { place, outcome } of checks) {
    slowest.set(place, Math.max(outcome.milliseconds, slowest.get(place) ?? 0));
  }
  return [...slowest]
    .map(([place, milliseconds]) => ({ place, milliseconds }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}
