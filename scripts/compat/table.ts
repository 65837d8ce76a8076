import type { Family } from './family.ts';
import { columnOf, whyLacking } from './judge.ts';
import { allUses, columns, type Results, type Row } from './results.ts';
import { runners } from './runners.ts';

/** A row for each runner, a column for each kind of use; every dash has a footnote. */
export function formatTable({ rows, installations, types }: Results): string {
  const notes = new Map<string, number>();
  const body = rows.map((row) => [nameOf(row), ...columns.map((one) => cell(row, one, notes))]);
  const head = ['', ...columns.map((column) => (column.includes('.') ? `\`${column}\`` : column))];
  const footnotes = Array.from(notes, ([note, number]) => `${mark(number)} ${note}.`);
  return [markdown([head, ...body]), footnotes.join('<br>\n'), formatRest({ installations, types })]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A row for each use, a column for each runner. */
export function formatUses({ rows }: Results): string {
  const body = allUses.map((use) => [use, ...rows.map((row) => verdictOf(row, use))]);
  return markdown([['', ...rows.map(nameOf)], ...body]);
}

function verdictOf({ id, uses }: Row, use: string): string {
  const family = familyOf(id);
  if (family !== undefined && whyLacking(family, use) !== undefined) return '–';
  if (uses[use] === undefined) return 'untested';
  return uses[use].length === 0 ? '✓' : '✗';
}

/** What is not about a runner alone, in sentences. */
function formatRest({ installations, types }: Pick<Results, 'installations' | 'types'>): string {
  const quiet = installations.filter(({ complaints }) => complaints.length === 0);
  const managers = quiet.map(({ name, version }) => `${name} ${version}`);
  const clean = types.filter(({ cells }) =>
    Object.values(cells).every((complaints) => complaints.length === 0),
  );
  const compilers = Object.keys(types[0]?.cells ?? {});
  return [
    managers.length > 0 ? `The package installs without a warning under ${listed(managers)}.` : '',
    clean.length > 0
      ? `Its types compile in ${clean.length} of ${types.length} programs, each with TypeScript ${listed(compilers)}.`
      : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function listed(words: readonly string[]): string {
  const last = words[words.length - 1];
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
}

function markdown([head, ...body]: readonly (readonly string[])[]): string {
  const rule = head.map((_, index) => (index === 0 ? '---' : ':-:'));
  return [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function nameOf({ name, version, node }: Row): string {
  return `${name} ${version}${node === undefined ? '' : `, Node ${node.split('.')[0]}`}`;
}

function familyOf(id: string): Family | undefined {
  return runners.find((runner) => runner.id === id)?.family;
}

/** ✓ when all uses of the column work in all variants; else how many do; – where the runner has none of them. */
function cell({ id, uses }: Row, column: string, notes: Map<string, number>): string {
  const family = familyOf(id);
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
