import { extent } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import type { CoordinateCheck, VariableCheck } from '../../record.ts';
import { formatError } from '../number.ts';
import { shorten } from '../shorten.ts';
import { decades, horizontalAxis, verticalAxis } from './axes.ts';
import { figure, type Key } from './figure.ts';
import { type Child, element, type Markup } from './markup.ts';

const SIZE = { width: 360, height: 336 };
const FRAME = { left: 54, right: 350, top: 30, bottom: 296 };

/**
 * Draws the one-sided slopes at a kink over the step: they stay apart, however small the step.
 */
export function slopesFigure({ worst }: VariableCheck): Markup | undefined {
  const kink = worst.find(({ slopes, ladder = [] }) => slopes !== undefined && ladder.length > 1);
  if (kink?.slopes === undefined || kink.ladder === undefined) return undefined;
  const { ladder, slopes, analytic } = kink;
  const plot = plotFor(kink, slopes);
  const side = (name: 'right' | 'left') =>
    ladder.map((rung) => ({ step: rung.step, slope: rung[name] }));
  return figure({
    title: 'The slopes to both sides of the kink',
    description: `At every step the slope to the left of ${kink.coordinate} is about ${slopes[0].toPrecision(4)}, to the right ${slopes[1].toPrecision(4)}; analytic is ${analytic.toPrecision(4)}.`,
    size: SIZE,
    drawing: [
      horizontalAxis({ scale: plot.x, label: 'step', ticks: decades(plot.x, 7) }, FRAME),
      verticalAxis({ scale: plot.y, label: 'slope', ticks: plot.y.ticks(6) }, FRAME),
      subgradients(plot, slopes),
      analyticLine(plot, kink),
      series(plot, { name: 'left', rungs: side('left') }),
      series(plot, { name: 'right', rungs: side('right') }),
    ],
    keys: keysFor(kink),
  });
}

interface Rung {
  readonly step: number;
  readonly slope: number;
}

type Plot = ReturnType<typeof plotFor>;

/** Wide enough for the slopes and the analytic value; what noise throws further than that is left out. */
function plotFor({ ladder = [], analytic }: CoordinateCheck, slopes: readonly number[]) {
  const [finest = 1, coarsest = 1] = extent(ladder, ({ step }) => step);
  const [low = 0, high = 0] = extent([...slopes, analytic].filter(Number.isFinite));
  const margin = 0.25 * (high - low || 1);
  return {
    x: scaleLog()
      .domain([finest / 3, coarsest * 3])
      .range([FRAME.left, FRAME.right]),
    y: scaleLinear()
      .domain([low - margin, high + margin])
      .range([FRAME.bottom, FRAME.top]),
  };
}

/** Every value between the slopes is right. */
function subgradients({ y }: Plot, slopes: readonly number[]): Markup {
  const [low, high] = extent(slopes);
  const [top, bottom] = [y(high ?? 0), y(low ?? 0)];
  const { left: x, right } = FRAME;
  const band = { x, y: top, width: right - x, height: bottom - top };
  return element('rect', { class: 'subgradients', ...band });
}

function analyticLine({ y }: Plot, { analytic }: CoordinateCheck): Child {
  if (!Number.isFinite(analytic)) return undefined;
  const at = y(analytic);
  const ends = { x1: FRAME.left, x2: FRAME.right, y1: at, y2: at };
  return element('g', { class: 'series analytic' }, [
    element('line', { class: 'curve analytic', ...ends }),
  ]);
}

function series(
  { x, y }: Plot,
  { name, rungs }: { readonly name: string; readonly rungs: readonly Rung[] },
): Markup {
  const [low, high] = y.domain();
  const inside = rungs.filter(({ slope }) => slope >= low && slope <= high);
  const path = line<Rung>(
    ({ step }) => x(step),
    ({ slope }) => y(slope),
  ).digits(1)(inside);
  const dots = inside.map(({ step, slope }) =>
    element('g', {}, [
      element('circle', { cx: x(step), cy: y(slope), r: 3 }),
      element('title', {}, [`step ${formatError(step)}: ${slope.toPrecision(6)}`]),
    ]),
  );
  return element('g', { class: `series ${name}` }, [
    path === null ? undefined : element('path', { class: `curve ${name}`, d: path }),
    ...dots,
  ]);
}

function keysFor({ coordinate }: CoordinateCheck): readonly Key[] {
  const stroke = (name: string) =>
    element('g', { class: `series ${name}` }, [
      element('path', { class: `curve ${name}`, d: 'M1 6h20' }),
      name === 'analytic' ? undefined : element('circle', { cx: 11, cy: 6, r: 3 }),
    ]);
  const band = element('rect', { class: 'subgradients', x: 1, y: 0, width: 20, height: 12 });
  return [
    { mark: stroke('left'), text: `${shorten(coordinate, { width: 30 })}: slope to the left` },
    { mark: stroke('right'), text: 'slope to the right' },
    { mark: stroke('analytic'), text: 'analytic' },
    { mark: band, text: 'subgradients: every value here is right' },
  ];
}
