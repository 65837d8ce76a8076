import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'rolldown';
import * as now from '../src/index.ts';
import { layerCases } from './layer-cases.ts';
import { table } from './markdown.ts';
import { drafts, type Standing } from './specimens.ts';

/**
 * `npm run bench:compare -- --base HEAD~3 --every 10 --records`: does the checker in the working tree say what another revision
 * says, over the zoo with its mutants, the libraries, and layers and models? Ends with an error where a verdict differs, or, with
 * `--records`, where anything but the number of evaluations does. A table counts false alarms and misses of both.
 */
const { values: options } = parseArgs({
  options: {
    base: { type: 'string', default: 'HEAD' },
    /** Looks at one mutant in so many; at every correct gradient in any case. */
    every: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    only: { type: 'string' },
    corpus: { type: 'string' },
    records: { type: 'boolean', default: false },
  },
});

/** What both revisions are asked. */
interface Question {
  readonly name: string;
  /** The row of the table it counts in. */
  readonly group: string;
  readonly standing: Standing;
  readonly subject: () => unknown;
  readonly options: object;
}

type Record = ReturnType<typeof now.checkGradient<unknown>>;
type Checker = Pick<typeof now, 'checkGradient'>;

/** Fields that came with version 1 of the record, or went with it. */
const NEW = new Set(['version', 'of', 'rows', 'cotangents', 'probes', 'missProbability', 'kinks']);

const folder = resolve('.compare', 'base');
const before = await checkerOf(options.base);
const mistakes = new Map<string, Mistakes>();
const counts = { questions: 0, equal: 0, verdicts: 0, fewer: 0, more: 0 };
for await (const question of questions()) await ask(question);
rmSync(folder, { recursive: true });
console.log(
  [
    formatMistakes(),
    `${counts.questions} checks by ${options.base} and by the working tree: ${counts.equal} records equal but for evaluations,`,
    `${counts.verdicts} verdicts differ; fewer evaluations in ${counts.fewer}, more in ${counts.more}`,
  ].join('\n'),
);
const isSame = options.records ? counts.equal === counts.questions : counts.verdicts === 0;
process.exitCode = isSame ? 0 : 1;

async function checkerOf(revision: string): Promise<Checker> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const archive = execFileSync('git', ['archive', revision, 'src', 'package.json'], {
    maxBuffer: 2 ** 28,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  const file = `${folder}/index.mjs`;
  await build({
    input: `${folder}/src/index.ts`,
    output: { file, format: 'esm' },
    platform: 'node',
    logLevel: 'silent',
  });
  return import(file);
}

async function* questions(): AsyncGenerator<Question> {
  const seeds = options.seeds.split(',').map(Number);
  for (const { name, make, options: own } of layerCases)
    if (options.corpus === undefined && name.includes(options.only ?? ''))
      for (const seed of seeds)
        yield {
          name,
          group: 'layers and models',
          standing: name.includes('right') ? 'correct' : 'wrong',
          subject: make,
          options: { ...own, seed },
        };
  let i = 0;
  const { corpus, only: name } = options;
  for await (const draft of drafts({ corpus, group: undefined, name, oneIn: 1, seed: 1 })) {
    const { at, value, candidates, options: own } = draft.build();
    for (const { name: candidate, standing, gradient } of candidates) {
      if (standing !== 'correct' && i++ % Number(options.every) !== 0) continue;
      for (const seed of seeds)
        yield {
          name: `${draft.name} | ${candidate}`,
          group: draft.group,
          standing,
          subject: () => ({ value, gradient }),
          options: { ...own, at, seed },
        };
    }
  }
}

async function ask(question: Question): Promise<void> {
  const { name, subject, options: own } = question;
  const [old, young] = [
    (await before.checkGradient(subject(), own)) as Awaited<Record>,
    (await now.checkGradient(subject(), own)) as Awaited<Record>,
  ];
  counts.questions += 1;
  count(question, old, young);
  const isEqual = written(old) === written(young);
  if (isEqual) counts.equal += 1;
  if (old.verdict !== young.verdict) counts.verdicts += 1;
  if (young.evaluations.value < old.evaluations.value) counts.fewer += 1;
  if (young.evaluations.value > old.evaluations.value) counts.more += 1;
  if (old.verdict !== young.verdict || (options.records && !isEqual))
    console.log(`${name}: ${old.verdict} → ${young.verdict}\n${firstDifference(old, young)}`);
  if (counts.questions % 1000 === 0) process.stderr.write(`${counts.questions} checks\n`);
}

/** Wrong answers of the one and of the other. */
interface Mistakes {
  readonly falseAlarms: [number, number];
  readonly misses: [number, number];
  readonly undecided: [number, number];
  asked: number;
}

function count({ group, standing }: Question, ...records: readonly { verdict: string }[]): void {
  const own = mistakes.get(group) ?? {
    falseAlarms: [0, 0],
    misses: [0, 0],
    undecided: [0, 0],
    asked: 0,
  };
  mistakes.set(group, own);
  own.asked += 1;
  records.forEach(({ verdict }, i) => {
    if (standing === 'correct' && verdict === 'mismatch') own.falseAlarms[i] += 1;
    if (standing === 'wrong' && verdict === 'match') own.misses[i] += 1;
    if (verdict === 'inconclusive') own.undecided[i] += 1;
  });
}

function formatMistakes(): string {
  const head = ['', 'checks', 'false alarms', 'misses', 'inconclusive'];
  const pair = ([old, young]: readonly [number, number]) => `${old} → ${young}`;
  return table(
    head,
    [...mistakes].map(([group, { asked, falseAlarms, misses, undecided }]) => [
      group,
      String(asked),
      ...[falseAlarms, misses, undecided].map(pair),
    ]),
  );
}

/** Everything in a record that both revisions have, but for the number of evaluations: bit for bit. */
function written(record: object): string {
  return JSON.stringify(record, (key, value) => {
    if (NEW.has(key) || key === 'evaluations') return undefined;
    if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, bits);
    return typeof value === 'number' ? bits(value) : value;
  });
}

function bits(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function firstDifference(one: object, other: object): string {
  const [a, b] = [written(one), written(other)];
  let k = 0;
  while (k < a.length && a[k] === b[k]) k += 1;
  const around = (text: string) => `  … ${text.slice(Math.max(0, k - 60), k + 60)} …`;
  return `${around(a)}\n${around(b)}`;
}
