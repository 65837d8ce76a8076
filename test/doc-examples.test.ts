import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import * as library from '../src/index.ts';
import { gradientMatchers } from '../src/matchers.ts';
import '../src/vitest.ts';

const SOURCE = new URL('../src/', import.meta.url).pathname;

/** The code of every `@example` in the sources, with the file it stands in. */
function examples(): readonly (readonly [file: string, code: string])[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(SOURCE, file), 'utf8');
      const found = text.matchAll(/@example\n *\* ```ts\n(.*?) *\* ```/gs);
      return [...found].map(([, code]) => [file, code.replace(/^ *\* ?/gm, '')] as const);
    });
}

/** Turns `expression; // value` into a comparison, so that what an example says is what it does. */
function withExpectations(code: string): string {
  return code.replace(/^(.+); \/\/ (.+)$/gm, 'expect($1).toEqual($2);');
}

test.each(examples())('the example in %s does what it says', (_, code) => {
  const script = ts.transpile(withExpectations(code), { target: ts.ScriptTarget.ES2022 });
  const names = Object.keys(library);
  const run = new Function('expect', ...names, script);
  expect(() => run(expect, ...Object.values(library))).not.toThrow();
});

test('every function that users call has an example, and many points in one', () => {
  const files = examples().map(([file]) => file);
  expect([...new Set(files)].sort()).toEqual([
    'check/check-gradient.ts',
    'check/check-hessian.ts',
    'check/check-jacobian.ts',
    'check/check-jvp.ts',
    'check/check-vjp.ts',
    'check/merge-checks.ts',
    'entry/assertions.ts',
    'options/configuration.ts',
    'report/format.ts',
    'subject/adapter.ts',
  ]);
});

test.each(Object.keys(gradientMatchers))('%s has an example', (matcher) => {
  const codes = examples().map(([, code]) => code);
  expect(codes.filter((code) => code.includes(`).${matcher}(`))).toHaveLength(1);
});
