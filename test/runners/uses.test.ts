import { afterAll, describe, expect, test } from 'vitest';
import { jest } from '../../scripts/compat/families/jest.ts';
import { jestExpect } from '../../scripts/compat/families/node-test.ts';
import { vitest } from '../../scripts/compat/families/vitest.ts';
import type { Family } from '../../scripts/compat/family.ts';
import { whyLacking } from '../../scripts/compat/judge.ts';
import { layOut } from '../../scripts/compat/project.ts';
import { judgeTableOf } from '../../scripts/compat/suites.ts';
import { usesOf } from '../uses/uses.cjs';
import { installProject, removeProject } from './project.ts';

// The shared table of uses in the runners that are installed here; `npm run test:compat` fetches all the others.

describe.each([
  { name: 'Vitest', family: vitest, packages: ['vitest'], variants: ['forks', 'vmThreads'] },
  {
    name: 'Jest',
    family: jest,
    packages: ['jest', '@jest/globals'],
    variants: ['cjs-globals', 'esm-imports'],
  },
  {
    name: 'expect under node:test',
    family: jestExpect,
    packages: ['expect'],
    variants: ['esm', 'cjs'],
  },
])('every use in $name', ({ family, packages, variants }) => {
  const project = installProject(`../uses/fixtures/${family.fixture}`, packages);
  layOut(project, family.fixture);
  afterAll(() => removeProject(project));

  test.each(variants)('%s', async (variant) => {
    const judgement = await judgeTableOf({ family, project, node: process.execPath }, variant);
    expect(judgement).toEqual(Object.fromEntries(namesFor(family).map((name) => [name, []])));
  });
});

function namesFor(family: Family): readonly string[] {
  const names = usesOf('table').map(({ name }) => name);
  return names.filter((name) => whyLacking(family, name) === undefined);
}
