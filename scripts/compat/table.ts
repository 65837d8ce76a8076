import { columnOf, whyLacking } from './judge.ts';
import { allUses, columns, type Results, type Row } from './results.ts';
import { runners } from './runners.ts';

/** A row for each runner, a column for each kind of use; every dash has a footnote. */
export function formatTable({ rows, installations }: Results): string {
  const notes = new Map<string, number>();
  const body = rows.map((row) => [nameOf(row), ...columns.map((one) => cell(row, one, notes))]);
  const head = ['', ...columns.map((column) => (column.includes('.') ? `\`${column}\`` : column))];
  const rule = head.map((_, index) => (index === 0 ? '---' : ':-:'));
  const table = [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`);
  const footnotes = Array.from(notes, ([note, number]) => `${mark(number)} ${note}`);
  const installs = installations.map(({ name, version }) => `${name} ${version}`);
  return [
    ...table,
    '',
    ...footnotes.map((note) => `${note}.  `),
    ...(installs.length > 0
      ? ['', `Installs without a warning under ${installs.join(' and ')}.`]
      : []),
  ].join('\n');
}

function nameOf({ name, version, node, variants }: Row): string {
  const how = variants.filter((variant) => variant !== '');
  const on = node === undefined ? '' : `, Node ${node.split('.')[0]}`;
  return `${name} ${version}${on}${how.length > 0 ? ` (${how.join(', ')})` : ''}`;
}

/** ✓ when all uses of the column work in all variants; else how many do; – where the runner has none of them. */
function cell({ id, uses }: Row, column: string, notes: Map<string, number>): string {
  const family = runners.find((runner) => runner.id === id)?.family;
  const all = allUses.filter((use) => columnOf(use) === column);
  const lacking = family === undefined ? [] : all.flatMap((use) => whyLacking(family, use) ?? []);
  const differing = all.flatMap((use) => family?.differs?.[use]?.because ?? []);
  const remark = family?.remarks?.[column] ?? [];
  const marks = [...new Set([...lacking, ...differing].concat(remark))]
    .map((note) => mark(numberOf(note, notes)))
    .join('');
  if (lacking.length === all.length) return `–${marks}`;
  const working = all.filter((use) => uses[use]?.length === 0).length;
  const expected = all.length - lacking.length;
  return working === expected ? `✓${marks}` : `✗ ${working}/${expected}${marks}`;
}

function numberOf(note: string, notes: Map<string, number>): number {
  if (!notes.has(note)) notes.set(note, notes.size + 1);
  return notes.get(note) ?? 0;
}

function mark(number: number): string {
  return '¹²³⁴⁵⁶⁷⁸⁹'[number - 1];
}
