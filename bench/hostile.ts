import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { isKnown } from '../test/hostile/known.ts';
import { type Recipe, recipes } from '../test/hostile/recipe.ts';
import { type Found, tryOut } from '../test/hostile/trial.ts';
import { table } from './markdown.ts';
import { formatHeading, prependResult } from './results.ts';

/**
 * `npm run test:hostile`: subjects in which something goes wrong, drawn at random, a hundred thousand of them.
 *
 * `-- --only '<recipe>'` tries one again, as it was printed.
 */
const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});

/** A subject takes no more milliseconds of CPU time than this beyond its own calls. */
const MOST = 2000;
/** The heap is looked at after so many trials. */
const CHUNK = 2000;
/** Bytes that the heap may grow by over the last half. */
const FLAT = 2e6;

interface Breach {
  readonly line: string;
  readonly recipe: Recipe;
  count: number;
}

class Tally {
  trials = 0;
  known = 0;
  milliseconds = 0;
  slowest: { milliseconds: number; recipe?: Recipe } = { milliseconds: 0 };
  readonly outcomes = new Map<string, number>();
  readonly breaches = new Map<string, Breach>();
  readonly heap: number[] = [];

  note(recipe: Recipe, { faults, outcome, milliseconds }: Found): void {
    this.trials += 1;
    this.milliseconds += milliseconds;
    if (milliseconds > this.slowest.milliseconds) this.slowest = { milliseconds, recipe };
    const came = outcome.kind === 'record' ? outcome.record.verdict : outcome.kind;
    this.outcomes.set(came, (this.outcomes.get(came) ?? 0) + 1);
    for (const line of faults) this.#breach(line, recipe, recipe.fault);
    // which fault it has is no part of why it is slow
    if (milliseconds > MOST) this.#breach(`more than ${MOST} ms of CPU time`, recipe);
  }

  #breach(line: string, recipe: Recipe, fault = ''): void {
    const key = `${line.replaceAll(/\d+/g, '#')} · ${fault}`;
    if (!this.breaches.has(key)) console.error(line, JSON.stringify(recipe));
    const breach = this.breaches.get(key) ?? { line, recipe, count: 0 };
    breach.count += 1;
    this.breaches.set(key, breach);
  }
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

// promises that never settle leave nothing else to wait for
const awake = setInterval(() => {}, 1e6);
if (options.only === undefined) await all(Number(options.runs), Number(options.seed));
else console.log(await tryOut(JSON.parse(options.only)));
clearInterval(awake);

async function all(runs: number, seed: number): Promise<void> {
  const heading = formatHeading();
  const tally = new Tally();
  const start = performance.now();
  for (let done = 0; done < runs; done += CHUNK) {
    const numRuns = Math.min(CHUNK, runs - done);
    for (const recipe of fc.sample(recipes, { seed: seed + done, numRuns })) {
      if (isKnown(recipe)) tally.known += 1;
      else tally.note(recipe, await tryOut(recipe));
    }
    collect();
    tally.heap.push(process.memoryUsage().heapUsed);
    console.error(`${done + numRuns} of ${runs}, ${tally.breaches.size} kinds of breaches`);
  }
  const body = bodyOf(tally, (performance.now() - start) / 60_000);
  console.log(body);
  prependResult('bench/results/hostile.md', { title: 'Hostile subjects', heading, body });
  process.exitCode = tally.breaches.size === 0 && growthOf(tally) <= FLAT ? 0 : 1;
}

/** How much larger the heap is at the end than in the middle: the least of the last quarter above the least of the third. */
function growthOf({ heap }: Tally): number {
  const quarter = Math.ceil(heap.length / 4);
  const [third, last] = [heap.slice(-2 * quarter, -quarter), heap.slice(-quarter)];
  return third.length === 0 ? 0 : Math.min(...last) - Math.min(...third);
}

function bodyOf(tally: Tally, minutes: number): string {
  const { trials, known, outcomes, breaches, slowest, heap, milliseconds } = tally;
  const came = ['match', 'mismatch', 'inconclusive', 'said', 'thrown', 'pending'];
  const words: Readonly<Record<string, string>> = {
    said: 'said by a matcher',
    thrown: 'an error',
    pending: 'did not end',
  };
  const rows = came.map((one) => [words[one] ?? one, String(outcomes.get(one) ?? 0)]);
  return [
    `${trials} trials in ${minutes.toFixed(0)} minutes${known === 0 ? '' : `, and ${known} skipped that are known to fail`}.`,
    '',
    table(['what came out', 'trials'], rows),
    '',
    'Looked at in each: a well-formed record or an error that names what is the caller’s; the caller’s data bitwise as before, also what is written late; the caller’s own error, the same object; no unhandled rejection; no listener left on the signal, and nothing called after it; as many tensors of TensorFlow.js as before; an end.',
    '',
    `CPU time beyond the subjects’ own calls: ${(milliseconds / trials).toFixed(1)} ms a trial, at most ${slowest.milliseconds.toFixed(0)} ms.`,
    `The heap after a collection every ${CHUNK} trials: ${heap.map((bytes) => (bytes / 1e6).toFixed(1)).join(', ')} MB; ${(growthOf(tally) / 1e6).toFixed(2)} MB more in the last quarter than in the third.`,
    '',
    breaches.size === 0
      ? 'Nothing else than was expected.'
      : table(['what should not be', 'trials', 'for example'], [...breaches.values()].map(rowOf)),
  ].join('\n');
}

function rowOf({ line, count, recipe }: Breach): readonly string[] {
  const [first] = line.split('\n');
  return [first.replaceAll('|', '\\|'), String(count), `\`${JSON.stringify(recipe)}\``];
}
