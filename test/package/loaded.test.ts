import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { late } from '../../tsdown.config.ts';
import { runVitest } from '../runners/run-vitest.ts';
import { type Packed, pack, unpack } from './packed.ts';

// What a test process loads of the package, and what not: a process of its own says which files it has loaded. How long
// that takes says `npm run bench:register`.

const CHECK = 'src/check/received.ts';
const UNDERSTAND = 'src/subject/everyday/understand.ts';
const CALLS = 'src/subject/everyday/calls.ts';
const WAY_OUT = 'src/subject/everyday/way-out.ts';
const NAMES = 'src/subject/near.ts';
const MERGE = 'src/check/merge/merge-records.ts';
const MESSAGE = 'src/report/message.ts';
const PAGE = 'src/report/page/page.ts';

let packed: Packed;
beforeAll(() => {
  packed = pack();
});
afterAll(() => unpack(packed));

/** The sources in files of the package; the bundler says above each where it is from. */
function sourcesIn(files: readonly string[]): string[] {
  const code = files.map((file) => readFileSync(join(packed.home, 'dist', file), 'utf8'));
  return code.flatMap((text) => [...text.matchAll(/^\/\/#region (.*)$/gm)].map(([, from]) => from));
}

/** What of the parts that are loaded late these files hold. */
function lateIn(files: readonly string[]): string[] {
  const sources = sourcesIn(files);
  return Object.keys(late).filter((path) => sources.includes(path));
}

/** The files of the package that a process has loaded after these steps. */
function loadedAfter(...steps: readonly string[]): string[] {
  const script = fileURLToPath(new URL('./load.cjs', import.meta.url));
  const args = [script, packed.home, ...steps];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

test('eight parts are loaded late, each from a file of the package', () => {
  expect(Object.keys(late)).toEqual([
    CHECK,
    UNDERSTAND,
    CALLS,
    WAY_OUT,
    NAMES,
    MERGE,
    MESSAGE,
    PAGE,
  ]);
  const files = packed.files.filter((file) => file.endsWith('.cjs'));
  expect(lateIn(files.map((file) => file.replace('dist/', ''))).sort()).toEqual(
    Object.keys(late).sort(),
  );
});

test('registering loads none of them, and nothing that only a check needs', () => {
  const files = loadedAfter('registered');
  expect(lateIn(files)).toEqual([]);
  const sources = sourcesIn(files);
  expect(sources).toContain('src/matchers.ts');
  expect(sources.filter((path) => /^src\/(diagnosis|judge|numeric|strategy)\//.test(path))).toEqual(
    [],
  );
});

test('nor does the entry of Vitest in a worker', async () => {
  cpSync(new URL('./vitest/', import.meta.url), packed.project, { recursive: true });
  const { stdout } = await runVitest({ project: packed.project });
  const loaded = JSON.parse(/^loaded (.*)$/m.exec(stdout)?.[1] ?? '[]');
  expect(sourcesIn(loaded)).toEqual(
    expect.arrayContaining(['src/matchers.ts', 'src/vitest/setup.ts']),
  );
  expect(lateIn(loaded)).toEqual([]);
});

test.each(['a pair passes', 'a function passes', 'a layer passes'])(
  'when %s, nothing that words a report is loaded',
  (step) => {
    expect(lateIn(loadedAfter(step))).toEqual([CHECK]);
  },
);

test('another spelling loads what understands it, and several arguments what calls them', () => {
  expect(lateIn(loadedAfter('another spelling passes')).sort()).toEqual([CHECK, UNDERSTAND].sort());
  expect(lateIn(loadedAfter('several arguments passes')).sort()).toEqual([CHECK, CALLS].sort());
});

test('a misspelt option loads what finds the name that was meant, and no check', () => {
  expect(lateIn(loadedAfter('an option is misspelt'))).toEqual([NAMES]);
});

test('a failing check loads its message, and no page', () => {
  expect(lateIn(loadedAfter('a pair fails'))).toEqual([CHECK, MESSAGE]);
});

test('a page is loaded when it is asked for', () => {
  expect(lateIn(loadedAfter('a page is drawn'))).toEqual([CHECK, PAGE]);
});
