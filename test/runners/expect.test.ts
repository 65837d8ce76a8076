import { afterAll, beforeAll, expect, test } from 'vitest';
import { installProject, removeProject } from './project.ts';
import { runNode } from './run-process.ts';

// The matchers in npm's `expect`, under Node's own test runner.

let project: string;
beforeAll(() => {
  project = installProject('expect/uses', ['expect']);
});
afterAll(() => removeProject(project));

function runTests(file: string) {
  return runNode({ project, args: ['--test', '--test-reporter=tap', file] });
}

test.each(['right.test.js', 'right.test.cjs'])('%s passes', async (file) => {
  const run = await runTests(file);
  expect(run.stdout).toContain('# pass 1\n# fail 0');
  expect(run.exitCode).toBe(0);
});

test('what is wrong fails, misuse in the line of the test', async () => {
  const { stdout, exitCode } = await runTests('wrong.test.js');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('# pass 0\n# fail 3');
  expect(errorsIn(stdout)).toMatchInlineSnapshot(`
    [
      "expect(received).toHaveCorrectGradient()
        TestContext.<anonymous> (file://<project>/wrong.test.js:7:17)",
      "error: '\`threshold\` must be a positive finite number, got -1'
        TestContext.<anonymous> (file://<project>/wrong.test.js:11:21)",
      "error: 'toHaveCorrectGradient cannot check an asynchronous subject as an asymmetric matcher: the runner would not wait for it'
        TestContext.<anonymous> (file://<project>/wrong.test.js:15:22)",
    ]
  `);
});

test('a check that nobody awaits fails the file when it fails', async () => {
  const { stdout, exitCode } = await runTests('forgotten.test.js');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('asynchronous activity after the test ended');
});

/** The first line of each error, and the topmost of its frames. */
function errorsIn(tap: string): string[] {
  const errors = tap.match(/error: .*\n(.*\n)*? +stack: \|-\n.*/g) ?? [];
  return errors.map((error) => {
    const lines = error.split('\n');
    const message = lines[0] === 'error: |-' ? lines[1] : lines[0];
    return [message, lines.at(-1)].join('\n').replace(project, '<project>').trim();
  });
}
