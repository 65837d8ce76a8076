import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/index.ts';
import { caught } from '../caught.ts';
import { Dense } from './dense.ts';

const failure = new Error('the simulation diverged');
const input = Float64Array.of(1, -2, 3);

/** Takes the memory of an array away from it. */
function giveAway(array: Float64Array | Uint8Array): void {
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
    const cache = Uint8Array.of(1);
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

  test('a last write that fails is tried again, and its error is told', () => {
    const behind = (failing?: number) => {
      const seen = { w: [0.5], writes: 0 };
      const write = (numbers: Float64Array) => {
        seen.writes += 1;
        if (seen.writes === failing) throw failure;
        seen.w = [...numbers];
      };
      const subject = {
        [Symbol.for('expect-gradient.subject')]: () => ({
          variables: { w: { read: () => seen.w, write } },
          value: () => seen.w[0],
          gradient: () => ({ w: [1] }),
        }),
      };
      return { seen, check: () => checkGradient(subject) };
    };
    const usual = behind();
    usual.check();
    const { writes } = usual.seen;
    const { seen, check } = behind(writes);
    expect(caught(check)).toBe(failure);
    expect([seen.w, seen.writes]).toEqual([[0.5], writes + 1]);
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

describe('is as it was after a check', () => {
  type Vector = number[];
  /** y = w·x, with other members. */
  const scale = (members: object = {}) => ({
    w: [0.5, 0.2],
    dw: [0, 0],
    x: [] as Vector,
    forward(x: Vector) {
      this.x = x;
      return [this.w[0] * x[0] + this.w[1] * x[1]];
    },
    backward([d]: Vector) {
      this.dw = this.x.map((v) => v * d);
      return this.w.map((v) => v * d);
    },
    ...members,
  });
  const at = { input: [1, 2] };

  test('an array with holes', () => {
    const mask = Object.assign(new Array<number>(3), { 0: 1, 2: 3 });
    const layer = scale({ mask });
    expect(checkGradient(layer, at).verdict).toBe('match');
    expect(Object.keys(mask)).toEqual(['0', '2']);
  });

  test('a Buffer, as a member and as an input', () => {
    const member = Buffer.from([1, 2]);
    const writing = scale({ member });
    const { forward } = writing;
    writing.forward = function (x) {
      member[0] += 1;
      return forward.call(this, x);
    };
    checkGradient(writing, at);
    expect([...member]).toEqual([1, 2]);
    const indices = Buffer.from([1, 0]);
    const gather = {
      w: [0.5, 0.2],
      dw: [0, 0],
      i: Buffer.of(),
      forward(i: Buffer) {
        this.i = Buffer.from(i);
        const y = [...i].map((k) => this.w[k] ** 2);
        i.fill(9);
        return y;
      },
      backward(dy: Vector) {
        const { w, i } = this;
        this.dw = w.map((v, k) => 2 * v * dy[i.indexOf(k)]);
      },
    };
    // indices are handed on, not varied: nobody puts them back between two passes
    expect(() => checkGradient(gather, { input: indices })).toThrow(
      '`forward` must leave its argument as it was given, but changed `input`',
    );
    expect([...indices]).toEqual([1, 0]);
  });

  test('what is behind accessors of its own', () => {
    let kept = [0.5, 0.2];
    const layer = Object.defineProperty(scale(), 'w', {
      get: () => kept,
      set: (given: Vector) => {
        kept = given.map((v) => Math.min(1, v));
      },
    });
    const before = kept;
    expect(checkGradient(layer, at).verdict).toBe('match');
    expect([kept === before, kept]).toEqual([true, [0.5, 0.2]]);
    const refusal = new Error('not built yet');
    const failing = Object.defineProperty(scale(), 'state', {
      get: () => {
        throw refusal;
      },
      enumerable: true,
    });
    expect(caught(() => checkGradient(failing, at))).toBe(refusal);
  });
});

test('what arrays have of their own is there for the functions of a point', () => {
  const at = Object.assign(Float64Array.of(1, 2, 3), { rows: 3 });
  const value = (x: typeof at) => x.rows * x[0];
  expect(checkGradient({ value, gradient: () => [3, 0, 0] }, { at }).verdict).toBe('match');
  expect(checkGradient({ value, gradient: () => [0, 0, 0] }, { at }).verdict).toBe('mismatch');
});
