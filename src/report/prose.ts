import { columnsOf, fitting, lettersOf } from './width.ts';

/** Columns a message may fill where nobody says how many there are: 80, less the four by which some runners indent it. */
export const WIDTH = 76;

/** What a text has to fit into. */
export interface Fit {
  /** Columns. */
  readonly width: number;
}

/** What stands above relative errors: where there is little room, a word. */
export function errorTitle({ width }: Fit): string {
  return width < NARROW ? 'error' : 'relative error';
}

/** Below this a table leaves out what it can do without. */
const NARROW = 74;

interface Indents {
  readonly indent?: number;
  readonly hanging?: number;
}

/** Breaks prose into lines, those after the first indented by two more than the first. */
export function wrap(
  text: string,
  { width, indent = 0, hanging = indent + 2 }: Fit & Indents,
): readonly string[] {
  const lines: string[] = [];
  for (const word of words(text, { longest: width - hanging })) {
    const line = lines[lines.length - 1];
    if (line === undefined) lines.push(' '.repeat(indent) + word);
    else if (columnsOf(line) + 1 + columnsOf(word) > width) lines.push(' '.repeat(hanging) + word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

/** Without the final period, which a heading goes on after. */
export function asPhrase(sentence: string): string {
  return sentence.trim().replace(/\.$/, '');
}

/** `1 coordinate`, `2 coordinates`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

function words(text: string, { longest }: { readonly longest: number }): readonly string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => pieces(lettersOf(word), { longest }));
}

function pieces(
  letters: readonly string[],
  { longest }: { readonly longest: number },
): readonly string[] {
  if (letters.length === 0) return [];
  const first = fitting(letters, { width: longest });
  return [first.join(''), ...pieces(letters.slice(first.length), { longest })];
}
