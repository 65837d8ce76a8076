import type { Family } from '../family.ts';
import { outcomesOfJunit } from './junit.ts';

/** `expect`, or `@vitest/expect` on Chai, in tests of Node itself. */
function underNodeTest(fixture: string, because: string): Family {
  return {
    fixture,
    variants: ['esm', 'cjs'],
    command: ({ project, node, variant, colour, outcomes }) => ({
      file: node,
      args: [
        '--test',
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        '--test-reporter=junit',
        `--test-reporter-destination=${outcomes}`,
        `${project}/uses.test.${variant === 'esm' ? 'mjs' : 'cjs'}`,
      ],
      env: colour === 'off' ? { FORCE_COLOR: '0' } : {},
    }),
    outcomes: outcomesOfJunit,
    lacks: { 'expect.soft': because, 'expect.poll': because },
  };
}

const alone = 'Only Vitest and Playwright Test have `expect.soft` and `expect.poll`';

export const jestExpect = underNodeTest('expect', alone);

const standalone = underNodeTest('vitest-expect', alone);

export const vitestExpect: Family = {
  ...standalone,
  variants: ['esm'],
  lacks: { ...standalone.lacks, 'colours: off': '`@vitest/expect` has no switch but `NO_COLOR`' },
};
