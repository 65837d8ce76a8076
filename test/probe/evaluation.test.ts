import { expect, test } from 'vitest';
import { resolveCheckOptions } from '../../src/options/configuration.ts';
import { openBudget } from '../../src/probe/budget.ts';
import { createEvaluator } from '../../src/probe/evaluation.ts';
import { along, HERE, moved, type Point } from '../../src/probe/point.ts';
import { batchOf } from '../../src/probe/request.ts';
import { functionSubject } from '../../src/subject/function-subject.ts';

const at = [1, 20, 300];
const sum = (x: number[]) => x.reduce((total, xi) => total + xi, 0);

/** What a subject with this value answers to one batch after the other. */
async function answersTo(batches: readonly (readonly Point[])[], values?: (x: unknown) => unknown) {
  const call = async (x: unknown) => sum(x as number[]);
  const subject = functionSubject(
    {
      description: 'test',
      value: { name: '`value`', call },
      gradient: { name: '`gradient`', call: () => [1, 1, 1] },
      ...(values && { values: { name: '`values`', call: values } }),
    },
    at,
  );
  const budget = openBudget(resolveCheckOptions({}));
  const { answer } = createEvaluator(subject, { budget, concurrency: 8 });
  const found: number[][] = [];
  for (const points of batches) {
    const batch = batchOf(points, 1);
    await answer(batch);
    expect(batch.answered).toBe(points.length);
    found.push([...batch.values]);
  }
  return found;
}

const far = along(Float64Array.of(1, 1, 1), 1000);
const batches = [
  [HERE],
  [far],
  [moved(0, 2), moved(1, 30), moved(2, 400)],
  [HERE, far, HERE, moved(0, 0)],
];
const expected = [[321], [3321], [322, 331, 421], [321, 3321, 321, 320]];

test('copies made while the point lies elsewhere are of the point all the same', async () => {
  expect(await answersTo(batches)).toEqual(expected);
  expect(await answersTo(batches, (points) => (points as number[][]).map(sum))).toEqual(expected);
});
