import type { Family } from '../family.ts';
import { outcomesOfJunit } from './junit.ts';

const alone = 'is not part of `expect` outside of Vitest and Playwright';

export const bun: Family = {
  fixture: 'bun',
  variants: [''],
  command: ({ project, colour, outcomes }) => ({
    file: `${project}/node_modules/.bin/bun`,
    args: ['test', '--reporter=junit', `--reporter-outfile=${outcomes}`],
    env: colour === 'off' ? { FORCE_COLOR: '0' } : {},
  }),
  outcomes: outcomesOfJunit,
  lacks: { 'expect.soft': alone, 'expect.poll': alone },
};
