import { bun } from './families/bun.ts';
import { deno } from './families/deno.ts';
import { jest } from './families/jest.ts';
import { jestExpect, vitestExpect } from './families/node-test.ts';
import { playwright } from './families/playwright.ts';
import { vitest } from './families/vitest.ts';
import type { Family } from './family.ts';

/** A row of the table: a runner, its version, and the Node line it runs on. */
export interface Runner {
  /** For `--only`. */
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  /** What npm fetches; the first is the one whose version is shown. */
  readonly packages: readonly string[];
  /** Line of Node that runs it; absent where the runner brings its own engine. */
  readonly node?: string;
}

export const runners: readonly Runner[] = [
  { id: 'vitest-3', name: 'Vitest', family: vitest, packages: ['vitest@~3.2.0'], node: '20' },
  { id: 'vitest-4', name: 'Vitest', family: vitest, packages: ['vitest@4'], node: '20' },
  { id: 'vitest-5-node-22', name: 'Vitest', family: vitest, packages: ['vitest@5'], node: '22' },
  { id: 'vitest-5-node-24', name: 'Vitest', family: vitest, packages: ['vitest@5'], node: '24' },
  { id: 'vitest-5-node-26', name: 'Vitest', family: vitest, packages: ['vitest@5'], node: '26' },
  {
    id: 'jest-29',
    name: 'Jest',
    family: jest,
    packages: ['jest@29', '@jest/globals@29'],
    node: '20',
  },
  {
    id: 'jest-30',
    name: 'Jest',
    family: jest,
    packages: ['jest@30', '@jest/globals@30'],
    node: '20',
  },
  { id: 'expect-29', name: 'expect', family: jestExpect, packages: ['expect@29'], node: '20' },
  { id: 'expect-30', name: 'expect', family: jestExpect, packages: ['expect@30'], node: '20' },
  {
    id: 'vitest-expect-4',
    name: '@vitest/expect',
    family: vitestExpect,
    packages: ['@vitest/expect@4', 'chai@6'],
    node: '20',
  },
  {
    id: 'vitest-expect-5',
    name: '@vitest/expect',
    family: vitestExpect,
    packages: ['@vitest/expect@5', 'chai@6'],
    node: '20',
  },
  { id: 'bun', name: 'bun:test', family: bun, packages: ['bun'] },
  {
    id: 'playwright',
    name: 'Playwright Test',
    family: playwright,
    packages: ['@playwright/test'],
    node: '20',
  },
  { id: 'deno', name: 'Deno with npm:expect', family: deno, packages: ['deno', 'expect@30'] },
];
