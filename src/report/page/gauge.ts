import { scaleLog } from 'd3-scale';
import { symbol, symbolDiamond2 } from 'd3-shape';
import type { GradientCheck } from '../../record.ts';
import { formatError } from '../number.ts';
import { decades, horizontalAxis } from './axes.ts';
import { type Child, element, type Markup, pixels } from './markup.ts';

const SIZE = { width: 540, height: 104 };
const FRAME = { left: 8, right: 532, top: 44, bottom: 60 };

/** No relative error of a float64 is smaller, but for 0, which is drawn here too. */
const SMALLEST = 1e-17;

/** Draws the relative error beside the threshold, and how small an error could have been resolved. */
export function gauge(check: GradientCheck): Child {
  const { relativeError, threshold, resolution, coverage } = check;
  if (coverage.checked === 0) return undefined;
  const scale = scaleLog().domain([SMALLEST, 1]).range([FRAME.left, FRAME.right]).clamp(true);
  const at = (error: number) => scale(Number.isNaN(error) ? 1 : Math.max(error, SMALLEST));
  const label = `relative error ${formatError(relativeError)}, threshold ${formatError(threshold)}`;
  const { top: y, bottom } = FRAME;
  const band = (name: string, [from, to]: readonly [number, number]) =>
    element('rect', { class: name, x: from, y, width: Math.max(0, to - from), height: bottom - y });
  const box = { class: 'gauge', viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: 'img' };
  return element('svg', { ...box, 'aria-label': label }, [
    element('g', { class: check.verdict }, [
      band('within', [FRAME.left, at(threshold)]),
      band('beyond', [at(threshold), FRAME.right]),
      band('unresolved', [FRAME.left, at(resolution)]),
      horizontalAxis({ scale, label: '', ticks: decades(scale, 8) }, FRAME),
      thresholdMark(at(threshold), formatError(threshold)),
      errorMark(at(relativeError), formatError(relativeError)),
      note(`hatched: errors too small to be resolved here, below ${formatError(resolution)}`),
    ]),
  ]);
}

function thresholdMark(x: number, text: string): Markup {
  return element('g', { class: 'limit' }, [
    element('line', { x1: x, x2: x, y1: 26, y2: 60 }),
    captionAt(x, { y: 36, text: `threshold ${text}` }),
  ]);
}

function errorMark(x: number, text: string): Markup {
  const place = `translate(${pixels(x)} 52)`;
  return element('g', { class: 'measured' }, [
    element('path', {
      d: symbol().type(symbolDiamond2).size(90).digits(1)() ?? '',
      transform: place,
    }),
    captionAt(x, { y: 14, text: `relative error ${text}` }),
    element('line', { x1: x, x2: x, y1: 18, y2: 42 }),
  ]);
}

/** Text beside a mark, on the side where there is more room. */
function captionAt(x: number, { y, text }: { readonly y: number; readonly text: string }): Markup {
  const right = x < SIZE.width / 2;
  const anchor = right ? 'start' : 'end';
  return element('text', { x: x + (right ? 6 : -6), y, 'text-anchor': anchor }, [text]);
}

function note(text: string): Markup {
  return element('text', { class: 'note', x: FRAME.left, y: 98 }, [text]);
}
