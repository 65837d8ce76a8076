import { parseArgs } from 'node:util';
import { measureInstallations } from './installations.ts';
import { install, nodeOf, pack, versionOf } from './npm.ts';
import { layOut } from './project.ts';
import {
  failuresOf,
  joinVariants,
  type Results,
  type Row,
  readResults,
  renewed,
  writeResults,
} from './results.ts';
import { type Runner, runners } from './runners.ts';
import { run } from './spawn.ts';
import { judgeVariant } from './suites.ts';
import { formatTable } from './table.ts';
import { checkTypes } from './types.mjs';

/**
 * `npm run test:compat -- --only jest` measures the rows whose id begins so; `--only installations` and `--only types` the
 * rest, `--only "types bun"` the types of one runner. What a narrowed run found is kept only with `--keep`, in the place of
 * the same part of the last results. `--show` prints what the runners print, for human eyes.
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
  },
});
const { only } = options;

const chosen = runners.filter(({ id }) => only === undefined || id.startsWith(only));
const isAskedForTypes = only === undefined || only.startsWith('types');
const isAskedForInstallations = only === undefined || only === 'installations';
if (chosen.length === 0 && !isAskedForTypes && !isAskedForInstallations) {
  const ids = runners.map(({ id }) => id).join(', ');
  throw new RangeError(`--only must begin one of ${ids}, or be installations or types`);
}

const tarball = await pack();
const rows: Row[] = [];
for (const runner of chosen) rows.push(await measure(runner));
const measured: Results = {
  rows,
  installations: isAskedForInstallations ? await measureInstallations(tarball) : [],
  types: isAskedForTypes ? await measureTypes(only?.split(' ').slice(1)) : [],
};

console.log(`\n${formatTable(measured)}\n`);
const failures = failuresOf(measured);
for (const failure of failures) console.error(failure);
if (only === undefined) writeResults(measured);
else if (options.keep) writeResults(renewed(readResults(), measured));
process.exitCode = failures.length > 0 ? 1 : 0;

function measureTypes(programs: readonly string[] = []) {
  return checkTypes({ only: programs, tell: console.error });
}

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
