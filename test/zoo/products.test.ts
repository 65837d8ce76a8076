import { describe, expect, test } from 'vitest';
import { checkJvp, checkVjp, type GradientCheck } from '../../src/index.ts';
import { ACCUMULATES, backwards, forwards, productSlips, type Vector } from './product-slips.ts';
import { VECTORS } from './vectors.ts';

/** What is another at every call says nothing, right or wrong. */
function isFound(name: string, { verdict }: GradientCheck): boolean {
  return verdict === (name === ACCUMULATES ? 'inconclusive' : 'mismatch');
}

const SIDES = [
  ['jvp', forwards, checkJvp],
  ['vjp', backwards, checkVjp],
] as const;

const seen = { right: 0, wrong: 0 };

describe.each(VECTORS)('$name', (f) => {
  const { value, jacobian } = f;
  const jvp = (x: Vector, v: Vector) => forwards(jacobian(x), v);
  const vjp = (x: Vector, w: Vector) => backwards(jacobian(x), w);

  test.each(f.points.map((at) => [at]))('is right at %j, forwards, backwards and both', (at) => {
    const found = [
      checkJvp({ value, jvp }, { at }),
      checkVjp({ value, vjp }, { at }),
      checkJvp({ value, jvp, vjp }, { at }),
      checkVjp({ value, jvp, vjp }, { at }),
    ] as GradientCheck[];
    expect(found.map(({ verdict }) => verdict)).toEqual(['match', 'match', 'match', 'match']);
    const most = 2 * at.length + 5;
    // those of the Jacobian itself: an entry that is zero takes a few more
    const hasZeros = jacobian(at).flat().includes(0);
    if (!hasZeros)
      for (const { evaluations } of found) expect(evaluations.value).toBeLessThanOrEqual(most);
    seen.right += found.length;
  });

  test.each(SIDES)('every slip of a %s is found', (kind, times, check) => {
    const missed = f.points.flatMap((at) => {
      const wrong = productSlips(f, at, times);
      seen.wrong += wrong.length;
      return wrong
        .filter(
          ({ name, product }) =>
            !isFound(name, check({ value, [kind]: product }, { at }) as GradientCheck),
        )
        .map(({ name }) => `${name} at ${at}`);
    });
    expect(missed).toEqual([]);
  });

  test.each(SIDES)(
    'and a wrong %s beside a right other one, which is not blamed',
    (kind, times) => {
      const [at] = f.points;
      const wrong = productSlips(f, at, times).filter(({ name }) => !name.startsWith('entry'));
      seen.wrong += wrong.length;
      const missed = wrong.filter(({ name, product }) => {
        const found = checkJvp({ value, jvp, vjp, [kind]: product }, { at }) as GradientCheck;
        return !isFound(name, found) || found.of !== kind;
      });
      expect(missed.map(({ name }) => name)).toEqual([]);
    },
  );
});

test('that was many', () => {
  expect(VECTORS.length).toBeGreaterThan(10);
  expect(seen.right).toBeGreaterThan(60);
  expect(seen.wrong).toBeGreaterThan(1000);
});
