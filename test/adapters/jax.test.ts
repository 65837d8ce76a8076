import * as jax from '@jax-js/jax';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { jaxjs } from '../../src/adapters/jax.ts';
import {
  checkGradient,
  configureGradientChecks,
  formatGradientCheck,
  type GradientCheckOptions,
} from '../../src/index.ts';
import { gradientMatchers } from '../../src/matchers.ts';

const { numpy: np, grad, jit, valueAndGrad } = jax;

/** Every array the adapter makes: in the end, nobody may hold a reference to one. */
let made: jax.Array[] = [];

const watched = {
  ...jax,
  numpy: {
    ...np,
    array: (...args: Parameters<typeof np.array>) => {
      const array = np.array(...args);
      made.push(array);
      return array;
    },
  },
};

beforeAll(async () => {
  await jax.init('cpu', 'wasm');
  jax.defaultDevice('wasm');
  configureGradientChecks({ adapters: [jaxjs(watched)] });
});

beforeEach(() => {
  made = [];
});

const held = () => made.filter(({ refCount }) => refCount > 0);

const matrix = () => np.array([0.3, -0.4, 1.2, 0.1, 2, 0.7], { shape: [2, 3] });
const weights = () => np.array([0.5, -1, 0.2, 0.8, -0.6, 0.4], { shape: [3, 2] });
const loss = (x: jax.Array) => np.sum(np.square(x));

function check(received: unknown, options: GradientCheckOptions) {
  const found = checkGradient(received, options);
  expect(made.length).toBeGreaterThan(0);
  expect(held()).toEqual([]);
  return found;
}

describe('a function of arrays', () => {
  test('of one argument, compiled or not', () => {
    const at = matrix();
    expect(check((x: jax.Array) => np.sin(x), { at }).verdict).toBe('match');
    expect(
      check(
        jit((x: jax.Array) => np.sin(x)),
        { at },
      ).verdict,
    ).toBe('match');
    expect(at.refCount).toBe(1);
  });

  test('of several arguments, in a list; of one that is a tree', () => {
    const at = [matrix(), weights()];
    const product = (x: jax.Array, w: jax.Array) => np.tanh(np.matmul(x, w));
    const { verdict, variables } = check(product, { at });
    expect(verdict).toBe('match');
    expect(variables.map(({ path, shape, dtype }) => [path, shape, dtype])).toEqual([
      ['x', [2, 3], 'float32'],
      ['w', [3, 2], 'float32'],
    ]);
    const ofTree = ({ layers: [{ x, w }] }: { layers: { x: jax.Array; w: jax.Array }[] }) =>
      np.matmul(x, w);
    const tree = { layers: [{ x: at[0], w: at[1] }] };
    expect(check(ofTree, { at: tree }).variables.map(({ path }) => path)).toEqual([
      'layers[0].x',
      'layers[0].w',
    ]);
    const ofList = ([x, w]: jax.Array[]) => np.matmul(x, w);
    expect(check(ofList, { at: [at] }).verdict).toBe('match');
    expect(at.map(({ refCount }) => refCount)).toEqual([1, 1]);
  });

  test('with several outputs', () => {
    const both = (x: jax.Array) => ({ sin: np.sin(x.ref), rest: [np.sum(x.ref), np.square(x)] });
    expect(check(both, { at: matrix() }).verdict).toBe('match');
  });

  test('with arguments of integers and booleans, which are no variables', () => {
    const indices = np.array([1, 0], { dtype: np.int32 });
    const mask = np.array([true, false]);
    const chosen = (x: jax.Array, k: jax.Array, m: jax.Array) => np.where(m, np.take(x, k, 1), 0);
    const at = [matrix(), indices, mask];
    const { verdict, variables } = check(chosen, { at });
    expect([verdict, variables.map(({ path }) => path)]).toEqual(['match', ['x']]);
    expect(at.map(({ refCount }) => refCount)).toEqual([1, 1, 1]);
  });

  test('that forgets to give its argument back', () => {
    expect(check(() => np.array(3), { at: matrix() }).verdict).toBe('match');
  });
});

describe('a value and its gradient', () => {
  test('as two functions, from one call, or as a gradient against a function', () => {
    const at = matrix();
    expect(check({ value: loss, gradient: grad(loss) }, { at }).verdict).toBe('match');
    expect(check(valueAndGrad(loss), { at }).verdict).toBe('match');
    const product = (x: jax.Array, w: jax.Array) => np.sum(np.matmul(x, w));
    const pair = { value: product, gradient: grad(product, { argnums: [0, 1] }) };
    expect(check(pair, { at: [at, weights()] }).verdict).toBe('match');

    const expected = expect as unknown as (received: unknown) => {
      toMatchNumericalGradient(f: unknown, at: unknown): void;
      not: { toMatchNumericalGradient(f: unknown, at: unknown): void };
    };
    expect.extend(gradientMatchers);
    const gradient = grad(loss)(at.ref);
    expected(grad(loss)).toMatchNumericalGradient(loss, at);
    expected(gradient).toMatchNumericalGradient(loss, at);
    expected(np.square(at.ref)).not.toMatchNumericalGradient(loss, at);
    expected({ w: gradient }).toMatchNumericalGradient(({ w }: { w: jax.Array }) => loss(w), {
      w: at,
    });
    expect([at.refCount, gradient.refCount, held()]).toEqual([1, 1, []]);
  });

  test('that is wrong', () => {
    const wrong = { value: loss, gradient: (x: jax.Array) => x.mul(2.2) };
    expect(formatGradientCheck(check(wrong, { at: matrix() }))).toMatchInlineSnapshot(`
      "gradient mismatch in all 6 coordinates: looks like a constant factor of 1.1

      relative error  4.8e-2
      threshold       1.0e-4

        coordinate  analytic   numeric ± bar       relative error
        x[1,1]       4.400000   4.000000 ± 1.4e-5  4.8e-2
        x[0,2]       2.640000   2.400002 ± 2.1e-5  4.8e-2
        x[1,2]       1.540000   1.400000 ± 2.5e-5  4.8e-2
        x[0,1]      -0.880000  -0.799999 ± 2.5e-5  4.8e-2
        x[0,0]       0.660000   0.600004 ± 2.5e-5  4.8e-2
        x[1,0]       0.220000   0.200000 ± 1.1e-5  4.8e-2

      diagnosis: a constant factor of 1.1 (constant-factor)
        analytic = 1.1000 × numeric in all 6 coordinates
        help: look for a factor that only one of value and gradient has: a weight,
          a scale, a mean for a sum
      note: 88 evaluations of the value, 6 of the gradient; seed 1
      note: for the worst coordinate alone: { variables: ['x[1,1]'], seed: 1 }"
    `);
  });
});

describe('when something throws', () => {
  const at = () => np.array([1, 2]);

  test.each([0, 1, 2, 4, 9])('call %i of the function', (last) => {
    const x = at();
    let calls = 0;
    const fails = (y: jax.Array) => {
      if (calls++ === last) throw new RangeError('the function fails');
      return np.sin(y);
    };
    expect(() => check(fails, { at: x })).toThrow(new RangeError('the function fails'));
    expect([x.refCount, held()]).toEqual([1, []]);
    expect(check((y: jax.Array) => np.sin(y), { at: x }).verdict).toBe('match');
  });

  test('half-way through the function, with references of its own', () => {
    const x = at();
    const fails = (y: jax.Array) => y.ref.add(np.array([1, 2, 3]));
    expect(() => check(fails, { at: x })).toThrow(
      new TypeError('Incompatible array broadcast shapes: 2 vs 3'),
    );
    expect([x.refCount, held()]).toEqual([1, []]);
  });

  test('an array shared with others keeps all its references', () => {
    const x = at().ref;
    expect(check((y: jax.Array) => np.sin(y), { at: x }).verdict).toBe('match');
    expect(x.refCount).toBe(2);
  });
});

describe('later', () => {
  test('an asynchronous function', async () => {
    const x = matrix();
    const value = async (y: jax.Array) => loss(y);
    const found = await checkGradient({ value, gradient: grad(loss) }, { at: x });
    expect([found.verdict, x.refCount, held()]).toEqual(['match', 1, []]);
  });

  test('a device that cannot be read at once', async () => {
    const dataSync = vi.spyOn(jax.Array.prototype, 'dataSync').mockImplementation(() => {
      throw new Error('this device is read asynchronously');
    });
    try {
      const x = matrix();
      const found = await (checkGradient((y: jax.Array) => np.sin(y), { at: x }) as unknown);
      expect(found).toMatchObject({ verdict: 'match' });
      expect([x.refCount, held()]).toEqual([1, []]);
    } finally {
      dataSync.mockRestore();
    }
  });
});

describe('misuse', () => {
  test('is named', () => {
    const misuse = (received: unknown, at: unknown) => () => checkGradient(received, { at });
    expect(misuse(loss, [matrix(), 3])).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: \`at[1]\` must be an array of jax-js, like the others, got 3]`,
    );
    const vector = { value: (x: jax.Array) => np.square(x), gradient: grad(loss) };
    expect(misuse(vector, matrix())).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: the value must be a scalar where its gradient is a function, because \`grad\` differentiates scalars; give the function alone, and its vjp is checked]`,
    );
    const less = { value: loss, gradient: () => np.array([1, 2]) };
    expect(misuse(less, matrix())).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: the gradient of \`x\` must have shape [2, 3] like the variable, got [2]]`,
    );
    expect(() => jaxjs(np as never)).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: jaxjs(jax) must be given the library: import * as jax from '@jax-js/jax'; got one without \`numpy\`]`,
    );
    expect(() => jaxjs(undefined as never)).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: jaxjs(jax) must be given the library: import * as jax from '@jax-js/jax'; got undefined]`,
    );
  });
});
