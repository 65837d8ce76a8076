import { indexIn } from '../naming.ts';
import type { VariableCheck } from '../record.ts';
import { type Level, type Picture, pictureOf } from './map-cells.ts';
import { pooledAxes, product } from './map-layout.ts';
import type { Grid } from './map-pool.ts';
import { CLASSES } from './map-ranks.ts';
import { formatError } from './number.ts';
import { type Paint, PLAIN } from './paint.ts';
import { type Fit, listed, WIDTH, wrap } from './prose.ts';
import { shorten } from './shorten.ts';

const INDENT = '  ';

/** A vector up to this length is better read in the table. */
const SHORT_VECTOR = 24;

/** As is an array with no more coordinates than this. */
const SMALL = 8;

/** Columns a path may take in the heading. */
const PATH_WIDTH = 40;

/** Spaces between two labels of the columns. */
const GAP = 2;

interface Glyphs {
  readonly agrees: string;
  readonly unchecked: string;
  readonly classes: readonly string[];
  readonly times: string;
}

const BLOCKS: Glyphs = { agrees: '·', unchecked: ' ', classes: ['░', '▒', '▓', '█'], times: '×' };

const ASCII: Glyphs = { agrees: '.', unchecked: ' ', classes: [':', '+', '%', '#'], times: 'x' };

/** How a map is drawn. */
export interface MapStyle {
  readonly ascii?: boolean | undefined;
  readonly paint?: Paint;
  /** Columns that the words around it may fill. */
  readonly width?: number;
}

/**
 * Draws where the wrong coordinates of a variable sit, at most 60 × 20 cells, readable without colour.
 *
 * Nothing when a map would add nothing: for a small array or a short vector, for a single wrong coordinate, and where every
 * cell would look the same.
 */
export function formatMap(
  variable: VariableCheck,
  { ascii = false, paint = PLAIN, width = WIDTH }: MapStyle = {},
): readonly string[] {
  const { shape, total, wrong, coordinates } = variable;
  const least = shape.length < 2 ? SHORT_VECTOR : SMALL;
  if (wrong < 2 || total <= least || coordinates.length === 0) return [];
  const { grid, levels } = pictureOf(variable);
  const seen = new Set(levels.flat());
  if (seen.size < 2 || ![...seen].some(isWrong)) return [];
  const glyphs = ascii ? ASCII : BLOCKS;
  const drawing = draw({ grid, levels }, { glyphs, paint }).map((line) => INDENT + line);
  return [
    ...heading(variable, grid, { width }),
    ...drawing,
    '',
    ...legend(seen, { grid, glyphs, width }),
  ];
}

function isWrong(level: Level): boolean {
  return typeof level === 'number';
}

function heading({ path, shape }: VariableCheck, grid: Grid, fit: Fit): readonly string[] {
  const name = `${shorten(path, { width: PATH_WIDTH })} [${shape.join(', ')}]`;
  return wrap(`where ${name} is wrong${axesOf(grid)}:`, fit);
}

/** Which axes make the picture, unless nothing else could. */
function axesOf({ layout, shape }: Grid): string {
  if (shape.length < 3) return '';
  const pooled = pooledAxes(layout, { shape });
  const over = pooled.length === 0 ? '' : `, the worst over ${axes(pooled)}`;
  return ` (${axes(layout.down)} down, ${axes(layout.across)} across${over})`;
}

function axes(numbers: readonly number[]): string {
  return `${numbers.length === 1 ? 'axis' : 'axes'} ${listed(numbers.map(String))}`;
}

/** The cells, with the index of the first row and column of some cells beside and above them. */
function draw(
  { grid, levels }: Picture,
  { glyphs, paint }: { readonly glyphs: Glyphs; readonly paint: Paint },
): readonly string[] {
  const { shape, layout, rowsPerCell } = grid;
  const sizes = layout.down.map((axis) => shape[axis]);
  const names = levels.map((_, row) => nameOf({ sizes, flat: row * rowsPerCell }));
  const width = Math.max(...names.map(({ length }) => length));
  const rows = levels.map((cells, row) => {
    const text = cells
      .map((level) => glyphOf(level, glyphs))
      .join('')
      .trimEnd();
    const name = names[row].padStart(width);
    return text === '' ? name : `${name}  ${painted(text, glyphs, paint)}`;
  });
  return [' '.repeat(width + 2) + columnLabels(grid), ...rows];
}

// as many labels as fit without touching, at cells that are the same number apart
function columnLabels({ shape, layout, columnsPerCell }: Grid): string {
  const sizes = layout.across.map((axis) => shape[axis]);
  const cells = Math.ceil(product(sizes) / columnsPerCell);
  const label = (cell: number) => nameOf({ sizes, flat: cell * columnsPerCell });
  const widest = label(cells - 1).length;
  const step = [1, 2, 5, 10, 20, 50].find((every) => every >= widest + GAP) ?? 50;
  const marks = Array.from({ length: Math.ceil(cells / step) }, (_, k) => label(k * step));
  return marks
    .map((mark) => mark.padEnd(step))
    .join('')
    .trimEnd();
}

function nameOf({ sizes, flat }: { readonly sizes: readonly number[]; readonly flat: number }) {
  return indexIn(sizes, flat).join(',');
}

function glyphOf(level: Level, { agrees, unchecked, classes }: Glyphs): string {
  if (level === 'agrees') return agrees;
  return level === 'unchecked' ? unchecked : classes[level];
}

/** Cells of a row, equal ones painted together. */
function painted(row: string, { agrees, unchecked }: Glyphs, { wrong, faint }: Paint): string {
  const runs = row.match(/(.)\1*/gu) ?? [];
  return runs
    .map((run) => (run[0] === agrees ? faint(run) : run[0] === unchecked ? run : wrong(run)))
    .join('');
}

/** What the glyphs that occur mean, the smallest error first. */
function legend(
  seen: ReadonlySet<Level>,
  { grid, glyphs, width }: Fit & { readonly grid: Grid; readonly glyphs: Glyphs },
): readonly string[] {
  const classes = glyphs.classes.map((glyph, level) => ({ glyph, level, text: classText(level) }));
  const parts = [
    ...(seen.has('agrees') ? [`${glyphs.agrees} agrees`] : []),
    ...classes
      .filter(({ level }) => seen.has(level as Level))
      .map(({ glyph, text }) => `${glyph} ${text}`),
    ...(seen.has('unchecked') ? ['blank: not checked'] : []),
  ];
  const text = `relative error: ${parts.join(', ')}${pooling(grid, glyphs)}`;
  return wrap(text, { width, indent: INDENT.length, hanging: INDENT.length });
}

function pooling({ rowsPerCell, columnsPerCell }: Grid, { times }: Glyphs): string {
  if (rowsPerCell * columnsPerCell === 1) return '';
  return `; each cell the worst of ${rowsPerCell} ${times} ${columnsPerCell}`;
}

function classText(level: number): string {
  const [low, high] = [CLASSES[level - 1], CLASSES[level]].map((limit) =>
    limit === undefined ? '' : formatError(limit).replace('.0', ''),
  );
  return high === '' ? `from ${low}` : `below ${high}`;
}
