import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGradient, type Verdict } from '../../src/index.ts';
import { pointIn, type Smooth, smooth } from './smooth.ts';
import { isOrdinary, type Tree, tree } from './trees.ts';

// What a property-based test draws: 0, −0, subnormals, 1e-300 and ordinary numbers side by side.

type Vector = readonly number[];
type Subject = Pick<Smooth, 'value' | 'gradient'>;

const seeds = [1, 2, 3];

const verdictOn = ({ value, gradient }: Subject, at: number[]): Verdict =>
  checkGradient({ value, gradient }, { at }).verdict;

const asSubject = (one: Tree): Subject => ({
  value: (x) => one.at(x).value,
  gradient: (x) => [...one.at(x).slopes],
});

const coordinate = fc.double({ min: -5, max: 5, noNaN: true });
const treeAndPoint = fc.tuple(tree, fc.array(coordinate, { minLength: 3, maxLength: 3 }));

describe('a right gradient of a smooth function at any double', () => {
  test.each(smooth)('$name: is never called wrong', (one) => {
    for (const seed of seeds) {
      const law = fc.property(pointIn(one), (at) => {
        expect(verdictOn(one, at)).not.toBe('mismatch');
      });
      fc.assert(law, { seed, numRuns: 60 });
    }
  });

  test('of an expression as it comes: is never called wrong', () => {
    for (const seed of seeds) {
      const law = fc.property(treeAndPoint, ([one, at]) => {
        fc.pre(isOrdinary(one.at(at)));
        expect(verdictOn(asSubject(one), at)).not.toBe('mismatch');
      });
      fc.assert(law, { seed, numRuns: 500 });
    }
  });

  test('is left undecided in one of a hundred draws at the most', () => {
    const ofTable = smooth.flatMap((one) =>
      fc.sample(pointIn(one), { seed: 4, numRuns: 100 }).map((at) => verdictOn(one, at)),
    );
    const ofTrees = fc
      .sample(treeAndPoint, { seed: 4, numRuns: 1500 })
      .filter(([one, at]) => isOrdinary(one.at(at)))
      .map(([one, at]) => verdictOn(asSubject(one), at));
    for (const verdicts of [ofTable, ofTrees]) {
      const undecided = verdicts.filter((verdict) => verdict === 'inconclusive');
      expect(undecided.length).toBeLessThanOrEqual(verdicts.length / 100);
    }
  });
});

/** How people get a gradient of two or three numbers wrong. */
const mistakes: readonly [string, (gradient: Vector) => number[]][] = [
  ['a sign', ([first, ...rest]) => [-first, ...rest]],
  ['a factor', (gradient) => gradient.map((g) => 2 * g)],
  ['a tenth of one', ([first, second, ...rest]) => [first, 1.1 * second, ...rest]],
];

/** Of the coordinate that is off by the largest part of itself. */
const largestError = (a: Vector, b: Vector) =>
  Math.max(...a.map((ai, i) => Math.abs(ai - b[i]) / (Math.abs(ai) + Math.abs(b[i]) || 1)));

describe.each(mistakes)('a wrong gradient, %s, where what is undecided is skipped', (_, edit) => {
  test.each(smooth)(
    '$name: shrinks to a point where it is wrong',
    ({ value, gradient, ...box }) => {
      const wrong = { value, gradient: (x: Vector) => edit(gradient(x)) };
      const law = fc.property(pointIn(box), (at) => {
        const verdict = verdictOn(wrong, at);
        fc.pre(verdict !== 'inconclusive');
        return verdict === 'match';
      });
      const { failed, counterexample } = fc.check(law, { seed: 5, numRuns: 300 });
      expect(failed).toBe(true);
      const [at] = counterexample ?? [[]];
      expect(verdictOn(wrong, at)).toBe('mismatch');
      expect(largestError(wrong.gradient(at), gradient(at))).toBeGreaterThan(1e-2);
    },
  );
});
