import type { Family } from '../family.ts';
import { outcomesOfJunit } from './junit.ts';

const alone = 'is not part of `expect` outside of Vitest and Playwright';

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
    'colours: off': 'only `NO_COLOR` turns colours off',
  },
};
