// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are written with them
const SEQUENCE = /\u001b\[([\d;]*)m/g;

/** The text without its colours. */
export function withoutColour(text: string): string {
  return text.replace(SEQUENCE, '');
}

/** Whether anything in the text sets a colour or a weight. */
export function isColoured(text: string): boolean {
  return withoutColour(text) !== text;
}

/** The foreground colour in force after the text, as its code: 31 is red; undefined for the terminal's own. */
export function foregroundAfter(text: string): number | undefined {
  const codes = Array.from(text.matchAll(SEQUENCE), ([, list]) => list.split(';').map(Number));
  return codes.flat().reduce<number | undefined>((foreground, code) => {
    if (code === 0 || code === 39) return undefined;
    return (code >= 30 && code <= 37) || (code >= 90 && code <= 97) ? code : foreground;
  }, undefined);
}
