import { describe, expect, test } from 'vitest';
import { loneCandidates, type Weighing } from '../../src/numeric/group-testing.ts';
import { LEAST_WEIGHT, partsFor, TYPICAL_WEIGHT, weightsFor } from '../../src/numeric/weights.ts';

const members = Uint32Array.from({ length: 20_000 }, (_, k) => k);
const error = (weights: Weighing['weights'], wrong: ReadonlyMap<number, number>) =>
  [...wrong].reduce((sum, [k, e]) => sum + weights(k) * e, 0);
const weighed = (keys: readonly number[], bar: number, wrong: ReadonlyMap<number, number>) =>
  keys.map((key) => {
    const weights = weightsFor(key);
    return { weights, value: error(weights, wrong), bar };
  });

describe('weights', () => {
  const weights = weightsFor(12345);
  const all = Array.from(members, weights);

  test('are of size ½ to 1, of either sign, and numbers of single precision', () => {
    expect(all.every((w) => Math.abs(w) >= LEAST_WEIGHT && Math.abs(w) < 1)).toBe(true);
    expect(all.every((w) => Math.fround(w) === w)).toBe(true);
    const negative = all.filter((w) => w < 0).length;
    expect(Math.abs(negative - all.length / 2)).toBeLessThan(5 * Math.sqrt(all.length / 4));
  });

  test('have the root mean square that is said of them', () => {
    const square = all.reduce((sum, w) => sum + w * w, 0) / all.length;
    expect(Math.sqrt(square)).toBeCloseTo(TYPICAL_WEIGHT, 2);
  });

  test('of other keys, and of neighbours, have nothing to do with each other', () => {
    const other = Array.from(members, weightsFor(12346));
    const correlation = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, w, i) => sum + w * (b[i] ?? 0), 0) / all.length / TYPICAL_WEIGHT ** 2;
    const most = 5 / Math.sqrt(all.length);
    expect(Math.abs(correlation(all, other))).toBeLessThan(most);
    expect(Math.abs(correlation(all, all.slice(1)))).toBeLessThan(most);
  });

  test('parts are about equally large, neighbours in any of them', () => {
    const part = partsFor(77, 4);
    const counts = [0, 0, 0, 0];
    let together = 0;
    for (const k of members) {
      counts[part(k)] += 1;
      if (part(k) === part(k + 1)) together += 1;
    }
    const spread = 5 * Math.sqrt(members.length * (3 / 16));
    for (const count of [...counts, together])
      expect(Math.abs(count - members.length / 4)).toBeLessThan(spread);
  });
});

describe('a lone error is known from its weighings', () => {
  const keys = [1, 2, 3, 4, 5, 6];

  test('which of twenty thousand it is, and how large', () => {
    for (const member of [0, 777, 19_999]) {
      const found = loneCandidates(members, weighed(keys, 1e-3, new Map([[member, -0.3]])), 4);
      expect(found.map((one) => one.member)).toEqual([member]);
      expect(found[0].low).toBeLessThanOrEqual(-0.3);
      expect(found[0].high).toBeGreaterThanOrEqual(-0.3);
    }
  });

  test('several are nobody’s alone', () => {
    const wrong = new Map([
      [5, 0.3],
      [6, 0.3],
    ]);
    expect(loneCandidates(members, weighed(keys, 1e-6, wrong), 4)).toEqual([]);
  });

  test('a single weighing leaves all of them, of which it tells no more than were asked for', () => {
    const found = loneCandidates(members, weighed([1], 1e-3, new Map([[5, 1]])), 4);
    expect(found).toHaveLength(5);
  });
});
