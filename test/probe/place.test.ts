import { describe, expect, test } from 'vitest';
import { placeFor } from '../../src/probe/place.ts';
import { along, HERE, moved } from '../../src/probe/point.ts';
import { accessedCells } from '../../src/subject/accessed.ts';
import { flatView } from '../../src/subject/flat.ts';
import { pointAt } from '../../src/subject/function-subject.ts';

/** A point in somebody's containers, its place, and the numbers as they lie there now. */
function placed(at: unknown) {
  const view = pointAt(at);
  const base = new Float64Array(view.size);
  view.load(base);
  const numbers = () => {
    const now = new Float64Array(view.size);
    view.load(now);
    return [...now];
  };
  return { view, base, numbers, place: placeFor(view, base) };
}

/** The point with one coordinate at 0.75. */
function replaced(base: Float64Array, coordinate: number): number[] {
  return Array.from(base, (x, k) => (k === coordinate ? 0.75 : x));
}

const long = Float64Array.from({ length: 50 }, (_, i) => i / 7 - 3);
const { fround } = Math;

// four numbers or more, of which the first, the second and the last are moved
const containers: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['a list', [1, 2, 3, 4], ['x', 'x', 'x']],
  ['a typed array', long, ['x', 'x', 'x']],
  ['a part of a longer buffer', long.subarray(5, 45), ['x', 'x', 'x']],
  ['single precision', Float32Array.of(1, 0.5, -2, 8), ['x', 'x', 'x']],
  [
    'nested rows',
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    ['x', 'x', 'x'],
  ],
  [
    'rows of typed arrays',
    [Float64Array.of(1, 2), Float64Array.of(3, 4)],
    ['at[0]', 'at[0]', 'at[1]'],
  ],
  ['a tensor', { data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] }, ['x', 'x', 'x']],
  ['a record', { a: 1, b: [[2, 3]], c: Float32Array.of(4) }, ['a', 'b', 'c']],
  [
    'lists in a record',
    { net: [{ w: [1, 2] }, { w: [3], b: 4 }] },
    ['net[0].w', 'net[0].w', 'net[1].b'],
  ],
];

describe.each(containers)('%s', (_, at, [first, second, last]) => {
  const open = () => {
    const { view, base, ...rest } = placed(at);
    const direction = base.map((_, k) => (k % 2 === 0 ? 0.5 : -0.25));
    const stepped = Array.from(base, (x, k) => x + 0.5 * direction[k]);
    return { view, base, direction, stepped, end: view.size - 1, ...rest };
  };

  test('a coordinate is moved, and comes back when it is settled', () => {
    const { place, numbers, base, end } = open();
    for (const coordinate of [0, 1, end]) {
      place.put(moved(coordinate, 0.75));
      expect(numbers()).toEqual(replaced(base, coordinate));
      expect(place.settle()).toEqual([]);
      expect(numbers()).toEqual([...base]);
    }
  });

  test('what a direction has left is gone at the next point, whichever it is', () => {
    const { place, numbers, base, direction, stepped } = open();
    const next = [
      [HERE, [...base]],
      [moved(1, 0.75), replaced(base, 1)],
      [along(direction, 0.5), stepped],
    ] as const;
    for (const [point, expected] of next) {
      place.put(along(direction, 0.25));
      expect(place.settle()).toEqual([]);
      place.put(point);
      expect(numbers()).toEqual(expected);
      expect(place.settle()).toEqual([]);
    }
    place.put(HERE);
    expect(numbers()).toEqual([...base]);
  });

  test('what a call has changed is named and put back, at each kind of point', () => {
    const { place, numbers, view, base, direction, end } = open();
    for (const point of [HERE, moved(1, 0.75), along(direction, 0.5)]) {
      for (const [coordinate, path] of [
        [0, first],
        [1, second],
        [end, last],
      ] as const) {
        place.put(point);
        view.write(coordinate, -64);
        expect([point.kind, place.settle()]).toEqual([point.kind, [path]]);
        place.put(HERE);
        expect(numbers()).toEqual([...base]);
      }
    }
  });

  test('a call that undoes the move has changed the point', () => {
    const { place, view, base, end } = open();
    place.put(moved(end, 0.75));
    view.write(end, base[end]);
    expect(place.settle()).toEqual([last]);
  });
});

test('several variables that were changed are named, each once', () => {
  const { place, view, numbers, base } = placed({ a: [1, 2], b: [3], c: [4] });
  place.put(moved(0, 9));
  view.write(0, 5);
  view.write(3, 5);
  expect(place.settle()).toEqual(['a', 'c']);
  expect(numbers()).toEqual([...base]);
});

test('rounding to the format of the array is no change', () => {
  const { place, numbers } = placed(Float32Array.of(1, 2, 3));
  place.put(moved(1, 0.1));
  expect(numbers()).toEqual([1, fround(0.1), 3]);
  expect(place.settle()).toEqual([]);
  place.put(along(Float64Array.of(0.1, 0, 1e-12), 1));
  expect(numbers()).toEqual([fround(1.1), 2, 3]);
  expect(place.settle()).toEqual([]);
});

test('a coordinate that stays keeps the sign of its zero along a direction', () => {
  const { place, numbers } = placed([-0, 1, 0]);
  for (const step of [0.5, -0.5]) {
    place.put(along(Float64Array.of(0, 1, 0), step));
    expect(numbers()).toEqual([-0, 1 + step, 0]);
    expect(place.settle()).toEqual([]);
  }
});

test('a point that is not finite is written and comes back', () => {
  const { place, numbers } = placed([1, 2]);
  place.put(moved(0, Number.POSITIVE_INFINITY));
  expect(numbers()).toEqual([Number.POSITIVE_INFINITY, 2]);
  expect(place.settle()).toEqual([]);
  place.put(moved(1, Number.NaN));
  expect(numbers()).toEqual([1, Number.NaN]);
  expect(place.settle()).toEqual([]);
  expect(numbers()).toEqual([1, 2]);
});

describe('an array behind two functions', () => {
  const opened = (numbers: Float32Array | Float64Array) => {
    const own = numbers.slice();
    const written: number[][] = [];
    const { cells, flush } = accessedCells(
      {
        read: () => own,
        write: (given) => {
          own.set(given);
          written.push([...given]);
        },
      },
      'variables.w',
    );
    const view = flatView([{ kind: 'array', path: 'w', cells }]);
    const base = new Float64Array(view.size);
    view.load(base);
    return { own, written, flush, view, base, place: placeFor(view, base) };
  };

  test('is written to before a call, and only when its numbers are others', () => {
    const { own, written, flush, place } = opened(Float64Array.of(1, 2));
    place.put(HERE);
    flush();
    expect(written).toEqual([]);
    place.put(moved(1, 5));
    flush();
    expect([...own]).toEqual([1, 5]);
    expect(place.settle()).toEqual([]);
    place.put(along(Float64Array.of(1, 1), 0.5));
    flush();
    expect([...own]).toEqual([1.5, 2.5]);
    place.settle();
    place.put(HERE);
    flush();
    expect([...own]).toEqual([1, 2]);
    expect(written.length).toBe(3);
  });

  test('is given numbers as its format rounds them', () => {
    const { written, flush, place } = opened(Float32Array.of(1, 2));
    place.put(along(Float64Array.of(0.1, 0), 1));
    flush();
    expect(written).toEqual([[fround(1.1), 2]]);
    expect(place.settle()).toEqual([]);
  });
});
