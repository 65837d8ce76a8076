// Writes into docs/subjects.md how subjects may be written, and into docs/first-check.md the reports of its mistakes: all of it is run.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'expect';
import { gradientMatchers } from '../src/matchers.ts';
import { reportOf, stories } from '../test/first-check.ts';
import { CHAPTERS } from '../test/spellings/rows.ts';
import { spellingsTable } from '../test/spellings/table.ts';
import { withSection } from './readme-section.mjs';

expect.extend(gradientMatchers as never);

rewrite('subjects', (page) => withSection(page, 'spellings', spellingsTable(CHAPTERS)));
for (const story of stories())
  rewrite('first-check', (page) => withSection(page, story.name, reportOf(story, expect)));

function rewrite(name: string, change: (page: string) => string): void {
  const path = new URL(`../docs/${name}.md`, import.meta.url);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}
