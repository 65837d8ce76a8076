interface Width {
  readonly width: number;
}

/** Shortens a text in the middle, where paths differ least; an index at the end is kept whole. */
export function shorten(text: string, { width }: Width): string {
  return cut(text, { width, tail: middle({ width }) });
}

/** Shortens several texts, and no longer in the middle if only that keeps them apart. */
export function shortenAll(texts: readonly string[], { width }: Width): readonly string[] {
  const different = new Set(texts).size;
  for (const tail of fromTheMiddle({ width })) {
    const shortened = texts.map((text) => cut(text, { width, tail }));
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

function cut(text: string, { width, tail }: Width & { readonly tail: number }): string {
  const letters = Array.from(text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '�'));
  if (letters.length <= width) return letters.join('');
  const index = /\[[^[\]]*\]$/.exec(text)?.[0].length ?? 0;
  const kept = Math.max(tail, Math.min(index, width - 2));
  const head = letters.slice(0, width - 1 - kept);
  return `${head.join('')}…${letters.slice(letters.length - kept).join('')}`;
}
