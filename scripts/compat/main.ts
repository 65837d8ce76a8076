import { parseArgs } from 'node:util';
import { measureInstallations } from './installations.ts';
import { install, nodeOf, pack, versionOf } from './npm.ts';
import { layOut } from './project.ts';
import {
  failuresOf,
  joinVariants,
  type Row,
  readResults,
  withRows,
  writeResults,
} from './results.ts';
import { type Runner, runners } from './runners.ts';
import { run } from './spawn.ts';
import { judgeVariant } from './suites.ts';
import { formatTable } from './table.ts';
import { checkTypes } from './types.mjs';

/**
 * `npm run test:compat -- --only jest`: the rows whose id begins so. What a narrowed run found is kept only with `--keep`, in
 * the place of the same rows of the last whole run. `--show` prints what the runners print, for human eyes.
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
  },
});

const chosen = runners.filter(
  ({ id }) => options.only === undefined || id.startsWith(options.only),
);
if (chosen.length === 0)
  throw new RangeError(`--only must begin one of ${runners.map(({ id }) => id).join(', ')}`);

const tarball = await pack();
const rows: Row[] = [];
for (const runner of chosen) rows.push(await measure(runner));
const whole = options.only === undefined;
const results = {
  rows,
  installations: whole ? await measureInstallations(tarball) : [],
  types: whole ? await checkTypes({ tell: console.error }) : [],
};

console.log(`\n${formatTable(results)}\n`);
const failures = failuresOf(results);
for (const failure of failures) console.error(failure);
if (whole) writeResults(results);
else if (options.keep) writeResults(withRows(readResults(), rows));
process.exitCode = failures.length > 0 ? 1 : 0;

async function measure({ id, name, family, packages, node: line }: Runner): Promise<Row> {
  const node = line === undefined ? process.execPath : await nodeOf(line);
  const project = await install(id, [...packages, tarball]);
  layOut(project, family.fixture);
  const judgements = {};
  for (const variant of family.variants) {
    const installed = { family, project, node, ...(options.show && { show: console.error }) };
    const judgement = await judgeVariant(installed, variant);
    const wrong = Object.values(judgement).filter((complaints) => complaints.length > 0).length;
    console.error(`${id} ${variant}: ${wrong || 'no'} complaints`);
    Object.assign(judgements, { [variant]: judgement });
  }
  return {
    id,
    name,
    version: versionOf(packages[0].replace(/(?<=.)@.*/, ''), project),
    ...(line !== undefined && { node: await nodeVersion(node) }),
    variants: family.variants,
    uses: joinVariants(judgements),
  };
}

async function nodeVersion(node: string): Promise<string> {
  const { output } = await run({ file: node, args: ['--version'] }, { cwd: process.cwd() });
  return output.trim().slice(1);
}
