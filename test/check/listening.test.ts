import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';

// What a layer receives in a model is seen by a `forward` of ours in front of its own, for one pass.

type Vector = number[];

const twice = (x: Vector) => x.map((v) => 2 * v);
const input = [1, 2];
const model = (...layers: { forward(x: Vector): Vector; backward(dy: Vector): Vector }[]) => ({
  layers,
  forward: (x: Vector) => layers.reduce((signal, layer) => layer.forward(signal), x),
  backward: (dy: Vector) => layers.reduceRight((signal, layer) => layer.backward(signal), dy),
});

class Twice {
  forward(x: Vector) {
    return twice(x);
  }
  backward(dy: Vector) {
    return twice(dy);
  }
}

const kinds = {
  'a method of its class': () => new Twice(),
  'a member': () => ({ forward: twice, backward: twice }),
  'a hidden member': () =>
    Object.defineProperty(new Twice(), 'forward', { value: twice, configurable: true }),
  'a member that cannot be deleted': () =>
    Object.defineProperty(new Twice(), 'forward', { value: twice, writable: true }),
  'an accessor of its own': () =>
    Object.defineProperty(new Twice(), 'forward', { get: () => twice, configurable: true }),
};

describe('a `forward` is what it was', () => {
  const members = (layer: object) => Object.getOwnPropertyDescriptors(layer);

  test.each(Object.entries(kinds))('%s', (_, make) => {
    const layers = [make(), make()];
    const before = layers.map(members);
    const { verdict, layers: lines = [] } = checkGradient(model(...layers), { input });
    expect([verdict, ...lines.map((line) => line.verdict)]).toEqual(['match', 'match', 'match']);
    expect(layers.map(members)).toEqual(before);
  });

  test('also when the pass throws', () => {
    const refusal = new Error('no');
    const failing = {
      forward: () => {
        throw refusal;
      },
      backward: twice,
    };
    const layers = [new Twice(), failing];
    const before = layers.map(members);
    expect(() => checkGradient(layers, { input })).toThrow(refusal);
    expect(layers.map(members)).toEqual(before);
  });

  test('or it is said that it is not, where a layer is frozen on the way', () => {
    const layer = new Twice();
    const freezing = {
      forward: (x: Vector) => {
        Object.freeze(layer);
        return x;
      },
      backward: (dy: Vector) => dy,
    };
    expect(() => checkGradient([layer, freezing], { input })).toThrow(
      '`layers[0].forward` cannot be put back; was the layer frozen?',
    );
  });
});

test('a frozen layer is not checked by itself, and it is said why', () => {
  const layers = [Object.freeze(new Twice()), new Twice()];
  const { verdict, layers: lines = [] } = checkGradient(model(...layers), { input });
  expect(verdict).toBe('match');
  expect(lines.map((line) => [line.verdict, line.reason])).toEqual([
    [
      'unchecked',
      'it is frozen, so that nobody sees what it receives in the model; check it by itself, with its own `input`',
    ],
    ['match', undefined],
  ]);
  const list = checkGradient(layers, { input }) as GradientCheck;
  expect(list.reason).toMatch(/^layers\[0\] \(Twice\) was not verified: it is frozen/);
});
