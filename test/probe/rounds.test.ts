import { expect, test } from 'vitest';
import { OPTIONS, type ResolvedOptions } from '../../src/options/options.ts';
import { type Budget, OutOfBudget, openBudget } from '../../src/probe/budget.ts';
import { drive } from '../../src/probe/driver.ts';
import { moved } from '../../src/probe/point.ts';
import { batchOf, type Check, type Request } from '../../src/probe/request.ts';
import { inRounds } from '../../src/probe/rounds.ts';

/** Asks for the values at so many points, a few at a time, and notes who has asked and what came. */
function* asking(name: string, sizes: readonly number[], log: string[]): Check<void> {
  for (const size of sizes) {
    const batch = batchOf(
      Array.from({ length: size }, (_, k) => moved(k, k)),
      1,
    );
    try {
      yield batch;
    } finally {
      const values = [...batch.values.subarray(0, batch.answered)];
      expect(values).toEqual(values.map((_, k) => k));
      log.push(`${name} ${batch.answered}/${size}`);
    }
  }
}

function budgetOf(maxEvaluations: number): Budget {
  return openBudget({
    maxEvaluations,
    timeLimit: OPTIONS.timeLimit.default,
  } as ResolvedOptions);
}

/** Answers with the coordinate that was moved, as long as there is something left. */
function answering(budget: Budget) {
  return (request: Request) => {
    if (request.want === 'gradient') return;
    for (const [i, point] of request.points.entries()) {
      budget.spend({ want: 'value', isNeeded: false });
      request.values[i] = point.kind === 'moved' ? point.coordinate : Number.NaN;
      request.answered = i + 1;
    }
  };
}

function run(maxEvaluations: number, ...works: readonly { sizes: number[]; need: number }[]) {
  const log: string[] = [];
  const budget = budgetOf(maxEvaluations);
  const checks = works.map(({ sizes, need }, i) => ({
    check: asking('abc'[i], sizes, log),
    need,
  }));
  return { stopped: drive(inRounds(checks, budget), answering(budget)), log };
}

test('without a limit that matters each is done before the next', () => {
  const { stopped, log } = run(100, { sizes: [5, 5], need: 10 }, { sizes: [3], need: 3 });
  expect([stopped, log]).toEqual([undefined, ['a 5/5', 'a 5/5', 'b 3/3']]);
});

test('what needs too much waits in the middle of a batch, and goes on there with what is left', () => {
  const { stopped, log } = run(20, { sizes: [4, 12], need: 16 }, { sizes: [2], need: 10 });
  expect([stopped, log]).toEqual([undefined, ['a 4/4', 'b 2/2', 'a 12/12']]);
});

test('where there is not enough for all, each is told how far it came', () => {
  const { stopped, log } = run(12, { sizes: [30], need: 30 }, { sizes: [30], need: 30 });
  expect(stopped).toBeInstanceOf(OutOfBudget);
  expect(log).toEqual(['a 6/30', 'b 6/30']);
});

test('what fails otherwise fails all', () => {
  // biome-ignore lint/correctness/useYield: it fails before
  const failing = (function* (): Check<void> {
    throw new RangeError('no');
  })();
  const budget = budgetOf(10);
  const all = inRounds([{ check: failing, need: 1 }], budget);
  expect(() => drive(all, answering(budget))).toThrow(new RangeError('no'));
});
