import type { VariableCheck } from '../check/record.ts';
import { CLASSES, type Grid, gridOf, type Level, poolLevels, product } from './map-cells.ts';
import { formatError } from './number.ts';
import { wrap } from './prose.ts';
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
}

const BLOCKS: Glyphs = { agrees: '·', unchecked: ' ', classes: ['░', '▒', '▓', '█'] };

const ASCII: Glyphs = { agrees: '.', unchecked: ' ', classes: [':', '+', '%', '#'] };

/**
 * Draws where the wrong coordinates of a variable sit, at most 60 × 20 cells, readable without colour.
 *
 * Nothing when a map would add nothing: for a small array or a short vector, for a single wrong coordinate, and where every
 * cell would look the same.
 */
export function formatMap(
  variable: VariableCheck,
  { ascii = false }: { readonly ascii?: boolean } = {},
): readonly string[] {
  const { shape, total, wrong, coordinates } = variable;
  const least = shape.length < 2 ? SHORT_VECTOR : SMALL;
  if (wrong < 2 || total <= least || coordinates.length === 0) return [];
  const grid = gridOf(shape);
  const levels = poolLevels(variable, grid);
  const seen = new Set(levels.flat());
  if (seen.size < 2 || ![...seen].some(isWrong)) return [];
  const glyphs = ascii ? ASCII : BLOCKS;
  const drawing = draw(levels, { grid, glyphs }).map((line) => INDENT + line);
  return [...heading(variable), ...drawing, '', ...legend(seen, { grid, glyphs })];
}

function isWrong(level: Level): boolean {
  return typeof level === 'number';
}

function heading({ path, shape }: VariableCheck): readonly string[] {
  return wrap(`where ${shorten(path, { width: PATH_WIDTH })} [${shape.join(', ')}] is wrong:`);
}

interface Style {
  readonly grid: Grid;
  readonly glyphs: Glyphs;
}

/** The cells, with the index of the first row and column of some cells beside and above them. */
function draw(levels: readonly (readonly Level[])[], { grid, glyphs }: Style): readonly string[] {
  const names = levels.map((_, row) => nameOf({ sizes: grid.down, flat: row * grid.rowsPerCell }));
  const width = Math.max(...names.map(({ length }) => length));
  const rows = levels.map((cells, row) => {
    const text = cells.map((level) => glyphOf(level, glyphs)).join('');
    return `${names[row].padStart(width)}  ${text}`.trimEnd();
  });
  return [' '.repeat(width + 2) + columnLabels(grid), ...rows];
}

// as many labels as fit without touching, at cells that are the same number apart
function columnLabels({ across, columnsPerCell }: Grid): string {
  const cells = Math.ceil(product(across) / columnsPerCell);
  const label = (cell: number) => nameOf({ sizes: across, flat: cell * columnsPerCell });
  const widest = label(cells - 1).length;
  const step = [1, 2, 5, 10, 20, 50].find((every) => every >= widest + GAP) ?? 50;
  const marks = Array.from({ length: Math.ceil(cells / step) }, (_, k) => label(k * step));
  return marks
    .map((mark) => mark.padEnd(step))
    .join('')
    .trimEnd();
}

function nameOf({ sizes, flat }: { readonly sizes: readonly number[]; readonly flat: number }) {
  const index: number[] = [];
  let rest = flat;
  for (const size of [...sizes].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index.join(',');
}

function glyphOf(level: Level, { agrees, unchecked, classes }: Glyphs): string {
  if (level === 'agrees') return agrees;
  return level === 'unchecked' ? unchecked : classes[level];
}

/** What the glyphs that occur mean, the smallest error first. */
function legend(seen: ReadonlySet<Level>, { grid, glyphs }: Style): readonly string[] {
  const { rowsPerCell, columnsPerCell } = grid;
  const classes = glyphs.classes.map((glyph, level) => ({ glyph, level, text: classText(level) }));
  const parts = [
    ...(seen.has('agrees') ? [`${glyphs.agrees} agrees`] : []),
    ...classes
      .filter(({ level }) => seen.has(level as Level))
      .map(({ glyph, text }) => `${glyph} ${text}`),
    ...(seen.has('unchecked') ? ['blank: not checked'] : []),
  ];
  const pooled =
    rowsPerCell * columnsPerCell > 1
      ? `; each cell the worst of ${rowsPerCell} × ${columnsPerCell}`
      : '';
  const text = `relative error: ${parts.join(', ')}${pooled}`;
  return wrap(text, { indent: INDENT.length, hanging: INDENT.length });
}

function classText(level: number): string {
  const [low, high] = [CLASSES[level - 1], CLASSES[level]].map((limit) =>
    limit === undefined ? '' : formatError(limit).replace('.0', ''),
  );
  return high === '' ? `from ${low}` : `below ${high}`;
}
