import { parseArgs } from 'node:util';
import {
  compareRecords,
  fieldsOfOne,
  formatSpreads,
  openAgreement,
  unequalQuestions,
} from './cores/agreement.ts';
import { type Core, coreOf, coreOfTree, removeCores } from './cores/core.ts';
import { countMistakes, formatMistakes, type Mistakes } from './cores/mistakes.ts';
import { type Question, questions } from './cores/question.ts';

/**
 * `npm run bench:compare -- --base HEAD~3 --quick --records`: does the checker in the working tree say what another revision
 * says, over the specimens of the bench, layers, models and tensors? Ends with an error where a verdict differs, or, with
 * `--records`, where anything but the number of evaluations does. A table counts false alarms and misses of both.
 */
const { values: options } = parseArgs({
  options: {
    base: { type: 'string', default: 'HEAD' },
    /** Looks at one wrong gradient in so many; at every correct one in any case. */
    every: { type: 'string' },
    /** Every tenth of every other specimen. */
    quick: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '1' },
    only: { type: 'string' },
    corpus: { type: 'string' },
    records: { type: 'boolean', default: false },
  },
});

const seeds = options.seeds.split(',').map(Number);
const every = Number(options.every ?? (options.quick ? 10 : 1));
const oneIn = options.quick ? 2 : 1;
const mistakes: Mistakes = new Map();
const agreement = openAgreement();
const counts = { checks: 0, verdicts: 0, fewer: 0, more: 0 };
const begin = Date.now();

try {
  const [before, after] = [await coreOf(options.base), await coreOfTree()];
  const { only, corpus } = options;
  for await (const question of questions({ only, corpus, every, oneIn }))
    for (const seed of seeds) await ask(question, seed, [before, after]);
} finally {
  removeCores();
}
const unequal = unequalQuestions(agreement);
report();
const isSame = options.records ? unequal.length === 0 : counts.verdicts === 0;
process.exitCode = isSame ? 0 : 1;

async function ask(question: Question, seed: number, cores: readonly [Core, Core]): Promise<void> {
  const [before, after] = [await answer(cores[0]), await answer(cores[1])];
  const name = seeds.length > 1 ? `${question.name}, seed ${seed}` : question.name;
  counts.checks += 1;
  countMistakes(mistakes, question, [before, after]);
  compareRecords(agreement, { name, before, after });
  if (after.evaluations.value < before.evaluations.value) counts.fewer += 1;
  if (after.evaluations.value > before.evaluations.value) counts.more += 1;
  if (before.verdict !== after.verdict) {
    counts.verdicts += 1;
    console.log(`${name}: ${before.verdict} → ${after.verdict}`);
  }
  if (counts.checks % 1000 === 0) showProgress();

  function answer(core: Core) {
    return core(question.subject(), { ...question.options, seed }).catch(refusal);
  }
}

/** What a core does not take is an answer, too. */
function refusal(error: unknown) {
  return { verdict: `threw ${error}`, evaluations: { value: 0 } };
}

function showProgress(): void {
  process.stderr.write(`${counts.checks} checks, ${Math.round((Date.now() - begin) / 1000)} s\n`);
}

function report(): void {
  const ofOne = fieldsOfOne(agreement);
  const equal = counts.checks - unequal.length;
  console.log(
    [
      formatMistakes(mistakes),
      formatSpreads(agreement),
      ...(ofOne.length > 0 ? [`Only one of them has ${ofOne.join(', ')}.`] : []),
      `${counts.checks} checks by ${options.base} and by the working tree: ${equal} records equal bit for bit but for evaluations, ${counts.verdicts} verdicts differ; fewer evaluations in ${counts.fewer}, more in ${counts.more}.`,
      ...(options.records && unequal.length > 0 ? [`Unequal:\n${unequal.join('\n')}`] : []),
    ].join('\n\n'),
  );
}
