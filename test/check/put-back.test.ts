import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { caught } from '../caught.ts';
import { Dense } from './dense.ts';

const failure = new Error('the simulation diverged');
const input = Float64Array.of(1, -2, 3);

/** Takes the memory of an array away from it. */
function giveAway(array: Float64Array): void {
  structuredClone(array.buffer, { transfer: [array.buffer as ArrayBuffer] });
}

describe('putting back fails', () => {
  test("after an error of the user's: that is the one that is thrown", () => {
    const layer: Dense = new Dense(() => {
      if (++calls < 6) return;
      giveAway(layer.W);
      throw failure;
    });
    let calls = 0;
    const { b } = layer;
    const before = [...b];
    expect(caught(() => checkGradient(layer, { input }))).toBe(failure);
    expect([layer.b === b, ...b]).toEqual([true, ...before]);
  });

  test('after a check to its end: what is not as it was is named', () => {
    const cache = Float64Array.of(1);
    const layer = Object.assign(new Dense(), { cache, later: [1] });
    const { forward } = layer;
    layer.forward = (x) => {
      layer.later[0] = 2;
      if (cache.length > 0) giveAway(cache);
      return forward.call(layer, x);
    };
    expect(() => checkGradient(layer, { input })).toThrow(
      '`cache` of layer Dense cannot be put back as it was before the check; was it frozen, or its memory given away?',
    );
    expect(layer.later).toEqual([1]);
  });
});

describe("an adapter's variables", () => {
  /** Two registers, one of which can be made to refuse what is written. */
  const machine = (value: (registers: { a: number; b: number[] }) => number) => {
    const registers = { a: 0.5, b: [2] };
    const seen = { refuses: false, released: 0 };
    const subject = {
      [Symbol.for('expect-gradient.subject')]: () => ({
        variables: {
          a: {
            read: () => [registers.a],
            write: ([a]: Float64Array) => {
              if (seen.refuses) throw new Error('the bus is busy');
              registers.a = a;
            },
          },
          b: registers.b,
        },
        value: () => value(registers),
        gradient: () => ({ a: [1], b: [1] }),
        release: () => {
          seen.released += 1;
        },
      }),
    };
    return { registers, seen, check: () => checkGradient(subject) };
  };

  test('the others are put back and all is released when one cannot be written', () => {
    let calls = 0;
    const { registers, seen, check } = machine(({ a, b }) => {
      seen.refuses = ++calls === 4;
      return a + b[0];
    });
    expect(check).toThrow('the bus is busy');
    expect([registers.b, seen.released]).toEqual([[2], 1]);
  });

  test("the user's own error comes first", () => {
    let calls = 0;
    const { registers, seen, check } = machine(({ a, b }) => {
      if (++calls < 3) return a + b[0];
      seen.refuses = true;
      throw failure;
    });
    expect(caught(check)).toBe(failure);
    expect([registers.b, seen.released]).toEqual([[2], 1]);
  });
});
