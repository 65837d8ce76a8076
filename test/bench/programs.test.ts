import { describe, expect, test } from 'vitest';
import { draws } from '../../bench/corpora/draws.ts';
import { drawProgram } from '../../bench/corpora/programs/draw.ts';
import { print } from '../../bench/corpora/programs/instructions.ts';
import { healthyProgram, programs } from '../../bench/corpora/programs.ts';
import { flatten } from '../../bench/flatten.ts';
import { distanceTo } from '../../bench/truth.ts';
import { trueError } from '../zoo/error.ts';
import { sweep } from '../zoo/tape.ts';

const wanted = { corpus: undefined, group: undefined, name: undefined, oneIn: 1 };
const drafts = (seed: number) => [...programs({ ...wanted, seed })];

describe('random programs', () => {
  test('have the derivative of fifty digits, which the reverse sweep in float64 confirms', () => {
    for (let i = 0; i < 30; i++) {
      const { formula, at, round, exact } = healthyProgram('float64', {
        name: `test ${i}`,
        n: 1 + (i % 10),
      });
      expect(exact.gradient.every(Number.isFinite)).toBe(true);
      expect(trueError(sweep(formula, at, { round }).gradient, exact).norm).toBeLessThan(1e-11);
    }
  });

  test('use every input, and most kinds of operation', () => {
    const names = new Set<string>();
    for (let i = 0; i < 200; i++) {
      const program = drawProgram(draws(`inputs ${i}`), 5);
      const read = new Set(program.instructions.flatMap(({ operands }) => operands));
      expect([0, 1, 2, 3, 4].filter((k) => !read.has(k))).toEqual([]);
      for (const { operation } of program.instructions) names.add(operation.name);
    }
    expect(names.size).toBeGreaterThan(25);
  });

  test('are the same for the same name, and others for another seed', () => {
    const text = (name: string) => print(drawProgram(draws(name), 4).instructions);
    expect(text('7/1')).toBe(text('7/1'));
    expect(text('7/1')).not.toBe(text('8/1'));
    expect(drafts(7).map(({ name }) => name)).not.toEqual(drafts(8).map(({ name }) => name));
  });

  test('number 400 in each class, each under a name of its own', () => {
    const all = drafts(1);
    for (const group of ['programs float64', 'programs float32', 'programs noisy']) {
      expect(all.filter((one) => one.group === group).length).toBeGreaterThanOrEqual(400);
    }
    expect(new Set(all.map(({ group, name }) => `${group} ${name}`)).size).toBe(all.length);
  });
});

describe('planted mistakes', () => {
  test('are as large as they say', () => {
    for (const draft of drafts(3).filter((_, i) => i % 131 === 0)) {
      const { truth, candidates, at, format } = draft.build();
      for (const { planted, gradient } of candidates) {
        if (truth === undefined || planted === undefined) continue;
        const { absolute } = distanceTo(truth, flatten(gradient(at as never)));
        const size = Math.hypot(...truth.slopes.map(([slope]) => slope));
        const rounding = format === 'float32' ? 1e-5 : 1e-10;
        expect(Math.abs(absolute / size - planted)).toBeLessThan(rounding + 0.01 * planted);
      }
    }
  });
});
