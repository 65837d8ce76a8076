import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sectionIn } from '../../scripts/readme-section.mjs';
import * as names from '../../src/subject/spellings.ts';
import { CHAPTERS } from './rows.ts';
import { outcomeOf } from './run.ts';
import { spellingsTable } from './table.ts';

const rows = CHAPTERS.flatMap((chapter) => chapter.rows);

describe.each(CHAPTERS)('$title', (chapter) => {
  test.each(chapter.rows)('$spelling', (row) => {
    const { right, wrong, blamed } = outcomeOf(row);
    expect(right.verdict).toBe('match');
    expect(wrong.verdict).toBe('mismatch');
    expect(blamed).toEqual([row.wrong]);
  });

  test.each(chapter.rows)('two projects write $spelling', ({ uses }) => {
    expect(new Set(uses.map(({ name }) => name)).size).toBeGreaterThanOrEqual(2);
  });
});

test('there are more than fifty', () => {
  expect(rows.length).toBeGreaterThan(50);
});

/** By these no subject is understood: they say what is no input and no parameter, or where to look in what is understood. */
const FOUND_LATER: readonly (keyof typeof names)[] = [
  'SWITCHES',
  'SIZES',
  'PARAMETER_METHODS',
  'PARAMETER_LISTS',
  'GRADIENT_CONTAINERS',
  'OWN_VALUE',
  'OWN_GRADIENT',
  'CARRIERS',
  'INPUTS',
  'ZERO_METHODS',
];

/** Parts of names. */
const { BEFORE_A_VALUE, BEHIND_A_VALUE, ...whole } = names;

test('every name by which something is recognised is in one of them', () => {
  const texts = rows.map(({ spelling, make }) => `${spelling} ${membersOf(make(1).subject)}`);
  const listed = Object.entries(whole)
    .filter(([name]) => !(FOUND_LATER as readonly string[]).includes(name))
    .flatMap(([, list]) => list as readonly (string | object)[])
    .flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(entry)));
  const missing = listed.filter(
    (name) => !texts.some((text) => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(text)),
  );
  expect(missing).toEqual([]);
});

test('every word that makes the name of a gradient out of its value is in one of them', () => {
  const texts = rows.map(({ spelling }) => spelling).join(' ');
  const before = BEFORE_A_VALUE.filter((word) => !new RegExp(`\\b${word}[A-Z]`).test(texts));
  const behind = BEHIND_A_VALUE.filter((word) => !new RegExp(`[a-z]_?${word}\\b`, 'i').test(texts));
  expect([before, behind]).toEqual([[], []]);
});

function membersOf(subject: unknown): string {
  return typeof subject === 'object' && subject !== null ? Object.keys(subject).join(' ') : '';
}

test('docs/subjects.md shows what they do', () => {
  const page = readFileSync(new URL('../../docs/subjects.md', import.meta.url), 'utf8');
  expect(sectionIn(page, 'spellings'), 'run `npm run spellings`').toBe(spellingsTable(CHAPTERS));
});
