import { parseArgs } from 'node:util';
import { type Bars, observeBars } from './bars.ts';
import { complaint, describeOffender, judge, type Place } from './ours.ts';
import type { Peer, Problem } from './peers/peer.ts';
import { peers } from './peers/peers.ts';
import { formatHeading, prependResult } from './results.ts';
import { keepScore, openScore, type Score } from './scores.ts';
import { corpora, type Draft, drafts, type Specimen } from './specimens.ts';
import { formatRun } from './table.ts';
import { openTally, record, type Tally } from './tally.ts';
import { runProducts } from './vectors/products.ts';
import { runVectors } from './vectors/run.ts';

/**
 * `npm run bench:verdict -- --corpus programs --only 'float32: 1/17,' --list`: every complaint ends with the options that
 * show it again.
 *
 * `--corpus`: one of them, or `vectors`, which is kept; `--class`: rows of the table that begin so; `--only`: part of a name; `--quick`: a tenth of everything;
 * `--seed`: what programs, sweeps and networks are drawn from, `random` for ones never seen; `--list`: what went wrong,
 * and how to see it again. A run that is narrowed down is not kept.
 */
const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string' },
    only: { type: 'string' },
    class: { type: 'string' },
    seed: { type: 'string', default: '1' },
    quick: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});

/** Functions of several numbers that return several: their table is another one. */
const VECTORS = 'vectors';
const names = [...corpora, VECTORS];
if (options.corpus !== undefined && !names.some((one) => one === options.corpus)) {
  throw new RangeError(`--corpus must be one of ${names.join(', ')}, got ${options.corpus}`);
}

const seed = options.seed === 'random' ? Date.now() % 2 ** 31 : Number(options.seed);
const heading = `${formatHeading()} · seed ${seed}`;
const offenders: string[] = [];
const bars = new Map<string, Bars>();
const scores = new Map<string, Score>();
const others = peers.map((peer) => ({ peer, tally: openTally(peer.name, peer.flatCost) }));
const ours = openTally('**expect-gradient**');

console.log(heading);
if (options.corpus === VECTORS) {
  const table = [runVectors(), runProducts()].join('\n\n');
  console.log(table);
  const title = '# Verdicts on vector functions, newest first';
  prependResult('bench/results/vectors.md', { title, heading, body: table });
  process.exit();
}
await run();
if (options.list) console.log(`${offenders.join('\n')}\n`);
const body = formatRun({
  scores: [...scores.values()],
  bars: [...bars.values()],
  tallies: [...others.map(({ tally }) => tally), ours],
});
console.log(body);
if (!options.only && !options.class && !options.corpus && !options.quick && seed === 1) {
  const title = '# Verdicts, newest first';
  prependResult('bench/results/verdict.md', { title, heading, body });
}

async function run(): Promise<void> {
  const begin = Date.now();
  let done = 0;
  const { corpus, class: group, only: name } = options;
  const oneIn = options.quick ? 10 : 1;
  for await (const draft of drafts({ corpus, group, name, oneIn, seed })) {
    const specimen = draft.build();
    for (const { peer, tally } of others) askPeer(peer, { draft, specimen }, tally);
    await askOurs(draft, specimen);
    done += 1;
    if (done % 50 === 0) showProgress({ done, begin, at: draft.group });
  }
  showProgress({ done, begin, at: 'the end' });
}

interface Built {
  readonly draft: Draft;
  readonly specimen: Specimen;
}

/** The numeric side of a rule does not depend on the gradient: it is computed once. */
function askPeer(peer: Peer, { draft, specimen }: Built, tally: Tally): void {
  const { forPeers, tags } = specimen;
  if (forPeers === undefined) return;
  let evaluations = 0;
  const value: Problem['value'] = (x) => {
    evaluations += 1;
    return forPeers.value(x);
  };
  const judgeBy = peer.study({ at: forPeers.at, value });
  const coordinates = forPeers.at.length;
  for (const { gradient, standing } of specimen.candidates) {
    const answer = judgeBy(gradient(forPeers.at as never) as ArrayLike<number>);
    record(tally, { draft, tags, standing }, { answer, evaluations, coordinates });
  }
}

async function askOurs(draft: Draft, specimen: Specimen): Promise<void> {
  const score = scores.get(draft.group) ?? openScore(draft.group);
  scores.set(draft.group, score);
  for (const candidate of specimen.candidates) {
    const place: Place = { draft, specimen, candidate };
    const opinion = await judge(specimen, candidate);
    keepScore(score, place, opinion);
    observeBars(bars, place, opinion.check);
    if (specimen.forPeers) recordOurs(place, opinion);
    const what = complaint(place, opinion);
    if (what) offenders.push(describeOffender(what, place, opinion));
  }
}

function recordOurs(
  { draft, specimen: { tags }, candidate: { standing } }: Place,
  { answer, check }: Awaited<ReturnType<typeof judge>>,
): void {
  const { evaluations, coverage } = check;
  const seen = { answer, evaluations: evaluations.value, coordinates: coverage.total };
  record(ours, { draft, tags, standing }, seen);
}

function showProgress(now: { done: number; begin: number; at: string }): void {
  const seconds = ((Date.now() - now.begin) / 1000).toFixed(0);
  process.stderr.write(
    `${now.done} specimens, ${seconds} s, ${offenders.length} complaints; ${now.at}\n`,
  );
}
