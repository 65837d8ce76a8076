import { readFileSync, writeFileSync } from 'node:fs';
import { usesOf } from '../../test/uses/uses.cjs';
import { columnOf, type Judgement, whyLacking } from './judge.ts';
import type { Runner } from './runners.ts';
import type { TypesRow } from './types.mjs';

/** One row, measured: what is wrong with each use, `variant: complaint`; nothing where it works. */
export interface Row {
  readonly id: string;
  readonly name: string;
  /** Of the runner. */
  readonly version: string;
  /** Of Node, where Node runs it. */
  readonly node?: string;
  readonly variants: readonly string[];
  readonly uses: Judgement;
}

/** How the tarball installed. */
export interface Installation {
  /** The package manager, and how strict it was told to be. */
  readonly name: string;
  readonly version: string;
  readonly complaints: readonly string[];
}

/** The whole matrix, measured. */
export interface Results {
  readonly rows: readonly Row[];
  readonly installations: readonly Installation[];
  readonly types: readonly TypesRow[];
}

const file = new URL('../../test/uses/results.json', import.meta.url);

/** What was measured last. */
export function readResults(): Results {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Keeps what was measured. */
export function writeResults(results: Results): void {
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

/** Results of which some parts were measured again. */
export function renewed(last: Results, measured: Results): Results {
  return {
    rows: last.rows.map((old) => measured.rows.find(({ id }) => id === old.id) ?? old),
    installations: measured.installations.length > 0 ? measured.installations : last.installations,
    types: last.types.map((old) => measured.types.find(({ name }) => name === old.name) ?? old),
  };
}

/** Uses that are judged by whole runs, beside those of the table. */
const WHOLE_RUNS = [
  'colours: on',
  'colours: off',
  'colours: NO_COLOR',
  'forgotten await: not green',
];

/** Every use of the matrix, in the order of the table. */
export const allUses: readonly string[] = [
  ...usesOf('table').map(({ name }) => name),
  ...WHOLE_RUNS,
];

/** Every column, in the order of the table. */
export const columns: readonly string[] = [...new Set(allUses.map(columnOf))];

/** The uses that a runner must have been judged by. */
export function usesFor({ family }: Runner): readonly string[] {
  return allUses.filter((use) => whyLacking(family, use) === undefined);
}

/** Joins what the variants of a runner showed. */
export function joinVariants(judgements: Readonly<Record<string, Judgement>>): Judgement {
  const joined: Record<string, string[]> = {};
  for (const [variant, judgement] of Object.entries(judgements))
    for (const [use, complaints] of Object.entries(judgement)) {
      joined[use] ??= [];
      joined[use].push(...complaints.map((complaint) => `${variant}: ${complaint}`));
    }
  return joined;
}

/** What failed anywhere, one a line. */
export function failuresOf({ rows, installations, types }: Results): readonly string[] {
  const cells = rows.flatMap(({ id, uses }) =>
    Object.entries(uses).flatMap(([use, complaints]) =>
      complaints.map((complaint) => `${id}, ${use}: ${complaint}`),
    ),
  );
  const installed = installations.flatMap(({ name, complaints }) =>
    complaints.map((complaint) => `${name}: ${complaint}`),
  );
  const compiled = types.flatMap(({ name, cells: versions }) =>
    Object.entries(versions).flatMap(([version, complaints]) =>
      complaints.map((complaint) => `types of ${name}, TypeScript ${version}: ${complaint}`),
    ),
  );
  return [...cells, ...installed, ...compiled];
}
