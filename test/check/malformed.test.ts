import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';
import { thrown } from '../subject/thrown.ts';

// What is put together wrongly ends with a message that names what is the user's.

type Vector = number[];

const value = ([x]: Vector) => x;
const message = (gradient: unknown) =>
  thrown(() => checkGradient({ value, gradient: () => gradient }, { at: [1] }));
const layer = (members: object = {}) => ({
  forward: (x: Vector) => x,
  backward: (dy: Vector) => dy,
  ...members,
});
const input = [1, 2];

function nested(depth: number): unknown {
  let list: unknown = 1;
  for (let i = 0; i < depth; i++) list = [list];
  return list;
}

describe('without end', () => {
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  const endless = 'TypeError: the gradient of `x` must not contain itself, or go on for ever';

  test('a gradient', () => {
    expect([message(cyclic), message([cyclic]), message(nested(20_000))]).toEqual(
      Array(3).fill(endless),
    );
    const backward = () => cyclic;
    expect(thrown(() => checkGradient(layer({ backward }), { input }))).toBe(
      endless.replace('`x`', '`input`'),
    );
  });

  test('a point, an input, an output', () => {
    const law = 'must not have arrays and records inside each other more than 64 deep';
    const at = (point: unknown) =>
      thrown(() => checkGradient({ value, gradient: () => 1 }, { at: point }));
    expect(at(nested(20_000))).toBe(`RangeError: \`at\` ${law}`);
    let record: unknown = 1;
    for (let i = 0; i < 20_000; i++) record = { a: record };
    expect(at(record)).toBe(`RangeError: \`at\` ${law}`);
    expect(thrown(() => checkGradient(layer(), { input: record }))).toBe(
      `RangeError: \`input\` ${law}`,
    );
    const forward = () => nested(20_000);
    expect(thrown(() => checkGradient(layer({ forward }), { input }))).toBe(
      `RangeError: \`forward(input)\` ${law}`,
    );
  });

  test('what a layer holds does no harm, and neither does what layers hand on', () => {
    const running = { runningMean: cyclic, deep: nested(20_000), cyclic };
    expect(checkGradient(layer(running), { input }).verdict).toBe('match');
    const handsOn = layer({ forward: () => cyclic });
    const list = checkGradient([layer(), handsOn, layer()], { input }) as GradientCheck;
    expect(list.reason).toMatch(
      /^layers\[1\] \(layer\) was not verified: `forward\(input\)\[0\]` must not contain itself/,
    );
  });
});

describe('models', () => {
  test('that contain themselves', () => {
    const model: ReturnType<typeof layer> & { layers?: unknown } = layer();
    model.layers = [model];
    expect(thrown(() => checkGradient(model, { input }))).toBe(
      'TypeError: a model must not contain itself, but `layers[0]` of the layer is what it is inside of',
    );
    const inner: typeof model = layer();
    const outer = layer({ layers: [layer(), inner] });
    inner.layers = [layer({ layers: [outer] })];
    expect(thrown(() => checkGradient([outer], { input }))).toBe(
      'TypeError: a model must not contain itself, but `layers[0].layers[1].layers[0].layers[0]` of the list of layers is what it is inside of',
    );
  });

  test('that have a layer twice, or in two places, are none of those', () => {
    const shared = layer();
    const model = layer({ layers: [shared, layer({ layers: [shared] }), shared] });
    expect(checkGradient(model, { input }).verdict).toBe('match');
  });

  test('with new layers inside of layers each time they are asked', () => {
    class Endless {
      get layers() {
        return [new Endless()];
      }
      forward(x: Vector) {
        return x;
      }
      backward(dy: Vector) {
        return dy;
      }
    }
    expect(thrown(() => checkGradient(new Endless(), { input }))).toBe(
      'RangeError: layer Endless must not have layers inside each other more than 32 deep',
    );
    const w = [1];
    const said = (): object => ({
      [Symbol.for('expect-gradient.subject')]: () => ({
        variables: { w },
        value: () => w[0],
        gradient: () => ({ w: [1] }),
        layers: () => [{ path: 'inner', name: 'Said', layer: said(), input }],
      }),
    });
    const { layers = [] } = checkGradient(said()) as GradientCheck;
    expect(layers[0].reason).toBe('Said must not have layers inside each other more than 32 deep');
  });

  test('lists with something among the layers that is none', () => {
    const relu = (x: Vector) => x;
    const law = 'must be a layer with forward(input) and backward(outputGradient)';
    expect(thrown(() => checkGradient([layer(), relu], { input }))).toBe(
      `TypeError: \`layers[1]\` ${law}, got function relu`,
    );
    expect(thrown(() => checkGradient({ blocks: [undefined, layer()] }, { input }))).toBe(
      `TypeError: \`blocks[0]\` ${law}, got undefined`,
    );
    // with a pass of its own it knows what to do with it
    const model = layer({ layers: [layer(), relu] });
    expect(checkGradient(model, { input }).verdict).toBe('match');
  });
});

test('an array of a few items and a length of billions', () => {
  const sparse = Object.assign([] as unknown[], { 4000000000: 3 });
  const subject = layer({ sparse, backward: () => sparse });
  expect(thrown(() => checkGradient(subject, { input }))).toBe(
    'TypeError: the gradient of `input` must hold numbers, got undefined at [0]',
  );
  const changed = layer({
    sparse,
    forward: (x: Vector) => {
      sparse[7] = 1;
      Reflect.deleteProperty(sparse, 4_000_000_000);
      return x;
    },
  });
  expect(checkGradient(changed, { input }).verdict).toBe('match');
  expect([sparse.length, Object.entries(sparse)]).toEqual([4_000_000_001, [['4000000000', 3]]]);
});

test('memory that was given away is nobody’s to remember', () => {
  const gone = Float64Array.of(1);
  structuredClone(gone.buffer, { transfer: [gone.buffer] });
  expect(checkGradient(layer({ gone }), { input }).verdict).toBe('match');
});

describe('what an adapter reads', () => {
  const reading = (found: unknown) =>
    thrown(() =>
      checkGradient({
        [Symbol.for('expect-gradient.subject')]: () => ({
          variables: { w: { read: () => found, write: () => {} } },
          value: () => 1,
          gradient: () => ({ w: [1] }),
        }),
      }),
    );

  test.each([
    ['nothing', undefined, 'undefined'],
    ['a number', 3, '3'],
    ['texts', ['a'], 'an array of length 1'],
    ['holes', new Array(3), 'an array of length 3'],
    ['integers of another kind', BigInt64Array.of(1n), 'BigInt64Array(1)'],
  ])('%s', (_, found, got) => {
    expect(reading(found)).toBe(`TypeError: \`variables.w.read()\` must give numbers, got ${got}`);
  });

  test('an empty array', () => {
    expect(reading([])).toBe(
      'RangeError: `variables.w.read()` must hold at least one number, got an empty array',
    );
  });
});
