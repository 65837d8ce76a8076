import { checkGradient, formatGradientCheck } from '../../src/index.ts';
import type { Use } from '../../test/uses/uses.cjs';
import { withoutColour } from './colour.ts';

/** How a runner, and the surroundings it runs in, write a report. */
export interface Manner {
  /** The first line as the runner prints it. */
  readonly line?: ((line: string) => string) | undefined;
  /** Without characters that not every terminal can draw, as `NO_COLOR` asks for. */
  readonly ascii: boolean;
}

/** What must stand in the output of a use that fails with a report, line by line; nothing for any other use. */
export async function expectedLines(
  { received, options, fails }: Use,
  { line: lineOf = (line) => line, ascii }: Manner,
): Promise<readonly string[]> {
  if (fails === undefined || !('line' in fails)) return [];
  const check = await checkGradient(received(), options);
  const { line, negated = false } = fails;
  return [lineOf(line), '', ...formatGradientCheck(check, { negated, ascii }).split('\n')];
}

/** Whether an output shows an error, `TypeError: …`, in whatever way the runner writes the kind of it. */
export function showsError(error: string, output: string): boolean {
  const [, kind, message] = /^(\w+): (.*)$/s.exec(error) ?? [];
  const lines = output.split('\n').map((line) => withoutColour(line).trim());
  return lines.some((line) => line.includes(kind) && line.endsWith(`: ${message}`));
}

/** Where a block of text begins and ends in an output, by line. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * Finds lines that stand below each other in an output, whatever colours and common indentation a runner gave them.
 *
 * The runner may write something before the first of them on its line, `Error: ` for example.
 */
export function find(block: readonly string[], output: string): Place | undefined {
  const lines = output.split('\n').map((line) => withoutColour(line).trimEnd());
  const from = lines.findIndex((_, start) => standsAt(block, { lines, start }));
  return from < 0 ? undefined : { from, to: from + block.length };
}

function standsAt(
  [first, ...rest]: readonly string[],
  { lines, start }: { readonly lines: readonly string[]; readonly start: number },
): boolean {
  if (!lines[start].endsWith(first)) return false;
  const below = lines.slice(start + 1, start + 1 + rest.length);
  const sample = rest.findIndex((line) => line !== '');
  const indent = ' '.repeat(
    sample < 0 ? 0 : Math.max(0, (below[sample] ?? '').indexOf(rest[sample])),
  );
  return rest.every((line, index) => below[index] === (line === '' ? '' : `${indent}${line}`));
}

/** What the output says instead: the line in which it leaves the block, for a complaint. */
export function firstDifference(block: readonly string[], output: string): string {
  const lengths = block.map((_, length) => block.slice(0, length + 1));
  const printed = lengths.filter((part) => find(part, output) !== undefined);
  const missing = block[printed.length];
  return printed.length === 0 ? `no line "${missing}"` : `not below the rest: "${missing}"`;
}
