/** What East Asian fonts draw two columns wide: classes W and F of Unicode's EastAsianWidth.txt, in blocks. */
const WIDE =
  /^[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18CFF}\u{1AFF0}-\u{1B2FF}\u{20000}-\u{3FFFD}]/u;

/** Drawn as a picture, two columns wide: by itself, or because a variation selector says so. */
const PICTURE = /\p{Emoji_Presentation}|\uFE0F/u;

/** Nothing to see on its own. */
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** Letters of one column each and one code unit: most paths, and the signs of this report. Much faster to tell than to segment. */
const PLAIN =
  /^[\x20-\x7E\u00A1-\u00AC\u00AE-\u02FF\u0370-\u03FF\u2010-\u2027\u2190-\u22FF\u2580-\u259F]*$/;

/** Made when it is first needed: making one takes longer than loading the rest of this package. */
let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for one letter each: a base with its marks, a flag, a family. */
export function lettersOf(text: string): readonly string[] {
  if (PLAIN.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Columns that a text fills on a terminal. */
export function columnsOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return lettersOf(text).reduce((sum, letter) => sum + columnsOfLetter(letter), 0);
}

function columnsOfLetter(letter: string): number {
  if (INVISIBLE.test(letter)) return 0;
  return WIDE.test(letter) || PICTURE.test(letter) ? 2 : 1;
}

/** As many letters from the start as fit, or from the end. */
export function fitting(
  letters: readonly string[],
  { width, from = 'start' }: { readonly width: number; readonly from?: 'start' | 'end' },
): readonly string[] {
  const ordered = from === 'start' ? letters : [...letters].reverse();
  let room = width;
  const last = ordered.findIndex((letter) => {
    room -= columnsOfLetter(letter);
    return room < 0;
  });
  const kept = last === -1 ? ordered : ordered.slice(0, last);
  return from === 'start' ? kept : [...kept].reverse();
}

/** Fills a text up to a width. */
export function padTo(text: string, { width }: { readonly width: number }): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}
