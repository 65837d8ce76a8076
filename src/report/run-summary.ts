import { formatErrors } from './number.ts';
import { counted } from './prose.ts';
import { shorten } from './shorten.ts';
import { formatUnchecked, type Unchecked } from './unchecked.ts';

/** What all gradient assertions of a run came to. */
export interface RunSummary {
  readonly verdicts: VerdictCounts;
  /** How often values were computed, in all checks together. */
  readonly evaluations: number;
  /** The gradient nearest to its threshold, or farthest beyond it; absent when there was none to be correct. */
  readonly worst?: WorstCheck;
  /** Slowest first. */
  readonly slowest: readonly SlowCheck[];
  readonly unchecked: Unchecked;
}

/** How many gradients were found to be what. */
export interface VerdictCounts {
  readonly correct: number;
  readonly mismatch: number;
  /** Those where the assertion demanded a mismatch, and got it. */
  readonly demanded: number;
  readonly inconclusive: number;
}

interface WorstCheck {
  readonly relativeError: number;
  readonly threshold: number;
  readonly place: string;
}

interface SlowCheck {
  readonly milliseconds: number;
  readonly place: string;
}

/** Labels as each runner writes those of its own summary: right-aligned in 11 columns, or before a colon in 13. */
const LABELS = {
  vitest: (label: string) => `${label.padStart(11)}  `,
  jest: (label: string) => `${label}:`.padEnd(13),
};

/** Columns a place may take where there are several in a line. */
const PLACE_WIDTH = 40;

/** Says in a few lines what a run has checked and what it has not; in none when it has done neither. */
export function formatRunSummary(
  summary: RunSummary,
  { runner }: { readonly runner: keyof typeof LABELS },
): readonly string[] {
  const { unchecked } = summary;
  const entries: readonly (readonly [label: string, text: string])[] = [
    ['Gradients', counts(summary)],
    ['Worst', worst(summary)],
    ['Slowest', slowest(summary)],
  ];
  return [
    ...entries
      .filter(([, text]) => text !== '')
      .map(([label, text]) => LABELS[runner](label) + text),
    ...(unchecked.assertions > 0 ? [formatUnchecked(unchecked)] : []),
  ];
}

function counts({ verdicts, evaluations }: RunSummary): string {
  const { correct, mismatch, demanded, inconclusive } = verdicts;
  const total = correct + mismatch + demanded + inconclusive;
  if (total === 0) return '';
  const cost = `${total} checked with ${counted(evaluations, 'evaluation')}`;
  if (correct === total) return `${cost}, ${total === 1 ? '' : 'all '}correct`;
  const parts = [
    correct > 0 && `${correct} correct`,
    mismatch > 0 && (mismatch === 1 ? '1 mismatch' : `${mismatch} mismatches`),
    demanded > 0 && `${demanded === 1 ? '1 mismatch' : `${demanded} mismatches`} as demanded`,
    inconclusive > 0 && `${inconclusive} inconclusive`,
  ];
  return `${cost}: ${parts.filter((part) => part !== false).join(', ')}`;
}

function worst({ worst: check }: RunSummary): string {
  if (check === undefined) return '';
  const [error, threshold] = formatErrors([check.relativeError, check.threshold]);
  return `relative error ${error}, threshold ${threshold}: ${inOneLine(check.place)}`;
}

function slowest({ slowest: checks }: RunSummary): string {
  const width = checks.length > 1 ? PLACE_WIDTH : Number.POSITIVE_INFINITY;
  return checks
    .map(({ milliseconds, place }) => `${duration(milliseconds)} ${fitted(place, { width })}`)
    .join('; ');
}

function fitted(place: string, { width }: { readonly width: number }): string {
  const line = inOneLine(place);
  return line.length <= width ? line : shorten(line, { width });
}

function inOneLine(place: string): string {
  return place.replace(/\s+/g, ' ');
}

/** In two digits. */
function duration(milliseconds: number): string {
  const rounded = Number(milliseconds.toPrecision(2));
  return rounded < 1000 ? `${rounded} ms` : `${rounded / 1000} s`;
}
