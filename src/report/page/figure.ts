import { type Child, element, fragment, type Markup } from './markup.ts';

/** A drawing with its heading, what a reader who does not see it is told, and its keys. */
export interface Figure {
  readonly title: string;
  readonly description: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly drawing: readonly Child[];
  readonly keys?: readonly Key[];
  readonly remark?: string | undefined;
}

/** One entry of a legend: a small drawing of 22 × 12 pixels, and what it stands for. */
export interface Key {
  readonly mark: Child;
  readonly text: string;
}

/** Lays a figure out. */
export function figure({ title, description, size, drawing, keys = [], remark }: Figure): Markup {
  const { width, height } = size;
  const box = { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': title };
  return element('figure', {}, [
    element('figcaption', {}, [title]),
    element('svg', box, [element('desc', {}, [description]), ...drawing]),
    keys.length > 0 ? element('ul', { class: 'keys' }, keys.map(legendEntry)) : undefined,
    remark === undefined ? undefined : element('p', { class: 'remark' }, [remark]),
  ]);
}

function legendEntry({ mark, text }: Key): Markup {
  const box = { class: 'key', viewBox: '0 0 22 12', width: 22, height: 12, 'aria-hidden': 'true' };
  return element('li', {}, [element('svg', box, [mark]), fragment([text])]);
}
