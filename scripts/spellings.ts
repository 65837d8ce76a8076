// Writes into docs/subjects.md how subjects may be written: every row is run, and says what it has shown.
import { readFileSync, writeFileSync } from 'node:fs';
import { CHAPTERS } from '../test/spellings/rows.ts';
import { spellingsTable } from '../test/spellings/table.ts';
import { withSection } from './readme-section.mjs';

const path = new URL('../docs/subjects.md', import.meta.url);
writeFileSync(path, withSection(readFileSync(path, 'utf8'), 'spellings', spellingsTable(CHAPTERS)));
