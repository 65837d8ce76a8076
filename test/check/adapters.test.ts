import { describe, expect, test } from 'vitest';
import { checkGradient, configureGradientChecks, type GradientAdapter } from '../../src/index.ts';
import { gradientMatchers } from '../../src/matchers.ts';
import { thrown } from '../subject/thrown.ts';

expect.extend(gradientMatchers);

type Vector = readonly number[];

/** A class of a library that knows nothing of this one: parameters with `.w` and `.dw`, methods of its own names. */
class Affine {
  readonly weights = { w: [0.5, -1.5], dw: [0, 0] };
  readonly slope: number;
  #seen: Vector = [];
  constructor(slope = 1) {
    this.slope = slope;
  }
  run(input: Vector): number[] {
    this.#seen = input;
    return input.map((x, i) => this.weights.w[i] * x);
  }
  learn(outputGradient: Vector): number[] {
    outputGradient.forEach((g, i) => {
      this.weights.dw[i] += this.slope * g * this.#seen[i];
    });
    return outputGradient.map((g, i) => g * this.weights.w[i]);
  }
}

const affine: GradientAdapter = (layer, { input }) => {
  if (!(layer instanceof Affine)) return undefined;
  const { w, dw } = layer.weights;
  const point = [...(input as Vector)];
  return {
    description: 'layer Affine',
    variables: { input: point, w },
    value: () => layer.run(point),
    gradient: (cotangent) => ({
      input: layer.learn(cotangent as Vector),
      w: dw.splice(0, 2, 0, 0),
    }),
  };
};

/** A number in a graph, as micrograd has it. */
class Value {
  grad = 0;
  data: number;
  readonly #parents: readonly (readonly [Value, number])[];
  constructor(data: number, parents: readonly (readonly [Value, number])[] = []) {
    this.data = data;
    this.#parents = parents;
  }
  plus(other: Value): Value {
    return new Value(this.data + other.data, [
      [this, 1],
      [other, 1],
    ]);
  }
  times(other: Value): Value {
    return new Value(this.data * other.data, [
      [this, other.data],
      [other, this.data],
    ]);
  }
  backward(grad = 1): void {
    this.grad += grad;
    for (const [parent, slope] of this.#parents) parent.backward(grad * slope);
  }
}

class Neuron {
  readonly w = [new Value(0.3), new Value(-0.7)];
  readonly bias = new Value(0.1);
  call([x, y]: readonly Value[]): Value {
    const sum = this.w[0].times(x).plus(this.w[1].times(y)).plus(this.bias);
    return sum.times(sum);
  }
}

const neuron: GradientAdapter = (received, { input }) => {
  if (!(received instanceof Neuron)) return undefined;
  const inputs = (input as Vector).map((x) => new Value(x));
  const numbersOf = (values: readonly Value[]) => ({
    read: () => values.map(({ data }) => data),
    write: (numbers: Float64Array) =>
      values.forEach((value, i) => {
        value.data = numbers[i];
      }),
  });
  const variables = { input: inputs, w: received.w, bias: [received.bias] };
  return {
    variables: mapped(variables, numbersOf),
    value: () => received.call(inputs).data,
    gradient: () => {
      for (const value of Object.values(variables).flat()) value.grad = 0;
      received.call(inputs).backward();
      return mapped(variables, (values) => values.map(({ grad }) => grad));
    },
  };
};

function mapped<From, To>(
  record: Record<string, From>,
  f: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value)]));
}

/** Parameters as `{ data, shape }`, gradients returned, asked for by a symbol of its own. */
class Linear {
  readonly kernel = { data: Float32Array.of(1, -2, 0.5, 3), shape: [2, 2] };
  [Symbol.for('expect-gradient.subject')]({ input }: { input: Vector }) {
    const { kernel } = this;
    const x = Float64Array.from(input);
    return {
      description: 'Linear',
      variables: { input: x, kernel },
      value: () => [0, 1].map((i) => kernel.data[2 * i] * x[0] + kernel.data[2 * i + 1] * x[1]),
      gradient: ([a, b]: Vector) => ({
        input: [a * kernel.data[0] + b * kernel.data[2], a * kernel.data[1] + b * kernel.data[3]],
        kernel: [
          [a * x[0], a * x[1]],
          [b * x[0], b * x[1]],
        ],
      }),
    };
  }
}

configureGradientChecks({ adapters: [affine, neuron] });
const input = [0.7, -1.2];

describe('three conventions', () => {
  test('gradients added up on the layer, by a registered adapter', () => {
    const layer = new Affine();
    expect(layer).toHaveCorrectGradient({ input });
    expect(layer.weights.w).toEqual([0.5, -1.5]);
    expect(checkGradient(layer, { input })).toMatchObject({
      verdict: 'match',
      rows: 2,
      variables: [{ path: 'input' }, { path: 'w' }],
    });
    expect(checkGradient(new Affine(2), { input })).toMatchObject({
      verdict: 'mismatch',
      diagnoses: [{ id: 'constant-factor', path: 'w' }],
    });
  });

  test('a graph of scalar values, by a registered adapter', () => {
    const subject = new Neuron();
    const check = checkGradient(subject, { input });
    expect(check).toMatchObject({ verdict: 'match', coverage: { checked: 5 } });
    expect([...subject.w, subject.bias].map(({ data }) => data)).toEqual([0.3, -0.7, 0.1]);
  });

  test('gradients returned, by the symbol, in single precision where the parameters are', () => {
    const subject = new Linear();
    expect(checkGradient(subject, { input })).toMatchObject({
      verdict: 'match',
      variables: [{ path: 'input' }, { path: 'kernel', shape: [2, 2], dtype: 'float32' }],
    });
    expect([...subject.kernel.data]).toEqual([1, -2, 0.5, 3]);
  });
});

describe('what an adapter says', () => {
  const quadratic = { w: [1, 2] };
  const adapted = {
    variables: { w: quadratic.w },
    value: (): unknown => quadratic.w[0] ** 2 * quadratic.w[1],
    gradient: (): unknown => ({ w: [2 * quadratic.w[0] * quadratic.w[1], quadratic.w[0] ** 2] }),
  };
  const said = (parts: object) => ({
    [Symbol.for('expect-gradient.subject')]: () => ({ ...adapted, ...parts }),
  });

  test('may come as a promise, and so may its value and gradient', async () => {
    const later = said({
      value: async () => adapted.value(),
      gradient: async () => adapted.gradient(),
    });
    expect((await checkGradient(later)).verdict).toBe('match');
    const soon = { [Symbol.for('expect-gradient.subject')]: async () => adapted };
    expect((await checkGradient(soon)).verdict).toBe('match');
  });

  test('is released once, last, with the numbers put back, also after a throw', () => {
    const released: number[][] = [];
    const release = () => released.push([...quadratic.w]);
    checkGradient(said({ release }));
    expect(released).toEqual([[1, 2]]);
    let calls = 0;
    const value = () => {
      calls += 1;
      if (calls > 3) throw new Error('no more');
      return adapted.value();
    };
    expect(() => checkGradient(said({ release, value }))).toThrow(new Error('no more'));
    expect(released).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(() => checkGradient(said({ release, value: () => 'seven' }))).toThrow(
      new TypeError(
        '`value()` must be a number, an array of numbers, { data, shape }, or a record or list of those, got "seven"',
      ),
    );
    expect(released.length).toBe(3);
    const unfit = { w: [Number.NaN] };
    expect(() => checkGradient(said({ release, variables: unfit }))).toThrow(
      new RangeError('`variables.w[0]` must be a finite number, got NaN'),
    );
    expect(released.length).toBe(4);
    const write = () => {
      throw new Error('read only');
    };
    const locked = { w: { read: () => [1, 2], write } };
    expect(() => checkGradient(said({ release, variables: locked }))).toThrow(
      new Error('read only'),
    );
    expect(released.length).toBe(5);
  });

  test.each<[object, string]>([
    [
      { variables: { w: 3 } },
      'TypeError: `variables.w` must be an array to write to, or { read, write }, got 3',
    ],
    [
      { variables: {} },
      'TypeError: `variables` must name at least one array that the value depends on',
    ],
    [
      { variables: { w: Object.freeze([1, 2]) } },
      'TypeError: `variables.w` must be writable, got a frozen array',
    ],
    [
      { gradient: () => ({ W: [1, 2] }) },
      'TypeError: the gradient of `variables` must have the same keys as `variables`, got `W`; did you mean `w`?',
    ],
    [
      { gradient: () => ({ w: [1, 2, 3] }) },
      'TypeError: the gradient of `w` must have shape [2] like the variable, got [3]',
    ],
    [
      { variables: { w: { shape: [2, 3], read: () => [1, 2], write: () => {} } } },
      'RangeError: `variables.w.read()` must give the 6 numbers of shape [2, 3], got an array of length 2',
    ],
    [
      { variables: { w: { read: () => [1, Number.NaN], write: () => {} } } },
      'RangeError: `variables.w[1]` must be a finite number, got NaN',
    ],
    [
      {
        variables: { w: { read: async () => Promise.reject(new Error('late')), write: () => {} } },
      },
      'TypeError: `variables.w.read()` must be done when it returns, got a promise; wait in `value` and `gradient` instead',
    ],
    [
      { variables: { w: { read: () => [1, 2], write: () => Promise.reject(new Error('late')) } } },
      'TypeError: `variables.w.write()` must be done when it returns, got a promise; wait in `value` and `gradient` instead',
    ],
  ])('is checked for sense: %o', (parts, message) => {
    expect(thrown(() => checkGradient(said(parts)))).toBe(message);
  });

  test('keeps to its kind of value', () => {
    const values: unknown[] = [1, [1]];
    const fickle = said({ value: () => values.shift() ?? 1 });
    expect(thrown(() => checkGradient(fickle))).toBe(
      'TypeError: the value of the subject must stay a number, got an array of length 1',
    );
  });
});

test('a gradient without its function finds its adapter, too', () => {
  const point = { mine: [1, 2] };
  configureGradientChecks({
    adapters: [
      (received, { at, f }) =>
        at === point && f !== undefined
          ? {
              variables: { x: point.mine },
              value: () => (f as (x: Vector) => number)(point.mine),
              gradient: () => ({ x: received }),
            }
          : undefined,
    ],
  });
  const f = ([x, y]: Vector) => x * x * y;
  expect([4, 1]).toMatchNumericalGradient(f as never, point);
  expect([4, 2]).not.toMatchNumericalGradient(f as never, point);
});

test('adapters must be functions', () => {
  const register = (adapters: unknown) =>
    thrown(() => configureGradientChecks({ adapters } as object));
  expect(register([{}])).toBe('TypeError: `adapters` must be an array of functions, got an array');
  expect(register(affine)).toBe(
    'TypeError: `adapters` must be an array of functions, got a function',
  );
});
