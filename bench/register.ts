import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatHeading, prependResult } from './results.ts';

/**
 * `npm run bench:register -- --runs 21`: what the package costs a test process, registered and after a first check.
 *
 * CPU time of the whole process, and of it the least of many: other work on the machine only adds to it.
 */
const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '21' } } });
const runs = Number(options.runs);

type System = 'commonjs' | 'module';

/** What a process does, and what it may cost above one that does nothing; no bound where none is promised. */
interface Task {
  readonly what: string;
  readonly bound?: number;
  readonly code: string;
}

const SUBJECTS = `
  const value = ([x, y]) => x * x * y;
  const gradient = ([x, y]) => [2 * x * y, x * x];
  const both = (point) => [value(point), gradient(point)];
  const wrong = { value, gradient: () => [1, 1] };
  const sum = (items, f) => items.reduce((total, item, i) => total + f(item, i), 0);
  class Dense {
    W = [[0.3, -0.2], [0.5, 0.7], [-1, 0.2]];
    b = [0.1, -0.3];
    forward(x) {
      this.x = x;
      return x.map((row) => this.b.map((bj, j) => bj + sum(row, (v, i) => v * this.W[i][j])));
    }
    backward(dy) {
      this.dW = this.W.map((row, i) => row.map((_, j) => sum(dy, (own, n) => this.x[n][i] * own[j])));
      this.db = this.b.map((_, j) => sum(dy, (own) => own[j]));
      return dy.map((own) => this.W.map((row) => sum(row, (w, j) => w * own[j])));
    }
  }`;

const TASKS: readonly Task[] = [
  { what: 'registered', bound: 10, code: '' },
  { what: 'a first pair passes', bound: 25, code: check('{ value, gradient }', '{ at: [3, 5] }') },
  { what: 'a first function passes', bound: 25, code: check('both', '{ at: [3, 5] }') },
  { what: 'a first layer passes', code: check('new Dense()', '{ input: [[1, 2, 3]] }') },
  { what: 'a first pair fails', code: check('wrong', '{ at: [3, 5] }', 'mismatch') },
];

const LOADED: Readonly<Record<System, string>> = {
  commonjs: `const { gradientMatchers } = require('${resolve('dist/matchers.cjs')}');`,
  module: `import { gradientMatchers } from 'file://${resolve('dist/matchers.mjs')}';`,
};

const heading = formatHeading();
const body = [
  `Milliseconds of CPU time above a process that does nothing, each the minimum of ${runs} processes.`,
  '',
  '| | at most | `require` | `import` |',
  '| --- | --- | --- | --- |',
  ...tableRows(),
  '',
  `What npm unpacks is ${Math.round(unpackedSize() / 1000)} kB.`,
].join('\n');
console.log(body);
prependResult('bench/results/register.md', { title: 'Registering', heading, body });

function tableRows(): string[] {
  const required = costs('commonjs');
  const imported = costs('module');
  return TASKS.map(({ what, bound = '' }, i) => {
    const cells = [required[i], imported[i]].map((milliseconds) => milliseconds.toFixed(1));
    return `| ${[what, bound, ...cells].join(' | ')} |`;
  });
}

/** Milliseconds that each task takes beyond an empty process; in turns, so that all meet the same machine. */
function costs(system: System): number[] {
  const scripts = ['', ...TASKS.map(({ code }) => `${LOADED[system]}${code}`)];
  const rounds = Array.from({ length: runs }, () => scripts.map((code) => cpuTime(system, code)));
  const [empty, ...others] = scripts.map((_, i) => Math.min(...rounds.map((times) => times[i])));
  return others.map((time) => time - empty);
}

function cpuTime(system: System, code: string): number {
  const script = `${code}
    const { user, system } = process.cpuUsage();
    console.log((user + system) / 1000);`;
  const args = [`--input-type=${system}`, '--eval', script];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

/** The code of a check that is an assertion of a runner, with the message that is shown when it fails. */
function check(received: string, options: string, verdict: 'match' | 'mismatch' = 'match'): string {
  return `${SUBJECTS}
    const context = { isNot: false, promise: '' };
    const { toHaveCorrectGradient } = gradientMatchers;
    const { pass, message } = toHaveCorrectGradient.call(context, ${received}, ${options});
    if (pass !== ${verdict === 'match'}) throw new Error(message());
    if (!pass) message();`;
}

/** Bytes of the package on somebody's disk. */
function unpackedSize(): number {
  const args = ['pack', '--dry-run', '--ignore-scripts', '--json'];
  return JSON.parse(execFileSync('npm', args, { encoding: 'utf8' }))[0].unpackedSize;
}
