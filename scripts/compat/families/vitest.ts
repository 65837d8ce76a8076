import type { Family } from '../family.ts';
import { outcomesOfJson } from './json.ts';

export const vitest: Family = {
  fixture: 'vitest',
  variants: ['forks', 'threads', 'vmThreads'],
  command: ({ project, node, variant, outcomes }) => ({
    file: node,
    args: [
      `${project}/node_modules/vitest/vitest.mjs`,
      'run',
      `--pool=${variant}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${outcomes}`,
    ],
  }),
  outcomes: outcomesOfJson,
  lacks: {
    'colours: off':
      'Vitest’s `--no-color` does not reach its workers, where messages are written, its own too; `NO_COLOR` does',
  },
};
