import { parseArgs } from 'node:util';
import { type Bars, observeBars } from './bars.ts';
import { complaint, describeOffender, judge } from './ours.ts';
import type { Peer, Problem } from './peers/peer.ts';
import { peers } from './peers/peers.ts';
import { formatHeading, prependResult } from './results.ts';
import { type Specimen, specimens } from './specimens.ts';
import { formatBars, formatVerdicts } from './table.ts';
import { openTally, record, type Tally } from './tally.ts';

/** `npm run bench:verdict -- --only Rosenbrock --class float64 --list`; a run that is narrowed down is not kept. */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    class: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});

const heading = formatHeading();
const offenders: string[] = [];
const bars = new Map<string, Bars>();
const others = peers.map((peer) => ({ peer, tally: openTally(peer.name, peer.flatCost) }));
const ours = openTally('**expect-gradient**');

await run();
if (options.list) console.log(`${offenders.join('\n')}\n`);
const body = `${formatVerdicts([...others.map(({ tally }) => tally), ours])}\n\n${formatBars(bars.values())}`;
console.log(body);
if (!options.only && !options.class) {
  const title = '# Verdicts, newest first';
  prependResult('bench/results/verdict.md', { title, heading, body });
}

async function run(): Promise<void> {
  const begin = Date.now();
  let done = 0;
  for await (const specimen of specimens({ class: options.class, name: options.only })) {
    for (const { peer, tally } of others) askPeer(peer, specimen, tally);
    await askOurs(specimen);
    done += 1;
    if (done % 25 === 0) showProgress(done, Date.now() - begin);
  }
  showProgress(done, Date.now() - begin);
}

/** The numeric side of a rule does not depend on the gradient: it is computed once. */
function askPeer(peer: Peer, specimen: Specimen, tally: Tally): void {
  let evaluations = 0;
  const value: Problem['value'] = (x) => {
    evaluations += 1;
    return specimen.value(x);
  };
  const judgeBy = peer.study({ at: specimen.at, value });
  for (const candidate of specimen.candidates) {
    const answer = judgeBy(candidate.gradient(specimen.at));
    record(tally, { specimen, candidate }, { answer, evaluations });
  }
}

async function askOurs(specimen: Specimen): Promise<void> {
  for (const candidate of specimen.candidates) {
    const { answer, check } = await judge(specimen, candidate);
    const place = { specimen, candidate };
    record(ours, place, { answer, evaluations: check.evaluations.value });
    observeBars(bars, place, check);
    const what = complaint(answer, candidate);
    if (what) offenders.push(describeOffender(what, place, check));
  }
}

function showProgress(done: number, milliseconds: number): void {
  const seconds = (milliseconds / 1000).toFixed(0);
  process.stderr.write(`${done} specimens, ${seconds} s, ${offenders.length} complaints\n`);
}
