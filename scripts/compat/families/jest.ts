import type { Family } from '../family.ts';
import { outcomesOfJson } from './json.ts';

const alone = 'Only Vitest and Playwright Test have `expect.soft` and `expect.poll`';

/** What Jest picks the file of a variant by. */
const testFile: Readonly<Record<string, string>> = {
  'cjs-globals': 'globals.test.js',
  'cjs-imports': 'imports.test.js',
  'esm-globals': 'globals.test.mjs',
  'esm-imports': 'imports.test.mjs',
};

export const jest: Family = {
  fixture: 'jest',
  variants: Object.keys(testFile),
  command: ({ project, node, variant, colour, outcomes }) => ({
    file: node,
    args: [
      ...(variant.startsWith('esm') ? ['--experimental-vm-modules', '--no-warnings'] : []),
      `${project}/node_modules/jest/bin/jest.js`,
      `--config=${project}/jest.config.json`,
      testFile[variant],
      '--json',
      `--outputFile=${outcomes}`,
      ...(colour === 'off' ? ['--no-color'] : []),
    ],
  }),
  outcomes: outcomesOfJson,
  unawaited: { 'in band': ['--runInBand'], 'in workers': ['--maxWorkers=2', 'beside.test.js'] },
  remarks: {
    colours:
      'Without a terminal; on one, the `expect` of Jest does not look at `NO_COLOR`, for its own messages neither, but at `--no-color`',
  },
  lacks: { 'expect.soft': alone, 'expect.poll': alone },
};
