import { extent, max, quantile } from 'd3-array';
import { scaleLinear, scaleSymlog } from 'd3-scale';
import { symbol, symbolDiamond2, symbolTriangle } from 'd3-shape';
import type { VariableCheck } from '../../record.ts';
import { formatError } from '../number.ts';
import { wordsFor } from '../words.ts';
import { horizontalAxis, type Scale, signedDecades, verticalAxis } from './axes.ts';
import { figure, type Key } from './figure.ts';
import { type Child, element, type Markup, pixels } from './markup.ts';
import type { Point } from './points.ts';

const SIZE = { width: 360, height: 336 };
const FRAME = { left: 54, right: 350, top: 30, bottom: 296 };

/** A linear axis shows two numbers apart if the larger is at most so many times the smaller. */
const LINEAR = 300;
/** The width of an axis that ends here would not be finite. */
const BEYOND = 1e300;
/** Points that are drawn, of those that agree and of those that do not. */
const MOST = { agreeing: 400, wrong: 300 };
/** With more wrong points their distances from the line would hide each other. */
const DISTANCES = 40;

/** Draws the analytic derivatives against the numeric ones: what is right lies on the diagonal. */
export function scatterFigure(
  variable: VariableCheck,
  points: readonly Point[],
): Markup | undefined {
  const finite = points.filter(
    ({ analytic, numeric }) => Math.abs(analytic) < BEYOND && Math.abs(numeric) < BEYOND,
  );
  if (finite.length === 0) return undefined;
  const { shown, ticks, scale } = scalesFor(finite);
  const plot = { x: scale([FRAME.left, FRAME.right]), y: scale([FRAME.bottom, FRAME.top]) };
  const agreeing = thin(
    finite.filter(({ verdict }) => verdict === 'match'),
    MOST.agreeing,
  );
  const wrong = finite
    .filter(({ verdict }) => verdict !== 'match')
    .sort((a, b) => b.relativeError - a.relativeError)
    .slice(0, MOST.wrong);
  const axis = { scale: plot.x, ticks: ticks(6) };
  return figure({
    title: 'Analytic against numeric',
    description: inWords(variable, { finite, all: points }),
    size: SIZE,
    drawing: [
      horizontalAxis({ ...axis, label: 'numeric' }, FRAME),
      verticalAxis({ ...axis, scale: plot.y, label: 'analytic' }, FRAME),
      identity(plot, shown),
      ...(wrong.length <= DISTANCES ? wrong.map((point) => distance(plot, point)) : []),
      ...wrong.map((point) => bar(plot, point)),
      element('path', { class: 'agrees', d: agreeing.map((point) => dot(plot, point)).join('') }),
      ...wrong.map((point) => mark(plot, point)),
    ],
    keys: keysFor({ agreeing, wrong }),
    remark: leftOut(variable, { finite, all: points, drawn: agreeing.length + wrong.length }),
  });
}

interface Plot {
  readonly x: Scale;
  readonly y: Scale;
}

/** The same scale on both axes: linear, or logarithmic to both sides of zero where sizes differ much. */
function scalesFor(points: readonly Point[]) {
  const values = points.flatMap(({ analytic, numeric }) => [analytic, numeric]);
  const [low = 0, high = 0] = extent(values);
  const sizes = values.map(Math.abs).filter((size) => size > 0);
  const largest = max(sizes) ?? 0;
  const small = quantile(sizes, 0.1) ?? 0;
  if (largest <= LINEAR * small || largest === 0) {
    const margin = 0.06 * (high - low || Math.abs(high) || 1);
    const shown: [number, number] = [low - margin, high + margin];
    const scale = (range: [number, number]) => scaleLinear().domain(shown).range(range);
    return { shown, scale, ticks: (most: number) => scale([0, 1]).ticks(most) };
  }
  const constant = Math.max(small, 1e-9 * largest);
  const wider = (value: number) => (value === 0 ? -constant / 2 : 1.6 * value);
  const shown: [number, number] = [
    low < 0 ? wider(low) : -constant / 2,
    high > 0 ? wider(high) : constant / 2,
  ];
  const scale = (range: [number, number]) =>
    scaleSymlog().constant(constant).domain(shown).range(range);
  return { shown, scale, ticks: (most: number) => signedDecades(scale([0, 1]), most / 2) };
}

function identity({ x, y }: Plot, [low, high]: readonly [number, number]): Markup {
  return element('line', { class: 'identity', x1: x(low), y1: y(low), x2: x(high), y2: y(high) });
}

/** From a point straight to where the analytic value should be. */
function distance({ x, y }: Plot, { analytic, numeric }: Point): Markup {
  const at = x(numeric);
  return element('line', { class: 'distance', x1: at, x2: at, y1: y(analytic), y2: y(numeric) });
}

/** Only a bar that is longer than the mark can be seen. */
function bar({ x, y }: Plot, { analytic, numeric, bar: half }: Point): Child {
  if (!Number.isFinite(half)) return undefined;
  const inside = (place: number) => Math.min(Math.max(place, FRAME.left), FRAME.right);
  const [x1, x2] = [numeric - half, numeric + half].map((end) => inside(x(end)));
  return x2 - x1 < 4
    ? undefined
    : element('line', { class: 'bar', x1, x2, y1: y(analytic), y2: y(analytic) });
}

function dot({ x, y }: Plot, { analytic, numeric }: Point): string {
  return `M${pixels(x(numeric))} ${pixels(y(analytic))}h0`;
}

function mark({ x, y }: Plot, point: Point): Markup {
  const { name, analytic, numeric, bar: half, relativeError, verdict } = point;
  const sides = `analytic ${analytic.toPrecision(8)}, numeric ${numeric.toPrecision(8)}`;
  const text = `${name}: ${sides} ± ${formatError(half)}, relative error ${formatError(relativeError)}`;
  const place = `translate(${pixels(x(numeric))} ${pixels(y(analytic))})`;
  return element('g', { class: verdict, transform: place }, [
    element('path', { d: shapeOf(verdict) }),
    element('title', {}, [text]),
  ]);
}

function shapeOf(verdict: Point['verdict']): string {
  const shape = verdict === 'mismatch' ? symbolDiamond2 : symbolTriangle;
  return symbol().type(shape).size(34).digits(1)() ?? '';
}

interface Drawn {
  readonly agreeing: readonly Point[];
  readonly wrong: readonly Point[];
}

function keysFor({ agreeing, wrong }: Drawn): readonly Key[] {
  const has = (verdict: Point['verdict']) => wrong.some((point) => point.verdict === verdict);
  const sign = (verdict: Point['verdict']) =>
    element('g', { class: verdict, transform: 'translate(11 6)' }, [
      element('path', { d: shapeOf(verdict) }),
    ]);
  const dotted = element('path', { class: 'agrees', d: 'M11 6h0' });
  const line = element('line', { class: 'identity', x1: 2, y1: 11, x2: 20, y2: 1 });
  return [
    ...(agreeing.length > 0 ? [{ mark: dotted, text: 'agrees' }] : []),
    ...(has('mismatch') ? [{ mark: sign('mismatch'), text: 'wrong' }] : []),
    ...(has('inconclusive') ? [{ mark: sign('inconclusive'), text: 'undecided' }] : []),
    { mark: line, text: 'analytic = numeric' },
  ];
}

/** Every so many of too many. */
function thin(points: readonly Point[], most: number): readonly Point[] {
  const every = Math.ceil(points.length / most);
  return points.filter((_, i) => i % every === 0);
}

interface Counted {
  readonly finite: readonly Point[];
  readonly all: readonly Point[];
}

function leftOut(
  { coordinates }: VariableCheck,
  { finite, all, drawn }: Counted & { readonly drawn: number },
): string | undefined {
  const infinite = all.length - finite.length;
  const parts = [
    ...(infinite > 0 ? [`${infinite} not finite, or too large to draw.`] : []),
    ...(drawn < finite.length
      ? [`${drawn} of ${coordinates.length - infinite} points drawn.`]
      : []),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}

function inWords(variable: VariableCheck, { finite, all }: Counted): string {
  const { path, coordinates } = variable;
  const drawn = all.length < coordinates.length ? 'Of those that are drawn ' : '';
  const wrong = finite.filter(({ verdict }) => verdict !== 'match').length;
  return `${drawn}${wrong} of ${finite.length} ${wordsFor(variable).many} of ${path} lie off the line on which both derivatives are equal.`;
}
