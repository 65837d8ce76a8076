import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sections, shownIn } from '../scripts/compat/pages.ts';
import { failuresOf, readResults, usesFor } from '../scripts/compat/results.ts';
import { runners } from '../scripts/compat/runners.ts';

// What `npm run test:compat` found last, and what the pages say of it.

const results = readResults();

test('every runner was measured', () => {
  expect(results.rows.map(({ id }) => id)).toEqual(runners.map(({ id }) => id));
});

test.each(runners)('$id in every use it has, and in every variant', (runner) => {
  const row = results.rows.find(({ id }) => id === runner.id);
  expect(Object.keys(row?.uses ?? {}).sort()).toEqual([...usesFor(runner)].sort());
  expect(row?.variants).toEqual(runner.family.variants);
});

test('nothing failed', () => {
  expect(failuresOf(results)).toEqual([]);
  expect(results.installations.map(({ name }) => name)).toEqual([
    'npm',
    'pnpm (strict peers, no hoisting)',
  ]);
  expect(results.types.length).toBeGreaterThan(10);
});

describe('a page shows what was measured', () => {
  test.each(sections)('$page, $name', (section) => {
    const page = readFileSync(new URL(`../${section.page}`, import.meta.url), 'utf8');
    expect(shownIn(page, section), 'run `npm run readme`').toBe(section.text(results));
  });
});
