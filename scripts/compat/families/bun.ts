import type { Family } from '../family.ts';
import { outcomesOfJunit } from './junit.ts';

const alone = 'Only Vitest and Playwright Test have `expect.soft` and `expect.poll`';

// `expect.toX()` has nothing that a promise could be handed to, but Bun waits inside of every call
const waits =
  'bun:test waits for a check inside of the call, so an asynchronous one is decided here, too';
const decided = { fails: { says: /model"?: toHaveCorrectGradient/ }, because: waits };
const decidedNot = { fails: { says: /model"?: not toHaveCorrectGradient/ }, because: waits };

export const bun: Family = {
  fixture: 'bun',
  variants: [''],
  command: ({ project, colour, outcomes }) => ({
    file: `${project}/node_modules/.bin/bun`,
    args: ['test', '--reporter=junit', `--reporter-outfile=${outcomes}`],
    env: colour === 'off' ? { FORCE_COLOR: '0' } : {},
  }),
  outcomes: outcomesOfJunit,
  // Bun writes this line itself: with the names of all parameters, and without what stood before the matcher
  line: (line) =>
    line
      .replace(/\.(not|resolves)/, '')
      .replace('()', '(options)')
      .replace('(f, at)', '(f, at, options)'),
  differs: {
    'asymmetric: wrong, asynchronous': decided,
    'asymmetric: right, asynchronous, negated': decidedNot,
  },
  lacks: { 'expect.soft': alone, 'expect.poll': alone },
};
