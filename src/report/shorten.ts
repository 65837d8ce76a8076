import { legible } from './legible.ts';
import { columnsOf, fitting, lettersOf } from './width.ts';

interface Width {
  readonly width: number;
}

/** Shortens a text in the middle, where paths differ least; an index at the end is kept whole. */
export function shorten(text: string, { width }: Width): string {
  return cut(readable(text), { width, tail: middle({ width }) });
}

/** Shortens several texts, and no longer in the middle if only that keeps them apart. */
export function shortenAll(texts: readonly string[], { width }: Width): readonly string[] {
  const different = new Set(texts).size;
  const all = texts.map(readable);
  for (const tail of fromTheMiddle({ width })) {
    const shortened = all.map((text) => cut(text, { width, tail }));
    if (new Set(shortened).size === different) return shortened;
  }
  return texts.map((text) => shorten(text, { width }));
}

function middle({ width }: Width): number {
  return Math.floor((width - 1) / 2);
}

function fromTheMiddle({ width }: Width): readonly number[] {
  const tails = Array.from({ length: width - 2 }, (_, tail) => tail + 1);
  return tails.sort((a, b) => Math.abs(a - middle({ width })) - Math.abs(b - middle({ width })));
}

/** A text taken apart. */
interface Readable {
  readonly text: string;
  readonly columns: number;
  readonly letters: readonly string[];
  /** Columns of the index at its end. */
  readonly index: number;
}

function readable(raw: string): Readable {
  const text = legible(raw);
  const index = columnsOf(/\[[^[\]]*\]$/.exec(text)?.[0] ?? '');
  return { text, columns: columnsOf(text), letters: lettersOf(text), index };
}

function cut(
  { text, columns, letters, index }: Readable,
  { width, tail }: Width & { readonly tail: number },
): string {
  if (columns <= width) return text;
  const kept = Math.max(tail, Math.min(index, width - 2));
  const end = fitting(letters, { width: kept, from: 'end' }).join('');
  const start = fitting(letters, { width: width - 1 - columnsOf(end) }).join('');
  return `${start}…${end}`;
}
