import { type ScaleLinear, type ScaleLogarithmic, type ScaleSymLog, scaleLog } from 'd3-scale';
import { type Child, element, type Markup } from './markup.ts';

/** The scales of the drawings: from a quantity to pixels. */
export type Scale =
  | ScaleLinear<number, number>
  | ScaleLogarithmic<number, number>
  | ScaleSymLog<number, number>;

/** An axis: what is measured along it, and where the marks are. */
export interface Axis {
  readonly scale: Scale;
  readonly label: string;
  readonly ticks: readonly number[];
}

/** The rectangle that is drawn in, in pixels. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Draws a horizontal axis below a frame, with a thin line across it at each mark. */
export function horizontalAxis({ scale, label, ticks }: Axis, frame: Frame): Markup {
  const { left, right, top, bottom } = frame;
  const marks = ticks.map((tick) => {
    const x = scale(tick);
    return element('g', {}, [
      element('line', { class: 'grid', x1: x, x2: x, y1: top, y2: bottom }),
      element('text', { class: 'tick', x, y: bottom + 14, 'text-anchor': 'middle' }, [
        ...tickLabel(tick),
      ]),
    ]);
  });
  const middle = { x: (left + right) / 2, y: bottom + 31, 'text-anchor': 'middle' };
  return element('g', {}, [
    ...marks,
    element('line', { class: 'axis', x1: left, x2: right, y1: bottom, y2: bottom }),
    label === '' ? undefined : element('text', { class: 'label', ...middle }, [label]),
  ]);
}

/** Draws a vertical axis left of a frame; its label stands above it, where it can be read. */
export function verticalAxis({ scale, label, ticks }: Axis, frame: Frame): Markup {
  const { left, right, top, bottom } = frame;
  const marks = ticks.map((tick) => {
    const y = scale(tick);
    return element('g', {}, [
      element('line', { class: 'grid', x1: left, x2: right, y1: y, y2: y }),
      element('text', { class: 'tick', x: left - 6, y: y + 3.5, 'text-anchor': 'end' }, [
        ...tickLabel(tick),
      ]),
    ]);
  });
  return element('g', {}, [
    ...marks,
    element('line', { class: 'axis', x1: left, x2: left, y1: top, y2: bottom }),
    element('text', { class: 'label', x: 0, y: top - 10 }, [label]),
  ]);
}

/** Marks at powers of ten only, no more than are legible, where a logarithmic scale spans several. */
export function decades(scale: ScaleLogarithmic<number, number>, most: number): readonly number[] {
  const [low, high] = scale.domain();
  const span = Math.floor(Math.log10(high / low));
  // asked for no more marks than there are decades, d3 leaves out what lies between
  return span < 2 ? scale.ticks(3).filter(isRound) : scale.ticks(Math.min(most, span));
}

/** Zero, and powers of ten to both sides of it. */
export function signedDecades(scale: ScaleSymLog<number, number>, most: number): readonly number[] {
  const [low, high] = scale.domain();
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const magnitudes = decades(scaleLog().domain([scale.constant(), largest]), most);
  const signed = [...magnitudes.map((size) => -size), 0, ...magnitudes];
  return signed.filter((tick) => tick >= low && tick <= high);
}

/** 1, 2 or 5 times a power of ten. */
function isRound(value: number): boolean {
  return ['1', '2', '5'].includes(round(value).toExponential().split('e')[0]);
}

function isPowerOfTen(value: number): boolean {
  return Number(value.toExponential(9).split('e')[0]) === 1;
}

function exponent(value: number): number {
  return Math.round(Math.log10(value));
}

/** Powers of ten are written as such, other numbers as short as they can be. */
function tickLabel(value: number): readonly Child[] {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-2 && size < 1e4)) return [minus(String(round(value)))];
  if (!isPowerOfTen(size)) return [minus(round(value).toExponential())];
  const power = minus(String(exponent(size)));
  return [value < 0 ? '\u221210' : '10', element('tspan', { class: 'power', dy: -4 }, [power])];
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}

function minus(text: string): string {
  return text.replace(/-/g, '\u2212');
}
