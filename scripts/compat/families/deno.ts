import type { Family } from '../family.ts';
import { outcomesOfJunit } from './junit.ts';

const alone = 'Only Vitest and Playwright Test have `expect.soft` and `expect.poll`';

export const deno: Family = {
  fixture: 'deno',
  variants: [''],
  command: ({ project, outcomes }) => ({
    file: `${project}/node_modules/.bin/deno`,
    args: ['test', '--allow-all', `--junit-path=${outcomes}`, 'uses.test.mjs'],
  }),
  outcomes: outcomesOfJunit,
  unawaited: { '': ['--sanitize-ops'] },
  remarks: {
    'forgotten await':
      'Nobody tells `expect` alone that a test is over: run `deno test --sanitize-ops`, which fails a test that leaves work behind',
  },
  lacks: {
    'expect.soft': alone,
    'expect.poll': alone,
    'colours: off':
      'Deno’s only switch is `NO_COLOR`; on a terminal `expect` does not look at it, for its own messages neither',
  },
};
