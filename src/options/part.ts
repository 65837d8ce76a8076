/** One of the equal parts that a check is divided into. */
export interface Part {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  /** Whether the environment asks for it, and so of every check of the run, those aside that cannot be divided. */
  readonly isOfRun?: boolean;
}

/** Reads `3/16`; nothing where that is no part of anything. */
export function readPart(text: string): Part | undefined {
  const [, first = '', second = ''] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  const [number, of] = [Number(first), Number(second)];
  return number > 0 && number <= of && Number.isSafeInteger(of) ? { number, of } : undefined;
}

/** As it is given: `3/16`. */
export function writePart({ number, of }: Part): string {
  return `${number}/${of}`;
}
