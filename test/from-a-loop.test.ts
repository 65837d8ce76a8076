import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import '../src/vitest.ts';

// docs/from-a-loop.md as it stands: what is given, the loop, the line; the slips are planted here.

const page = readFileSync(new URL('../docs/from-a-loop.md', import.meta.url), 'utf8');

const SLIPS: Readonly<Record<string, readonly [right: string, wrong: string]>> = {
  'A fixed step, in float64': ['Math.cos(v) * (i + 1)', 'Math.cos(v) * (i + 1.1)'],
  'float32, with loose tolerances': ['3 * v * v', '3.2 * v * v'],
  'Some entries of a large array': ['4 * v ** 3', '4.1 * v ** 3'],
  'One direction': ['b: 2 * b', 'b: 3 * b'],
  'Layer by layer': ['(1 - y[j] ** 2)', '(1 - y[j])'],
  'A Jacobian, where there is one': ['[0, 2 * y]', '[0, y]'],
  'With fast-check': ['1 / (1 + Math.exp(-x))', '1 / (2 + Math.exp(-x))'],
};

interface Section {
  readonly title: string;
  readonly given: string;
  readonly loop: string;
  readonly line: string;
}

function sections(): readonly Section[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((text) => {
      const [given, loop, line] = [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(
        ([, code]) => code,
      );
      return { title: text.slice(0, text.indexOf('\n')), given, loop, line };
    });
}

// the same points at every run
fc.configureGlobal({ seed: 14 });

function run(code: string): void {
  const script = ts.transpile(code, { target: ts.ScriptTarget.ES2022 });
  new Function('expect', 'fc', script)(expect, fc);
}

test('there are seven loops', () => {
  expect(sections().map(({ title }) => title)).toEqual(Object.keys(SLIPS));
});

describe.each(sections())('$title', ({ title, given, loop, line }) => {
  const [right, wrong] = SLIPS[title];

  test('the loop and the line pass', () => {
    run(given + loop);
    run(given + line);
  });

  test('and fail with a slip in the gradient', () => {
    const slipped = given.replace(right, wrong);
    expect(slipped).not.toBe(given);
    expect(() => run(slipped + loop)).toThrow();
    expect(() => run(slipped + line)).toThrow(/gradient mismatch|Property failed/);
  });

  test('the line is shorter', () => {
    expect(line.split('\n').length).toBeLessThan(loop.split('\n').length);
  });
});
