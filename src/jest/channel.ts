import type { Outcome } from '../check/outcome.ts';

// How the setup file, which runs in every worker, and the reporter, which runs once beside them, know of each other.

/** The environment variable in which the reporter names the directory that the workers write to. */
export const DIRECTORY_KEY = 'EXPECT_GRADIENT_TALLY';

/** What one assertion came to, and where: one line of a worker's file. */
export interface TallyLine {
  readonly file: string;
  /** The full name of the test; absent where no test was running. */
  readonly test?: string;
  /** Which run of that test it was, as Jest may retry it; absent where that is not known. */
  readonly attempt?: number;
  readonly outcome: Outcome;
}

/** Writes a line; JSON has no NaN and no infinities. */
export function toLine(line: TallyLine): string {
  return `${JSON.stringify(line, (_, value) => (isNotFinite(value) ? String(value) : value))}\n`;
}

/** Reads a line. */
export function fromLine(text: string): TallyLine {
  return JSON.parse(text, (key, value) => (MEASURES.has(key) ? Number(value) : value));
}

/** What of an outcome may not be finite. */
const MEASURES = new Set(['relativeError', 'threshold']);

function isNotFinite(value: unknown): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}
