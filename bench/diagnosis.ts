import { parseArgs } from 'node:util';
import { checkGradient, type Diagnosis } from '../src/index.ts';
import { type ZooMutant, type ZooSubject, type ZooVariable, zoo } from '../test/zoo/zoo.ts';

/**
 * `npm run bench:diagnosis -- --list sign-flipped --only Rosenbrock --all`: does the report give each wrong gradient of the
 * zoo the name of its mistake?
 */
const { values: options } = parseArgs({
  options: {
    /** Lists the mutants of one row of the table, or of `all`, that were not named right. */
    list: { type: 'string' },
    only: { type: 'string', default: '' },
    all: { type: 'boolean', default: false },
  },
});

/** One mutant in so many is looked at, always the same ones. */
const SAMPLE = options.all ? 1 : 5;

type Outcome = 'right' | 'wrong' | 'silent' | 'not called wrong';

interface Row extends Record<Outcome, number> {
  mutants: number;
}

const rows = new Map<string, Row>();
const listed: string[] = [];
run();
print();

function run(): void {
  let seen = 0;
  for (const subject of zoo()) {
    if (!subject.name.includes(options.only)) continue;
    for (const mutant of subject.mutants) {
      if (seen++ % SAMPLE === 0) count(subject, mutant);
    }
  }
}

function count(subject: ZooSubject, mutant: ZooMutant): void {
  const { verdict, diagnoses } = check(subject, mutant);
  const outcome = verdict === 'mismatch' ? judge(mutant, diagnoses) : 'not called wrong';
  const id = rowOf(subject, mutant);
  const row = rows.get(id) ?? emptyRow();
  rows.set(id, row);
  row.mutants += 1;
  row[outcome] += 1;
  const isListed = options.list === id || options.list === 'all';
  if (!isListed || outcome === (isLawless(id) ? 'silent' : 'right')) return;
  const names = diagnoses.map(({ id, title, evidence }) => `${id}: ${title}; ${evidence}`);
  const heading = `${outcome} | ${subject.name} | ${mutant.rule} | obeys ${mutant.obeys.join(', ')}`;
  listed.push([heading, ...names].join('\n    '));
}

type Point = Record<string, { readonly data: ArrayLike<number> }>;

/** Every variable in its own shape, so that rows and columns are what they are to the user. */
function check(subject: ZooSubject, mutant: ZooMutant) {
  const { variables, at, value } = subject;
  if (variables.length === 1 && variables[0].shape.length === 1) {
    return checkGradient({ value, gradient: mutant.gradient }, { at });
  }
  const split = (flat: ArrayLike<number>) =>
    Object.fromEntries(variables.map((own) => [own.path, cut(flat, own)]));
  const join = (point: Point) => variables.flatMap(({ path }) => Array.from(point[path].data));
  const cut = (flat: ArrayLike<number>, { shape, offset, size }: ZooVariable) => {
    const part = Array.from(flat).slice(offset, offset + size);
    const data = at instanceof Float32Array ? Float32Array.from(part) : Float64Array.from(part);
    return { data, shape };
  };
  return checkGradient(
    {
      value: (point: Point) => value(join(point)),
      gradient: (point: Point) => split(mutant.gradient(join(point))),
    },
    { at: split(at) },
  );
}

function judge({ obeys }: ZooMutant, diagnoses: readonly Diagnosis[]): Outcome {
  if (diagnoses.length === 0) return 'silent';
  const names: readonly string[] = obeys.filter((id) => id !== 'none');
  return diagnoses.every(({ id }) => names.includes(id)) ? 'right' : 'wrong';
}

function rowOf(subject: ZooSubject, mutant: ZooMutant): string {
  const { mistake, obeys } = mutant;
  if (mistake === 'none') return obeys.length > 1 ? 'no name, but a law holds' : 'no law';
  return shows(subject, mutant) ? mistake : `${mistake}, not in the numbers`;
}

/**
 * Whether the numbers of the two gradients can tell: an overwritten contribution leaves a trace when the contributions
 * were equal, a place needs other coordinates, and of single numbers each has some factor.
 */
function shows(subject: ZooSubject, { mistake, obeys, gradient }: ZooMutant): boolean {
  const { at, exact, variables } = subject;
  const wrong = gradient(at);
  const ratios = exact.map((right, i) => wrong[i] / right);
  const isOff = (i: number) => Math.abs(ratios[i] - 1) > 1e-6;
  if (mistake === 'localized') return at.length > 1;
  if (mistake === 'overwritten-not-accumulated') {
    return at.length > 1 && (obeys.length > 1 || ratios.every((ratio) => isWhole(1 / ratio)));
  }
  if (mistake !== 'constant-factor' || variables.length === 1) return true;
  const common = ratios.every((ratio) => Math.abs(ratio / ratios[0] - 1) < 1e-3);
  return common || variables.some(({ size, offset }) => size > 1 && isOff(offset));
}

function isWhole(ratio: number): boolean {
  return Math.abs(ratio - Math.round(ratio)) <= 1e-4 * Math.abs(ratio);
}

function isLawless(id: string): boolean {
  return id.startsWith('no ');
}

function emptyRow(): Row {
  return { mutants: 0, right: 0, wrong: 0, silent: 0, 'not called wrong': 0 };
}

function print(): void {
  const ids = [...rows.keys()].sort();
  const named = ids.filter((id) => !isLawless(id));
  const shown = named.filter((id) => !id.endsWith('numbers'));
  const table = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, row]) => line(id, row));
  const head = ['mistake', 'mutants', 'right', 'wrong', 'silent', 'not called wrong'];
  console.log([cells(head), cells(head.map(() => '---')), ...table].join('\n'));
  console.log(`\n${share('with a name', sum(named))}`);
  console.log(share('with a name that the numbers can tell', sum(shown)));
  console.log(share('that follow no law', sum(ids.filter((id) => id === 'no law'))));
  if (listed.length > 0) console.log(`\n${listed.join('\n')}`);
}

function line(id: string, row: Row): string {
  return cells([
    id,
    ...[row.mutants, row.right, row.wrong, row.silent, row['not called wrong']].map(String),
  ]);
}

function cells(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |`;
}

function sum(ids: readonly string[]): Row {
  const total = emptyRow();
  for (const id of ids) {
    const row = rows.get(id) ?? emptyRow();
    for (const key of Object.keys(total) as (keyof Row)[]) total[key] += row[key];
  }
  return total;
}

function share(which: string, row: Row): string {
  const called = row.mutants - row['not called wrong'];
  const percent = (part: number) => `${((100 * part) / called).toFixed(2)} %`;
  return `mistakes ${which}: ${called} called wrong; right ${percent(row.right)}, wrong ${percent(row.wrong)}, silent ${percent(row.silent)}`;
}
