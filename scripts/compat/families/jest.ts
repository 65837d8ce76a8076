import type { Family } from '../family.ts';
import { outcomesOfJson } from './json.ts';

const alone = 'is not part of `expect` outside of Vitest and Playwright';

export const jest: Family = {
  fixture: 'jest',
  variants: ['cjs-globals', 'cjs-imports', 'esm-globals', 'esm-imports'],
  command: ({ project, node, variant, colour, outcomes }) => ({
    file: node,
    args: [
      ...(variant.startsWith('esm') ? ['--experimental-vm-modules', '--no-warnings'] : []),
      `${project}/node_modules/jest/bin/jest.js`,
      `--config=${project}/${variant}.config.json`,
      '--json',
      `--outputFile=${outcomes}`,
      ...(colour === 'off' ? ['--no-colors'] : []),
    ],
  }),
  outcomes: outcomesOfJson,
  unawaited: { 'in band': ['--runInBand'], 'in workers': ['--maxWorkers=2'] },
  lacks: { 'expect.soft': alone, 'expect.poll': alone },
};
