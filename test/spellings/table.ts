import type { Chapter, Row } from './row.ts';
import { outcomeOf } from './run.ts';
import type { Use } from './uses.ts';

/** The table of `docs/subjects.md`: what each row shows when it is run. */
export function spellingsTable(chapters: readonly Chapter[]): string {
  return chapters
    .flatMap(({ title, rows }) => [
      `| ${title} | right | a slip is found in | as in |\n|---|:-:|---|---|`,
      ...rows.map(lineOf),
      '',
    ])
    .join('\n')
    .trim();
}

function lineOf(row: Row): string {
  const { right, blamed } = outcomeOf(row);
  const found = blamed.map((path) => `\`${path}\``).join(', ');
  return `| ${spelt(row.spelling)} | ${right.verdict} | ${found} | ${row.uses.map(linkTo).join(', ')} |`;
}

/** Code, unless the row says in words what it is. */
function spelt(spelling: string): string {
  const isCode = /[({[]/.test(spelling) && !/`|^(a|leaves|getters) /.test(spelling);
  return (isCode ? `\`${spelling}\`` : spelling).replaceAll('|', '\\|');
}

function linkTo({ name, version, where, url }: Use): string {
  return `[${name} ${version}](${url} "${where}")`;
}
