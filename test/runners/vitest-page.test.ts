import { afterAll, beforeAll, expect, test } from 'vitest';
import { installProject, removeProject } from './project.ts';
import { runVitest } from './run-vitest.ts';

// The page of a failing check, attached to its test in a Vitest process of its own.

let project: string;
beforeAll(() => {
  project = installProject('vitest/page');
});
afterAll(() => removeProject(project));

test.each(['forks', 'vmThreads'])(
  'a page is attached to what fails, in the pool %s',
  async (pool) => {
    const args = ['--reporter=./attachments.js', `--pool=${pool}`];
    const { stdout } = await runVitest({ project, args });
    expect(stdout).toMatchInlineSnapshot(`
      "wrong | failed | page: gradient check of x (text/html, <!DOCTYPE html>)
      wrong, asynchronous | failed | page: gradient check of x (text/html, <!DOCTYPE html>)
      inconclusive | failed | page: gradient check of x (text/html, <!DOCTYPE html>)
      right, but demanded to be wrong | failed | page: gradient check of x (text/html, <!DOCTYPE html>)
      right | passed | 
      wrong, as demanded | passed | 
      a failure that the test expects | passed | page: gradient check of x (text/html, <!DOCTYPE html>)
      ten failures that the test expects | passed | page: gradient check of x (text/html, <!DOCTYPE html>), page: gradient check of x (text/html, <!DOCTYPE html>), page: gradient check of x (text/html, <!DOCTYPE html>), page: gradient check of x (text/html, <!DOCTYPE html>)
      two soft failures: after the first, Vitest takes no attachments | failed | page: gradient check of x (text/html, <!DOCTYPE html>)
      tried again and again | failed | 
      as an asymmetric matcher | failed | 
      one is wrong | failed | page: gradient check of x (text/html, <!DOCTYPE html>)
      one is right | passed | 
      "
    `);
  },
);

test('the default reporter names it below the failure', async () => {
  const { stderr } = await runVitest({ project, args: ['-t', '^wrong$'] });
  expect(stderr).toContain('\n\n ❯ page\n   ↳ gradient check of x\n');
});
