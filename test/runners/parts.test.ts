import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GradientCheck, mergeChecks } from '../../src/index.ts';
import { installProject, removeProject } from './project.ts';
import { runNode } from './run-process.ts';

// The programs of docs/scale.md as they stand, in as many processes as its matrix has jobs, and one that puts together what they leave.

const page = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8');
const programs = [...page.matchAll(/^```js\n\/\/ (\S+)\n(.*?)^```/gms)];
const PARTS = [1, 2, 3, 4];

/** A layer with a weight that its backward pass multiplies by two too much, and as many others as make every part have some. */
const LAYER = `
const w = Array.from({ length: 12 }, (_, i) => Array.from({ length: 9 }, (_, j) => Math.cos(9 * i + j)));
export const input = Array.from({ length: 9 }, (_, j) => 1 + Math.sin(j));
export const layer = {
  w,
  dw: [],
  forward(x) {
    this.x = x;
    return w.map((row) => row.reduce((sum, wij, j) => sum + wij * x[j], 0));
  },
  backward(g) {
    this.dw = g.map((gi, i) => this.x.map((xj, j) => gi * xj * (i === 7 && j < 4 ? 2 : 1)));
    return this.x.map((_, j) => g.reduce((sum, gi, i) => sum + gi * w[i][j], 0));
  },
};
`;

let project: string;
beforeAll(() => {
  project = installProject('vitest/off');
  writeFileSync(join(project, 'layer.mjs'), LAYER);
  for (const [, name, code] of programs) writeFileSync(join(project, name), code);
});
afterAll(() => removeProject(project));

test('the parts of a check in processes of their own, and all of it in another', async () => {
  expect(programs.map(([, name]) => name)).toEqual(['check.mjs', 'merge.mjs']);
  const files = PARTS.map((part) => `part-${part}.json`);
  const runs = await Promise.all(
    files.map((file, i) => runNode({ project, args: ['check.mjs', file], part: `${PARTS[i]}/4` })),
  );
  expect(runs.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual(PARTS.map(() => [0, '']));
  const records = files.map((file) => JSON.parse(readFileSync(join(project, file), 'utf8')));
  expect(records.map(({ coverage }) => coverage.total)).toEqual(PARTS.map(() => 117));
  const whole = await runNode({ project, args: ['merge.mjs', ...files] });
  expect([whole.exitCode, whole.stderr]).toEqual([1, '']);
  expect(whole.stdout).toContain('gradient mismatch in 4 of 108 coordinates of w: looks like');
  expect(whole.stdout).toMatch(/w +\[12, 9\] +108\/108 /);
  expect(whole.stdout).toMatch(/input +\[9\] +9\/9 /);

  await runNode({ project, args: ['check.mjs', 'whole.json'] });
  const [alone, ...texts] = ['whole.json', ...files].map((file) =>
    readFileSync(join(project, file), 'utf8'),
  );
  const merged = mergeChecks(texts);
  const { variables, diagnoses } = JSON.parse(alone) as GradientCheck;
  expect(merged.diagnoses.map(({ id }) => id)).toEqual(diagnoses.map(({ id }) => id));
  for (const [i, { coordinates, analytic, wrong }] of variables.entries()) {
    const own = merged.variables[i];
    expect([[...own.coordinates], [...own.analytic]]).toEqual([coordinates, analytic]);
    expect(own.wrong).toBe(wrong);
  }
});

test('without one of them nothing is put together', async () => {
  const files = PARTS.slice(1).map((part) => `part-${part}.json`);
  const { exitCode, stderr } = await runNode({ project, args: ['merge.mjs', ...files] });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('RangeError: part 1/4 is missing');
});
