import { scaleLinear, scaleLog, scaleQuantize } from 'd3-scale';
import type { VariableCheck } from '../../record.ts';
import { pooledAxes } from '../map-layout.ts';
import { formatError } from '../number.ts';
import { wordsFor } from '../words.ts';
import { decades, horizontalAxis } from './axes.ts';
import { type Cell, type Sheet, sheetOf } from './cells.ts';
import { figure, type Key } from './figure.ts';
import { element, type Markup, pixels } from './markup.ts';
import { type Point, unravel } from './points.ts';

const WIDTH = 360;
const FRAME = { left: 46, right: 352, top: 34, bottom: 268 };
/** The ramp of colours below the cells. */
const RAMP = { left: 46, right: 352, gap: 26, height: 10, below: 22 };

/** The largest cell, and how many times as long as high or as high as long one may be. */
const LARGEST_CELL = 34;
const LONGEST_CELL = 3;

/** Cells of a class that say what they stand for when pointed at; beyond, a page would grow with its gradient. */
const EXPLAINED = 60;

/** Classes of the relative error, each with a colour. */
const CLASSES = [0, 1, 2, 3, 4, 5];

/**
 * Draws where a variable is wrong, and how much: one cell a coordinate, or a block of them with the worst of it shown.
 */
export function mapFigure(variable: VariableCheck, points: readonly Point[]): Markup | undefined {
  if (variable.total < 2 || points.length === 0) return undefined;
  const sheet = sheetOf(variable, points);
  const layout = layoutOf(sheet);
  const isCounted = !sheet.isSelection;
  const classOf = scaleQuantize<number>().domain(logDomain(variable)).range(CLASSES);
  const groups = new Map<string, Cell[]>();
  for (const cell of sheet.cells) {
    const name = classOfCell(cell, classOf);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [cell]);
    else group.push(cell);
  }
  const hasErrors = sheet.cells.some(({ worst }) => worst.verdict === 'mismatch');
  const end = FRAME.top + layout.rows * layout.height;
  return figure({
    title: hasErrors ? 'Where it is wrong' : 'What was checked',
    description: inWords(variable, sheet),
    size: { width: WIDTH, height: hasErrors ? end + RAMP.gap + RAMP.height + RAMP.below : end + 4 },
    drawing: [
      element('text', { class: 'label', x: 0, y: 12 }, [axesText(variable, sheet)]),
      outline(layout),
      ...[...groups].map(([name, cells]) => cellGroup(name, cells, { ...layout, isCounted })),
      labels(variable, sheet, layout),
      hasErrors ? ramp(variable, end + RAMP.gap) : undefined,
    ],
    keys: keysFor(groups),
    remark: pooled(variable, sheet),
  });
}

/** Pixels of the cells. */
interface Layout {
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly columns: number;
}

function layoutOf({ rows, columns }: Sheet): Layout {
  const widest = Math.min((FRAME.right - FRAME.left) / columns, LARGEST_CELL);
  const highest = Math.min((FRAME.bottom - FRAME.top) / rows, LARGEST_CELL);
  const width = Math.min(widest, LONGEST_CELL * highest);
  const height = Math.min(highest, rows === 1 ? LARGEST_CELL : LONGEST_CELL * widest);
  return { width, height, rows, columns };
}

/** Powers of ten from the threshold, where errors begin, to 1. */
function logDomain({ threshold }: VariableCheck): [number, number] {
  return [Math.log10(Math.min(threshold, 1e-2)), 0];
}

function classOfCell({ worst }: Cell, classOf: (logarithm: number) => number): string {
  if (worst.verdict === 'match') return 'agrees';
  if (worst.verdict === 'inconclusive') return 'undecided';
  const error = Number.isNaN(worst.relativeError) ? 1 : worst.relativeError;
  return `error e${classOf(Math.log10(error))}`;
}

function cellGroup(
  name: string,
  cells: readonly Cell[],
  layout: Layout & { readonly isCounted: boolean },
): Markup {
  if (name === 'agrees') return element('path', { class: 'agrees', d: dots(cells, layout) });
  const sorted = [...cells].sort((a, b) => b.worst.relativeError - a.worst.relativeError);
  const explained = sorted.slice(0, EXPLAINED);
  const rest = sorted.slice(EXPLAINED);
  return element('g', { class: name }, [
    rest.length > 0
      ? element('path', { d: rest.map((cell) => box(cell, layout)).join('') })
      : undefined,
    ...explained.map((cell) =>
      element('g', {}, [
        element('path', { d: box(cell, layout) }),
        element('title', {}, [explain(cell, layout)]),
      ]),
    ),
  ]);
}

function explain(
  { worst, coordinates }: Cell,
  { isCounted }: { readonly isCounted: boolean },
): string {
  const { name, analytic, numeric, relativeError } = worst;
  const among = isCounted && coordinates > 1 ? ` (the worst of ${coordinates})` : '';
  const sides = `analytic ${analytic.toPrecision(6)}, numeric ${numeric.toPrecision(6)}`;
  return `${name}${among}: ${sides}, relative error ${formatError(relativeError)}`;
}

function outline({ width, height, rows, columns }: Layout): Markup {
  const { left: x, top: y } = FRAME;
  return element('rect', { class: 'sheet', x, y, width: columns * width, height: rows * height });
}

/** A gap between large cells only. */
function box({ row, column }: Cell, { width, height }: Layout): string {
  const gap = Math.min(width, height) > 7 ? 1 : 0;
  const [x, y] = [FRAME.left + column * width + gap / 2, FRAME.top + row * height + gap / 2];
  const across = pixels(width - gap);
  return `M${pixels(x)} ${pixels(y)}h${across}v${pixels(height - gap)}h-${across}z`;
}

function dots(cells: readonly Cell[], { width, height }: Layout): string {
  const place = ({ row, column }: Cell) =>
    `M${pixels(FRAME.left + (column + 0.5) * width)} ${pixels(FRAME.top + (row + 0.5) * height)}h0`;
  return cells.map(place).join('');
}

/** The index of some rows and columns, where d3 would put marks. */
function labels({ shape }: VariableCheck, sheet: Sheet, { width, height }: Layout): Markup {
  const { layout, rows, columns, rowsPerCell, columnsPerCell } = sheet;
  const [downSizes, acrossSizes] = [layout.down, layout.across].map((axes) =>
    axes.map((axis) => shape[axis]),
  );
  const marks = (count: number, length: number) =>
    scaleLinear()
      .domain([0, count])
      .ticks(Math.max(1, Math.min(count, Math.floor(length / 28))))
      .filter((cell) => Number.isInteger(cell) && cell < count);
  const across = marks(columns, columns * width).map((cell) => {
    const x = FRAME.left + (cell + 0.5) * width;
    const text = unravel(cell * columnsPerCell, acrossSizes);
    return element('text', { class: 'tick', x, y: FRAME.top - 5, 'text-anchor': 'middle' }, [text]);
  });
  const down = marks(rows, rows * height).map((cell) => {
    const y = FRAME.top + (cell + 0.5) * height + 3.5;
    const text = unravel(cell * rowsPerCell, downSizes);
    return element('text', { class: 'tick', x: FRAME.left - 6, y, 'text-anchor': 'end' }, [text]);
  });
  return element('g', {}, [...across, ...(layout.down.length > 0 ? down : [])]);
}

function ramp(variable: VariableCheck, top: number): Markup {
  const [low] = logDomain(variable);
  const scale = scaleLog()
    .domain([10 ** low, 1])
    .range([RAMP.left, RAMP.right]);
  const width = (RAMP.right - RAMP.left) / CLASSES.length;
  const swatches = CLASSES.map((level) =>
    element('g', { class: `error e${level}` }, [
      element('rect', { x: RAMP.left + level * width, y: top, width, height: RAMP.height }),
    ]),
  );
  const label = 'relative error of a wrong coordinate';
  const axis = { scale, label: '', ticks: decades(scale, 8) };
  return element('g', { class: 'ramp' }, [
    element('text', { class: 'label', x: RAMP.left, y: top - 6 }, [label]),
    ...swatches,
    horizontalAxis(axis, { ...RAMP, top, bottom: top + RAMP.height }),
  ]);
}

function keysFor(groups: ReadonlyMap<string, readonly Cell[]>): readonly Key[] {
  const square = (name: string) =>
    element('g', { class: name }, [element('path', { d: 'M5 0h12v12h-12z' })]);
  const dot = element('path', { class: 'agrees', d: 'M11 6h0' });
  return [
    ...(groups.has('agrees') ? [{ mark: dot, text: 'agrees' }] : []),
    ...(groups.has('undecided') ? [{ mark: square('undecided'), text: 'undecided' }] : []),
  ];
}

function pooled({ shape, checked }: VariableCheck, sheet: Sheet): string | undefined {
  const { layout, rows, columns, rowsPerCell, columnsPerCell, cells, isSelection } = sheet;
  const block = rowsPerCell * columnsPerCell > 1 ? `${rowsPerCell} × ${columnsPerCell}` : '';
  const over = pooledAxes(layout, { shape }).map((axis) => `axis ${axis}`);
  const what = [block, over.join(' and ')].filter((part) => part !== '').join(', over ');
  const worst = block === '' ? `over ${what}` : `of ${what}`;
  const parts = [
    ...(what === '' ? [] : [`Each cell shows the worst ${worst}.`]),
    ...(cells.length < rows * columns ? ['Blank: not checked.'] : []),
    ...(isSelection
      ? [`Drawn from a selection of ${checked} coordinates, the worst among them.`]
      : []),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}

function axesText({ shape }: VariableCheck, { layout }: Sheet): string {
  const whole = `[${shape.join(', ')}]`;
  if (layout.down.length === 0) return `${whole}, from left to right`;
  if (shape.length === 2) return whole;
  const axes = (some: readonly number[]) =>
    `${some.length > 1 ? 'axes' : 'axis'} ${some.join(', ')}`;
  return `${whole}: ${axes(layout.down)} down, ${axes(layout.across)} across`;
}

function inWords(variable: VariableCheck, { rows, columns }: Sheet): string {
  const { path, wrong, checked } = variable;
  const disagree = `${wrong} of ${checked} checked ${wordsFor(variable).many} of ${path} do not agree.`;
  return `A map of ${rows} × ${columns} cells. ${disagree}`;
}
