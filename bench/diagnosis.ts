import { parseArgs } from 'node:util';
import { zoo } from '../test/zoo/zoo.ts';
import { add, type Counts, formatCounts } from './diagnosis-table.ts';
import { judge, type Outcome, type Specimen, toSpecimen } from './naming.ts';
import { formatHeading, prependResult } from './results.ts';
import { stateMistakes } from './state-mistakes.ts';

/**
 * `npm run bench:diagnosis -- --sample 5 --only Rosenbrock --list sign-flipped`: does the report give each wrong gradient
 * of the zoo the name of its mistake? A run that is narrowed down is not kept.
 */
const { values: options } = parseArgs({
  options: {
    /** Looks at one mutant in so many, always the same ones: the first of each so many, in the order of the zoo. */
    sample: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    /** Lists the mutants of one mistake, or of `all`, that were not named right. */
    list: { type: 'string' },
  },
});

const sample = Number(options.sample);
const subjects = zoo();
const counts: Counts = new Map();
const listed: string[] = [];
const heading = formatHeading();
let mutants = 0;
const begin = Date.now();
for (const subject of subjects.filter(({ name }) => name.includes(options.only))) {
  for (const mutant of subject.mutants) {
    if (mutants++ % sample === 0) count(toSpecimen(subject, mutant));
  }
  const float32 = subjects.find(({ name }) => name === `${subject.name} (float32)`);
  for (const specimen of stateMistakes(subject, float32)) count(specimen);
}
const minutes = ((Date.now() - begin) / 6e4).toFixed(1);

const which = sample === 1 ? 'all' : `one in ${sample} of`;
const body = [
  `\`npm run bench:diagnosis\`: ${which} ${mutants} wrong gradients of ${subjects.length} subjects of \`test/zoo\`, ${minutes} minutes. What the numbers can tell is`,
  'decided in `test/zoo/telling.ts` from the wrong gradient, the exact one and the best finite difference, not by any rule.',
  '',
  formatCounts(counts),
].join('\n');
console.log([body, ...listed].join('\n'));
if (options.only === '' && sample === 1) {
  prependResult('bench/results/diagnosis.md', {
    title: '# Diagnoses, newest first',
    heading,
    body,
  });
}

function count(specimen: Specimen): void {
  const checked = specimen.run();
  const outcome = judge(specimen, checked);
  add(counts, specimen, outcome);
  const isListed = options.list === specimen.mistake || options.list === 'all';
  if (!isListed || outcome === wanted(specimen)) return;
  const names = checked.diagnoses.map(({ id, title, evidence }) => `${id}: ${title}; ${evidence}`);
  const { kind, name, mistake, obeys } = specimen;
  listed.push(
    [`${outcome} | ${kind} | ${name} | ${mistake}, obeys ${obeys.join(', ')}`, ...names].join(
      '\n    ',
    ),
  );
}

function wanted({ kind }: Specimen): Outcome {
  return kind === 'lawless' ? 'silent' : 'right';
}
