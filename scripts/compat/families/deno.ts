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
  lacks: {
    'expect.soft': alone,
    'expect.poll': alone,
    'colours: off': 'Only `NO_COLOR` turns colours off',
  },
};
