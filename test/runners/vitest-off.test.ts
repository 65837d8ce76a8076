import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installProject, removeProject } from './project.ts';
import { runVitest } from './run-vitest.ts';

// Checks switched off, in a project of four files: 10 + 3 + 1 + 0 gradient assertions on subjects that throw when called.

const WORKERS = [
  ['--pool=forks'],
  ['--pool=threads'],
  ['--pool=vmThreads'],
  ['--pool=forks', '--no-isolate'],
];
const REPORTER = ['--reporter=default', '--reporter=expect-gradient/reporter'];
const ANNOUNCEMENT =
  'expect-gradient is off: the gradient assertions of this run pass UNCHECKED' +
  " (the reporter 'expect-gradient/reporter' counts them)\n";

let project: string;
beforeAll(() => {
  project = installProject('vitest/off');
});
afterAll(() => removeProject(project));

describe('EXPECT_GRADIENT=off passes everything', () => {
  test.each(WORKERS)('and the reporter counts it, with %j', async (...workers) => {
    const args = [...REPORTER, ...workers];
    const run = await runVitest({ project, args, mode: 'off' });
    expect(run.stderr).toBe(
      'expect-gradient is off: 14 gradient assertions in 3 files passed UNCHECKED\n',
    );
    expect(run.stdout).toContain('Tests  8 passed (8)');
    expect(run.exitCode).toBe(0);
  });

  test.each(WORKERS)('and the first worker announces it, with %j', async (...workers) => {
    const run = await runVitest({ project, args: workers, mode: 'off' });
    // Vitest 4 numbers its workers from 0, others from 1: see announceOff
    expect([ANNOUNCEMENT, ANNOUNCEMENT + ANNOUNCEMENT]).toContain(run.stderr);
    expect(run.exitCode).toBe(0);
  });

  test('and one file says it once', async () => {
    const run = await runVitest({ project, args: ['three-more'], mode: 'off' });
    expect(run.stderr).toBe(ANNOUNCEMENT);
  });

  test('and says it in silence, too', async () => {
    const run = await runVitest({ project, args: ['--silent'], mode: 'off' });
    expect(run.stderr).toContain(ANNOUNCEMENT);
  });
});

describe('checks switched off in a setup file', () => {
  const args = ['--config', 'configured.config.ts'];

  test('are counted by the reporter', async () => {
    const run = await runVitest({ project, args: [...args, ...REPORTER] });
    expect(run.stderr).toBe(
      'expect-gradient is off: 14 gradient assertions in 3 files passed UNCHECKED\n',
    );
  });

  test('are counted in each file without it', async () => {
    const run = await runVitest({ project, args });
    const lines = run.stderr.split('\n').filter((line) => line.startsWith('expect-gradient'));
    expect(lines.sort()).toEqual([
      'expect-gradient is off: 1 gradient assertion in 1 file passed UNCHECKED',
      'expect-gradient is off: 10 gradient assertions in 1 file passed UNCHECKED',
      'expect-gradient is off: 3 gradient assertions in 1 file passed UNCHECKED',
    ]);
  });
});

test('the reporter is silent when everything was checked', async () => {
  const run = await runVitest({ project, args: [...REPORTER, 'none'] });
  expect(run.stderr).toBe('');
});

test("the reporter leaves another reporter's output alone", async () => {
  const args = ['three-more', '--reporter=json', '--reporter=expect-gradient/reporter'];
  const run = await runVitest({ project, args, mode: 'off' });
  expect(JSON.parse(run.stdout)).toMatchObject({ success: true, numPassedTests: 3 });
});
