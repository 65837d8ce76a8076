import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../vitest.config.ts';

/** Folders whose tests take processes, a build, other people's libraries, or thousands of checks; every other folder is in. */
const BESIDES = [
  'adapters',
  'bench',
  'browser',
  'engines',
  'found',
  'hostile',
  'laws',
  'libraries',
  'package',
  'runners',
  'types',
  'zoo',
];

export default mergeConfig(
  base,
  defineConfig({
    test: {
      exclude: [
        ...BESIDES.map((folder) => `test/${folder}/**`),
        'test/examples.test.ts',
        'test/zoo-verdict.test.ts',
      ],
    },
  }),
);
