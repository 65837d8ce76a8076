import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatHeading, prependResult } from './results.ts';

/** `npm run bench:register -- --runs 40`: what registering the matchers adds to the start of a test process. */
const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '40' } } });
const runs = Number(options.runs);

const folder = mkdtempSync(join(tmpdir(), 'expect-gradient-register-'));

/** A module to load, and one that does nothing, loaded the same way: what is left is ours. */
interface Pair {
  readonly what: string;
  readonly ours: string;
  readonly empty: string;
}

const EMPTY = {
  'empty.cjs': 'exports.gradientMatchers = {};',
  'empty.mjs': 'export const gradientMatchers = {};',
  'over-commonjs.mjs': "export * from './empty.cjs';",
};

const pairs: readonly Pair[] = [
  pair('`require`, CommonJS', 'dist/matchers.cjs', 'empty.cjs'),
  pair('`import` in Node', 'dist/matchers.mjs', 'empty.mjs'),
  // Node makes ready once to import CommonJS, for whichever package is the first
  pair('`import` in Node, beside CommonJS', 'dist/matchers.mjs', 'over-commonjs.mjs'),
  pair('`import` of the build for bundlers', 'dist/matchers.js', 'empty.mjs'),
];

const heading = formatHeading();
const rows = pairs.map(measure);
const body = [
  `Milliseconds to load \`expect-gradient/matchers\` and register them, in ${runs} new processes each; a process that`,
  'loads an empty module stands before each of them, and the difference to it is what counts.',
  '',
  '| loaded by | minimum | median | empty, minimum | median | difference, minimum | median |',
  '| --- | --- | --- | --- | --- | --- | --- |',
  ...rows,
].join('\n');
console.log(body);
prependResult('bench/results/register.md', { title: 'Registering', heading, body });
rmSync(folder, { recursive: true });

function pair(what: string, built: string, empty: keyof typeof EMPTY): Pair {
  const file = join(folder, empty);
  writeFileSync(file, EMPTY[empty]);
  return { what, ours: resolve(built), empty: file };
}

function measure({ what, ours, empty }: Pair): string {
  const times = Array.from({ length: runs }, () => ({ empty: load(empty), ours: load(ours) }));
  const own = times.map((time) => time.ours);
  const none = times.map((time) => time.empty);
  const least = { own: Math.min(...own), none: Math.min(...none) };
  const difference = [least.own - least.none, median(times.map((time) => time.ours - time.empty))];
  const cells = [least.own, median(own), least.none, median(none), ...difference];
  return `| ${[what, ...cells.map((ms) => ms.toFixed(1))].join(' | ')} |`;
}

/** Milliseconds a new process spends on loading a module and registering its matchers. */
function load(file: string): number {
  const how = file.endsWith('.cjs') ? `require('${file}')` : `await import('file://${file}')`;
  const script = `
    const registered = {};
    const start = performance.now();
    Object.assign(registered, (${how}).gradientMatchers);
    console.log(performance.now() - start);
  `;
  const type = file.endsWith('.cjs') ? 'commonjs' : 'module';
  const args = [`--input-type=${type}`, '--eval', script];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1];
}
