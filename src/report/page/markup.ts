/** A piece of a page, in which everything that came from outside is escaped. */
export interface Markup {
  readonly markup: string;
}

/** Text, which is escaped, or a piece of a page; nothing for `undefined`. */
export type Child = Markup | string | undefined;

/** Numbers are rounded to hundredths: of a pixel, everywhere here. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Elements that have no content, and so no end tag either. */
const EMPTY = new Set(['meta', 'path', 'rect', 'line', 'circle']);

/** Writes an element so that it is well-formed as XML too. */
export function element(
  name: string,
  attributes: Attributes,
  children: readonly Child[] = [],
): Markup {
  const tag = name + Object.entries(attributes).map(attribute).join('');
  if (EMPTY.has(name)) return { markup: `<${tag}/>` };
  return { markup: `<${tag}>${fragment(children).markup}</${name}>` };
}

/** Several pieces after each other. */
export function fragment(children: readonly Child[]): Markup {
  return { markup: children.map(markupOf).join('') };
}

/** A number of pixels as short as it can be written. */
export function pixels(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function attribute([name, value]: [string, string | number | undefined]): string {
  if (value === undefined) return '';
  return ` ${name}="${escapeText(typeof value === 'number' ? pixels(value) : value)}"`;
}

function markupOf(child: Child): string {
  if (child === undefined) return '';
  return typeof child === 'string' ? escapeText(child) : child.markup;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters and halves of pairs have no place in a document, escaped or not. */
const FORBIDDEN = /[^\P{Cc}\t\n]|\p{Cs}|[\uFFFE\uFFFF]/gu;

function escapeText(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
