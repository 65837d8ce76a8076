import { extent } from 'd3-array';
import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import type { CoordinateCheck, VariableCheck } from '../../record.ts';
import { formatError } from '../number.ts';
import { shorten } from '../shorten.ts';
import { decades, horizontalAxis, verticalAxis } from './axes.ts';
import { figure, type Key } from './figure.ts';
import { type Child, element, type Markup, pixels } from './markup.ts';

const SIZE = { width: 360, height: 336 };
const FRAME = { left: 46, right: 350, top: 30, bottom: 296 };

/** Less than this is shown as this: no relative error of a float64 is smaller, but for 0. */
const SMALLEST = 1e-16;

/** Further coordinates that are drawn beside the worst one. */
const FURTHER = 3;

/** Errors this many times as large as their noise come from the length of the step. */
const CLEAR_OF_NOISE = 10;

/**
 * Draws how far the difference quotients are from the analytic derivative and from the estimate, over the step.
 *
 * A right derivative is approached as the step shrinks, until round-off takes over; a wrong one is missed by as much at
 * every step.
 */
export function ladderFigure(variable: VariableCheck): Markup | undefined {
  const studied = variable.worst.filter(({ ladder = [] }) => errorsOf(ladder, 0).length > 1);
  const [worst] = studied;
  if (worst === undefined) return undefined;
  const curves = studied.slice(0, 1 + FURTHER).map(curvesOf);
  const [own, ...others] = curves;
  const plot = plotFor(curves, variable);
  return figure({
    title: 'The error over the ladder of steps',
    description: inWords(worst, own),
    size: SIZE,
    drawing: [
      horizontalAxis({ scale: plot.x, label: 'step', ticks: decades(plot.x, 7) }, FRAME),
      verticalAxis(
        {
          scale: plot.y,
          label: 'relative error of the difference quotient',
          ticks: decades(plot.y, 9),
        },
        FRAME,
      ),
      thresholdLine(plot, variable),
      curve(plot, { name: 'noise', rungs: own.noise }),
      truncationGuide(plot, own),
      ...others.map((one) => curve(plot, { name: 'further', rungs: one.analytic })),
      marked(plot, { name: 'numeric', rungs: own.numeric }),
      marked(plot, { name: 'analytic', rungs: own.analytic }),
    ],
    keys: keysFor(worst, { own, others: others.length }),
    remark: curves.some(isCut) ? 'Differences below 1e-16 are drawn at 1e-16.' : undefined,
  });
}

/** An error over one step. */
interface Rung {
  readonly step: number;
  readonly error: number;
}

/** The curves of one coordinate, as errors relative to both sides. */
interface Curves {
  readonly analytic: readonly Rung[];
  readonly numeric: readonly Rung[];
  readonly noise: readonly Rung[];
}

function curvesOf({ analytic, numeric, ladder = [] }: CoordinateCheck): Curves {
  const size = [analytic, numeric].filter(Number.isFinite).map(Math.abs);
  const whole = size.reduce((a, b) => a + b, 0) || 1;
  const relative = (rungs: readonly Rung[]) =>
    rungs.map(({ step, error }) => ({ step, error: Math.max(error / whole, SMALLEST) }));
  return {
    analytic: relative(errorsOf(ladder, analytic)),
    numeric: relative(errorsOf(ladder, numeric)),
    noise: relative(ladder.map(({ step, noise }) => ({ step, error: noise }))),
  };
}

function isCut({ analytic, numeric }: Curves): boolean {
  return [...analytic, ...numeric].some(({ error }) => error === SMALLEST);
}

type Ladder = NonNullable<CoordinateCheck['ladder']>;

function errorsOf(ladder: Ladder, derivative: number): readonly Rung[] {
  return ladder
    .map(({ step, central }) => ({ step, error: Math.abs(central - derivative) }))
    .filter(({ error }) => Number.isFinite(error));
}

type LogScale = ReturnType<typeof scaleLog<number, number>>;

interface Plot {
  readonly x: LogScale;
  readonly y: LogScale;
}

function plotFor(curves: readonly Curves[], { threshold }: VariableCheck): Plot {
  const rungs = curves.flatMap(({ analytic, numeric }) => [...analytic, ...numeric]);
  const [finest = 1, coarsest = 1] = extent(rungs, ({ step }) => step);
  const [smallest = threshold, largest = 1] = extent(rungs, ({ error }) => error);
  const errors = [Math.min(smallest, threshold / 10), Math.max(largest, threshold * 10)];
  return {
    x: scaleLog()
      .domain([finest / 3, coarsest * 3])
      .range([FRAME.left, FRAME.right]),
    y: scaleLog().domain(errors).nice().range([FRAME.bottom, FRAME.top]),
  };
}

function thresholdLine({ y }: Plot, { threshold }: VariableCheck): Markup {
  const at = y(threshold);
  const { left: x1, right: x2 } = FRAME;
  return element('g', {}, [
    element('line', { class: 'threshold', x1, x2, y1: at, y2: at }),
    element('text', { class: 'note', x: x1 + 4, y: at - 4 }, [
      `threshold ${formatError(threshold)}`,
    ]),
  ]);
}

interface Series {
  readonly name: string;
  readonly rungs: readonly Rung[];
}

function curve({ x, y }: Plot, { name, rungs }: Series): Child {
  const [low, high] = y.domain();
  const inside = rungs.filter(({ error }) => error >= low && error <= high);
  const path = line<Rung>(
    ({ step }) => x(step),
    ({ error }) => y(error),
  ).digits(1)(inside);
  return path === null ? undefined : element('path', { class: `curve ${name}`, d: path });
}

function marked(plot: Plot, series: Series): Markup {
  const { x, y } = plot;
  const dots = series.rungs.map(({ step, error }) =>
    element('g', {}, [
      element('circle', { cx: x(step), cy: y(error), r: 3 }),
      element('title', {}, [`step ${formatError(step)}: ${formatError(error)}`]),
    ]),
  );
  return element('g', { class: `series ${series.name}` }, [curve(plot, series), ...dots]);
}

/** The slope of truncation, h², through the coarsest error that noise has no part in. */
function truncationGuide({ x, y }: Plot, { numeric, noise }: Curves): Child {
  const noiseAt = new Map(noise.map(({ step, error }) => [step, error]));
  const clear = numeric.filter(
    ({ step, error }) => error > CLEAR_OF_NOISE * (noiseAt.get(step) ?? 0) && error > SMALLEST,
  );
  if (clear.length < 2) return undefined;
  const { step, error } = clear[Math.floor(clear.length / 2)];
  const [low, high] = y.domain();
  const at = (height: number) => step * Math.sqrt(height / error);
  const [from, to] = x.domain();
  const steps = [Math.max(from, at(low)), Math.min(to, at(high))];
  const [a, b] = steps.map((h) => ({ x: x(h), y: y(error * (h / step) ** 2) }));
  return element('g', {}, [
    element('path', {
      class: 'curve guide',
      d: `M${pixels(a.x)} ${pixels(a.y)}L${pixels(b.x)} ${pixels(b.y)}`,
    }),
  ]);
}

function keysFor(
  { coordinate }: CoordinateCheck,
  { own, others }: { readonly own: Curves; readonly others: number },
): readonly Key[] {
  const stroke = (name: string) =>
    element('g', { class: `series ${name}` }, [
      element('path', { class: `curve ${name}`, d: 'M1 6h20' }),
      name === 'further' ? undefined : element('circle', { cx: 11, cy: 6, r: 3 }),
    ]);
  const plain = (name: string) => element('path', { class: `curve ${name}`, d: 'M1 6h20' });
  return [
    {
      mark: stroke('analytic'),
      text: `${shorten(coordinate, { width: 30 })}: distance to the analytic derivative`,
    },
    ...(own.numeric.length > 0
      ? [{ mark: stroke('numeric'), text: 'distance to the numeric estimate' }]
      : []),
    ...(others > 0
      ? [{ mark: plain('further'), text: `the same, analytic, of the next ${others}` }]
      : []),
    { mark: plain('noise'), text: 'noise of the value, ∝ 1/h' },
    { mark: plain('guide'), text: 'truncation, ∝ h²' },
  ];
}

function inWords({ coordinate }: CoordinateCheck, { analytic }: Curves): string {
  const [least, most] = extent(analytic, ({ error }) => error);
  const range = `between ${formatError(least ?? 0)} and ${formatError(most ?? 0)}`;
  return `At ${analytic.length} steps the difference quotient along ${coordinate} is ${range} away from the analytic derivative.`;
}
