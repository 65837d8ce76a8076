import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { optionRows, optionsTable } from '../../scripts/readme-options.ts';
import { sectionIn } from '../../scripts/readme-section.mjs';
import { DEFAULT_THRESHOLD } from '../../src/judge/threshold.ts';
import { OF_ONE_CHECK, OPTIONS } from '../../src/options/options.ts';
import { resolveOptions } from '../../src/options/resolve.ts';

const rows = optionRows();

describe('the words of an option', () => {
  test.each(rows)('`$name` says what it is for, in sentences', ({ doc }) => {
    expect(doc).toMatch(/^[A-Z].*\.$/);
    // that is said after @defaultValue
    expect(doc).not.toContain('Default:');
  });

  const filled = rows.filter(({ value }) => value !== undefined);
  test.each(filled)('`$name` says the default that it has: $value', (row) => {
    expect(row.default).toBe(row.value);
  });

  test('the default thresholds are those of the formats', () => {
    const thresholds = Object.entries(DEFAULT_THRESHOLD).map(
      ([dtype, threshold]) => `${threshold.toExponential()} for ${dtype}`,
    );
    expect(rows.find(({ name }) => name === 'threshold')?.default).toBe(thresholds.join(', '));
  });

  test('only what belongs to one check may have no default to speak of', () => {
    const silent = rows.filter((row) => row.default === undefined).map(({ name }) => name);
    expect(OF_ONE_CHECK).toEqual(expect.arrayContaining(silent));
  });
});

describe('the README', () => {
  const page = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

  test('has the table of the sources', () => {
    expect(sectionIn(page, 'options'), 'run `npm run readme`').toBe(optionsTable(rows));
  });

  test('shows a bar within a cell as one, and names as code', () => {
    const row = { name: 'a', law: "1 | 'all'", value: undefined, default: undefined, doc: 'B.' };
    expect(optionsTable([row]).split('\n')[2]).toBe("| `a` | 1 \\| `'all'` | – | B. |");
  });
});

describe('a default', () => {
  const resolved = (options: object, defaults = {}, forced?: 'quick' | 'full') =>
    resolveOptions(options, { defaults, adapters: [], forced });

  test('keeps its own law, but for what has no bound', () => {
    for (const { law, ...option } of Object.values(OPTIONS)) {
      const values: unknown[] = Object.entries(option)
        .filter(([key]) => key === 'default' || key === 'quick')
        .map(([, value]) => value);
      for (const value of values) {
        expect(value === Number.POSITIVE_INFINITY || law.holds(value)).toBe(true);
      }
    }
  });

  test('is filled in for every option, as the mode has it', () => {
    // how many coordinates follows from their number
    const full = {
      cotangents: 2,
      concurrency: 1,
      maxEvaluations: Number.POSITIVE_INFINITY,
      timeLimit: Number.POSITIVE_INFINITY,
      seed: 1,
      kinks: 'subgradient',
      layout: 'outputs-by-inputs',
      mode: 'full',
      verbose: false,
      adapters: [],
    };
    expect(resolved({})).toEqual(full);
    expect(resolved({ mode: 'off' })).toEqual({ ...full, mode: 'off' });
    const quick = { ...full, mode: 'quick', cotangents: 1 };
    expect(resolved({ mode: 'quick' })).toEqual(quick);
    expect(resolved({ mode: 'full' }, {}, 'quick')).toEqual(quick);
    expect(resolved({}, { mode: 'quick' })).toEqual(quick);
    expect(Object.keys(resolved({})).sort()).toEqual([...Object.keys(OPTIONS), 'adapters'].sort());
  });

  test('gives way to the repository, which gives way to the check', () => {
    expect(resolved({}, { seed: 2, mode: 'quick', coordinates: 5 })).toMatchObject({
      seed: 2,
      coordinates: 5,
    });
    expect(resolved({ seed: 3, coordinates: 'all' }, { seed: 2, coordinates: 5 })).toMatchObject({
      seed: 3,
      coordinates: Number.POSITIVE_INFINITY,
    });
    expect(resolved({ seed: undefined }, { seed: 2 }).seed).toBe(2);
  });
});

test('no name is brought along for two options, or is one itself', () => {
  const synonyms = Object.values(OPTIONS).flatMap((option) =>
    'also' in option ? option.also : [],
  );
  expect(new Set(synonyms).size).toBe(synonyms.length);
  expect(synonyms.filter((name) => Object.hasOwn(OPTIONS, name))).toEqual([]);
  // they are looked for regardless of case
  expect(synonyms.map((name) => name.toLowerCase())).toEqual(synonyms);
});
