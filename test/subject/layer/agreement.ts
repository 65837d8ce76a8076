import { inspect } from 'node:util';
import { expect } from 'vitest';
import type { SubjectContext } from '../../../src/subject/context.ts';
import { toSubject } from '../../../src/subject/to-subject.ts';

/**
 * Understands a layer, holds its gradient against central differences, and gives the names and shapes of its variables.
 *
 * Then the layer must be as it was before: the same members, the same arrays, the same numbers.
 */
export async function agreement(
  layer: object,
  context: Partial<SubjectContext> = {},
): Promise<string> {
  const before = contents(layer);
  const subject = await toSubject(layer, { seed: 7, ...context });
  const { values } = await subject.gradient(0);
  for (let k = 0; k < subject.size; k++) {
    const [x, h] = [
      subject.read(k),
      subject.variables.some(({ dtype }) => dtype === 'float32') ? 2 ** -7 : 2 ** -17,
    ];
    subject.write(k, x + h);
    const [above] = Array.from(await subject.value());
    subject.write(k, x - h);
    const [below] = Array.from(await subject.value());
    const numeric = (above - below) / (2 * h);
    subject.write(k, x);
    expect(values[k]).toBeCloseTo(numeric, h > 1e-3 ? 3 : 8);
  }
  const again = await subject.gradient(0);
  expect(again.values).toEqual(values);
  subject.restore();
  expect(contents(layer)).toBe(before);
  return subject.variables.map(({ path, shape }) => [path, ...shape].join(' ')).join(', ');
}

/** Everything a layer holds, in full: -0 and 0 differ, and so do arrays of different kinds. */
function contents(layer: object): string {
  return inspect(layer, { depth: Infinity, maxArrayLength: Infinity });
}
