import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { breachesOf, HOUSE_RULES } from './house-rules.ts';
import { parseSource, readSources, type SourceFile } from './import-graph.ts';

const sources = readSources(new URL('../src/', import.meta.url));
const rules = Object.keys(HOUSE_RULES);

describe('the sources keep the rules of the house', () => {
  test.each(rules)('%s', (rule) => {
    expect(breachesOf(rule, sources)).toEqual([]);
  });

  test('and all of them were read, with their imports', () => {
    const paths = sources.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['index.ts', 'numeric/norm.ts', 'vitest.ts']));
    const imports = sources.flatMap((file) => file.imports.map(({ to }) => to));
    expect(imports.filter((to) => to.endsWith('.ts') && !paths.includes(to))).toEqual([]);
    expect(imports.length).toBeGreaterThan(paths.length);
  });
});

test('docs/architecture.md names every room of the sources', () => {
  const page = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8');
  const folders = sources.map(({ path }) => path.replace(/[^/]*$/, '')).filter(Boolean);
  expect(folders.length).toBeGreaterThan(100);
  expect([...new Set(folders)].filter((folder) => !page.includes(`\`${folder}\``))).toEqual([]);
});

/** What breaks each rule, and what only looks as if it did. */
const CASES: Record<string, { files: Record<string, string>; breaches: string[] }> = {
  'numeric imports only numeric': {
    files: {
      'numeric/a.ts': "import { b } from './b.ts'; import type { C } from '../check/c.ts';",
      'numeric/b.ts': "import { random } from 'pure-rand';",
    },
    breaches: ['numeric/a.ts: type of check/c.ts', 'numeric/b.ts: pure-rand'],
  },
  'only entries know a test framework': {
    files: {
      'matchers.ts': "import type { Assertion } from 'vitest';",
      'subject/a.ts': "export { expect } from '@jest/globals';",
      'check/b.ts': "const later = () => import('vitest/node');",
      'vitest.ts': "import { expect } from 'vitest';",
      'vitest/guard.ts': "import type { Vitest } from 'vitest/node';",
      'vitest/tally.ts': "import { inject } from 'vitest';",
    },
    breaches: [
      'matchers.ts: type of vitest',
      'subject/a.ts: @jest/globals',
      'check/b.ts: vitest/node',
      'vitest/tally.ts: vitest',
    ],
  },
  'only adapters know a tensor library': {
    files: {
      'subject/a.ts': "import '@tensorflow/tfjs'; import { distance } from 'fastest-levenshtein';",
      'adapters/tensorflow.ts': "import * as tf from '@tensorflow/tfjs';",
    },
    breaches: ['subject/a.ts: @tensorflow/tfjs'],
  },
  'diagnosis and report read the record': {
    files: {
      'diagnosis/a.ts': "import type { GradientCheck } from '../record.ts';",
      'diagnosis/b.ts': "import { type Dtype, f } from '../numeric/dtype.ts'; import './a.ts';",
      'diagnosis/c.ts': "import type { Subject } from '../subject/subject.ts';",
      'report/d.ts': "import { type A, record } from '../record.ts';",
      'report/e.ts': "import { type A, type B } from '../record.ts';",
      'report/f.ts': "export type { A } from '../check/options.ts';",
      'report/g.ts': "import { scaleLog } from 'd3-scale';",
      'report/page/h.ts': "import { scaleLog } from 'd3-scale'; import * as d3 from 'd3';",
    },
    breaches: [
      'diagnosis/c.ts: type of subject/subject.ts',
      'report/d.ts: record.ts',
      'report/f.ts: type of check/options.ts',
      'report/g.ts: d3-scale',
      'report/page/h.ts: d3',
    ],
  },
  'options know nothing of a check': {
    files: {
      'options/a.ts':
        "import { now } from '../clock.ts'; import type { B } from '../subject/b.ts';",
      'options/b.ts': "import type { Outcome } from '../check/outcome.ts';",
      'options/c.ts': "import { d } from '../probe/d.ts'; import './a.ts';",
      'probe/d.ts': "import type { A } from '../options/a.ts';",
    },
    breaches: ['options/b.ts: type of check/outcome.ts', 'options/c.ts: probe/d.ts'],
  },
  'adapters know what a subject is, and nobody knows them': {
    files: {
      'adapters/a.ts': "import '../subject/b.ts'; import * as tf from '@tensorflow/tfjs';",
      'adapters/c.ts': "import type { D } from '../options/d.ts'; import './a.ts';",
      'check/e.ts': "import type { A } from '../adapters/a.ts';",
      'index.ts': "export { a } from './adapters/a.ts';",
    },
    breaches: [
      'adapters/c.ts: type of options/d.ts',
      'check/e.ts: type of adapters/a.ts',
      'index.ts: adapters/a.ts',
    ],
  },
  'no arrow up': {
    files: {
      'probe/a.ts': "import type { B } from '../options/b.ts'; import '../judge/c.ts';",
      'options/d.ts': "import type { A } from '../probe/a.ts'; import { now } from '../clock.ts';",
      'record.ts':
        "import type { E } from './subject/e.ts'; import type { F } from './numeric/f.ts';",
      'check/g.ts': "import '../diagnosis/h.ts'; import './i.ts'; import '../matchers.ts';",
      'diagnosis/h.ts': "import type { J } from '../report/j.ts';",
      'jest/k.ts': "import '../vitest/l.ts'; import { expect } from '@jest/globals';",
      'jest.ts': "import './jest/k.ts'; import './index.ts';",
      'index.ts': "import './attic/m.ts';",
      'attic/m.ts': '',
    },
    breaches: [
      'probe/a.ts: judge/c.ts',
      'options/d.ts: type of probe/a.ts',
      'record.ts: type of subject/e.ts',
      'check/g.ts: matchers.ts',
      'diagnosis/h.ts: type of report/j.ts',
      'jest/k.ts: vitest/l.ts',
      'jest.ts: index.ts',
      'index.ts: attic/m.ts',
      'attic/m.ts: it has no place in the order',
    ],
  },
  'only matchers.ts touches `this`': {
    files: {
      'matchers.ts': 'export function f(this: Context) { return this.isNot; }',
      'bun/blocking.ts': 'export function f(this: Context) { return this.isNot; }',
      'report/a.ts': 'export function f() { return this; }',
      'check/b.ts': 'export function f(this: Context) {}',
      'check/c.ts': '// this is a comment\nexport const thisOne = "this";',
    },
    breaches: ['report/a.ts: this', 'check/b.ts: this'],
  },
  'no cycles': {
    files: {
      'a.ts': "import { b } from './check/b.ts';",
      'check/b.ts': "import type { C } from '../subject/c.ts';",
      'subject/c.ts': "export { b } from '../check/b.ts'; import './d.ts';",
      'subject/d.ts': '',
    },
    breaches: [
      'check/b.ts: check/b.ts → subject/c.ts → check/b.ts',
      'subject/c.ts: subject/c.ts → check/b.ts → subject/c.ts',
    ],
  },
  'no shapeless names': {
    files: {
      'subject/utils.ts': '',
      'helpers/a.ts': '',
      'types.ts': '',
      'check/common.ts': '',
      'check/commonplace.ts': '',
    },
    breaches: ['subject/utils.ts', 'helpers/a.ts', 'types.ts', 'check/common.ts'].map(
      (path) => `${path}: its name`,
    ),
  },
  'no long files': {
    files: { 'a.ts': 'f();\n'.repeat(260), 'b.ts': 'f();\n'.repeat(261) },
    breaches: ['b.ts: 261 lines'],
  },
};

describe('a breach is found', () => {
  test('for every rule there is a case', () => {
    expect(Object.keys(CASES)).toEqual(rules);
  });

  test.each(rules)('%s', (rule) => {
    const { files, breaches } = CASES[rule];
    expect(breachesOf(rule, Object.entries(files).map(parsed))).toEqual(breaches);
  });
});

function parsed([path, text]: [path: string, text: string]): SourceFile {
  return parseSource(path, text);
}
