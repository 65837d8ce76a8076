import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { laws, matrixLaws, plain, remains, signs } from '../src/diagnosis/catalogue.ts';
import { manifoldMistakes } from '../src/diagnosis/manifold.ts';
import { shapes } from '../src/diagnosis/shape.ts';
import * as violations from '../src/judge/violations.ts';
import { gradientMatchers } from '../src/matchers.ts';
import type { ContractViolation } from '../src/record.ts';
import { ENTRIES, NAMES, propertiesOf } from './public-names.ts';

const page = readFileSync(new URL('../docs/record.md', import.meta.url), 'utf8');
const { $defs } = JSON.parse(
  readFileSync(new URL('../docs/record.schema.json', import.meta.url), 'utf8'),
);

function section(title: string): string {
  const [, rest] = page.split(`\n## ${title}\n`);
  return rest.split('\n## ')[0];
}

/** Whatever stands between backticks in a section. */
function codeIn(title: string): ReadonlySet<string> {
  return new Set([...section(title).matchAll(/`([^`]+)`/g)].map(([, code]) => code));
}

/** The cells of the table in a section, without its head. */
function rowsOf(title: string): readonly (readonly string[])[] {
  const lines = section(title).split('\n');
  const cells = lines.filter((line) => line.startsWith('| `')).map((line) => line.split(' | '));
  return cells.map((row) => row.map((cell) => cell.replace(/^\| | \|$/g, '').replaceAll('`', '')));
}

/** Each violation that can be found, whatever it is about. */
const made = Object.values(violations).map((make) => {
  const about = make as (...names: readonly (readonly string[])[]) => ContractViolation;
  return about(['a'], ['b']);
});

describe('docs/record.md lists', () => {
  test('every field of a record', () => {
    const definitions = Object.values($defs) as readonly { properties?: object }[];
    const fields = definitions.flatMap(({ properties = {} }) => Object.keys(properties));
    const listed = codeIn('The record');
    expect(fields.length).toBeGreaterThan(40);
    expect(fields.filter((field) => !listed.has(field))).toEqual([]);
  });

  test('every id of a diagnosis, as the type and the schema have it, in the order of the catalogue', () => {
    const rules = [
      ...plain,
      ...shapes,
      ...manifoldMistakes,
      ...signs,
      ...laws,
      ...matrixLaws,
      ...remains,
    ];
    // two of the laws of a matrix are of its shape or its rows alone
    const ids = [...new Set(rules.map(({ id }) => id))];
    expect($defs.DiagnosisId.enum).toEqual(ids);
    expect(rowsOf('Ids of diagnoses').map(([id]) => id)).toEqual(ids);
  });

  test('every id of the contract, as the type and the schema have it, and which of them are fatal', () => {
    const rows = rowsOf('Ids of the contract');
    expect(rows.map(([id]) => id)).toEqual($defs.ViolationId.enum);
    const fatal = new Map(made.map((violation) => [violation.id as string, violation.fatal]));
    expect(new Map(rows.map(([id, , isFatal]) => [id, isFatal === 'yes']))).toEqual(fatal);
  });

  test('every option, and nothing that is none', () => {
    const options = ['GradientCheckOptions', 'GradientCheckDefaults', 'ReportOptions'];
    const names = [...options, 'GradientReporterOptions'].flatMap(propertiesOf);
    const takers = ['configureGradientChecks', 'formatGradientCheck'];
    expect([...codeIn('Options')].sort()).toEqual([...new Set([...names, ...takers])].sort());
  });

  test('every name in the environment', () => {
    const directory = new URL('../src/', import.meta.url);
    const sources = readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(new URL(path, directory), 'utf8'));
    const names = sources.flatMap((text) => text.match(/\bEXPECT_GRADIENT\w*/g) ?? []);
    const listed = [...codeIn('Environment')].filter((code) => /^[A-Z_]+$/.test(code));
    expect(listed.sort()).toEqual([...new Set(names)].sort());
  });

  test('every entry, all that they export, and nothing else', () => {
    const names = [...ENTRIES, ...NAMES, ...Object.keys(gradientMatchers)];
    expect([...codeIn('Entries and exports')].sort()).toEqual([...new Set(names)].sort());
  });
});
