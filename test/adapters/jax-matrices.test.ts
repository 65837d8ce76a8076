import * as jax from '@jax-js/jax';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { jaxjs } from '../../src/adapters/jax.ts';
import {
  checkHessian,
  checkJacobian,
  checkJvp,
  checkVjp,
  configureGradientChecks,
  formatGradientCheck,
  type GradientCheck,
} from '../../src/index.ts';
import { gradientMatchers } from '../../src/matchers.ts';

const { numpy: np, grad, hessian, jacfwd, jacrev, jit, jvp, linearize, vjp } = jax;

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

const vector = () => np.array([0.3, -0.4, 1.2]);
const matrix = () => np.array([1, 2, 3, 4, -5, 6], { shape: [2, 3] });
/** Its Jacobian is not symmetric: each sum has all numbers before it. */
const sums = (x: jax.Array) => np.sin(x.ref).add(np.cumsum(x));
/** Two numbers of three. */
const wide = (x: jax.Array) => np.matmul(matrix(), np.square(x));
const product = (x: jax.Array, w: jax.Array) => np.tanh(np.matmul(w, x.mul(0.1)));
const loss = (x: jax.Array) => np.sum(np.exp(x.ref).mul(np.square(x)));

type Check = (subject: unknown, options: { readonly at: unknown }) => unknown;

function check(by: Check, received: unknown, at: unknown): GradientCheck {
  const found = by(received, { at }) as GradientCheck;
  expect(made.length).toBeGreaterThan(0);
  expect(made.filter(({ refCount }) => refCount > 0)).toEqual([]);
  return found;
}

const named = ({ of, verdict, diagnoses }: GradientCheck) => [
  of,
  verdict,
  ...diagnoses.map(({ id }) => id),
];

describe('products', () => {
  test.each([
    ['of a function alone', checkJvp, sums],
    ['of a compiled one', checkJvp, jit(sums)],
    ['backwards', checkVjp, sums],
    ['of another size', checkVjp, wide],
    [
      'of `jvp` and `vjp`, which agree',
      checkJvp,
      {
        value: wide,
        jvp: (x: jax.Array, v: jax.Array) => jvp(wide, [x], [v]),
        vjp: (x: jax.Array) => vjp(wide, [x]),
      },
    ],
    ['of `linearize`', checkJvp, { value: wide, jvp: (x: jax.Array) => linearize(wide, [x]) }],
  ])('%s', (_, by, received) => {
    const at = vector();
    const found = check(by as Check, received, at);
    expect(found.verdict).toBe('match');
    expect(found.threshold).toBeGreaterThanOrEqual(1e-4);
    expect(at.refCount).toBe(1);
  });

  test('of several arguments', () => {
    const at = [vector(), matrix()];
    for (const by of [checkJvp, checkVjp]) {
      const found = check(by as Check, product, at);
      expect(found.verdict).toBe('match');
      expect(found.variables.map(({ path }) => path)).toEqual(['∂y/∂x', '∂y/∂w']);
    }
    const both = {
      value: product,
      jvp: (xs: jax.Array[], vs: jax.Array[]) => jvp(product, xs as never, vs as never),
      vjp: (x: jax.Array, w: jax.Array) => vjp(product, [x, w]),
    };
    expect(named(check(checkVjp as Check, both, at))).toEqual(['vjp', 'match']);
    expect(at.map(({ refCount }) => refCount)).toEqual([1, 1]);
  });

  test('of trees on both sides', () => {
    const f = ({ x, w }: { x: jax.Array; w: jax.Array }) => ({
      y: np.matmul(w, x.ref),
      norm: np.sum(np.square(x)),
    });
    const at = { x: vector(), w: matrix() };
    const found = check(checkVjp as Check, f, at);
    expect(found.verdict).toBe('match');
    expect(found.variables.map(({ path }) => path)).toEqual([
      '∂y/∂x',
      '∂y/∂w',
      '∂norm/∂x',
      '∂norm/∂w',
    ]);
  });

  test('that are wrong', () => {
    const halved = (x: jax.Array, v: jax.Array) => jvp(wide, [x], [v])[1].mul(0.5);
    expect(named(check(checkJvp as Check, { value: wide, jvp: halved }, vector()))).toEqual([
      'jvp',
      'mismatch',
      'constant-factor',
    ]);
    const normalised = (x: jax.Array, w: jax.Array) => {
      const [y, pull] = vjp(wide, [x]);
      y.dispose();
      const [found] = pull(w.ref.div(np.sqrt(np.sum(np.square(w)))));
      pull.dispose();
      return found;
    };
    expect(named(check(checkVjp as Check, { value: wide, vjp: normalised }, vector()))).toEqual([
      'vjp',
      'mismatch',
      'not-linear',
    ]);
  });
});

describe('matrices', () => {
  test('`jacrev`', () => {
    const found = check(checkJacobian as Check, { value: sums, jacobian: jacrev(sums) }, vector());
    expect(named(found)).toEqual(['jacobian', 'match']);
  });

  // in 0.1.25 it stacks columns where rows belong; softmax and Hessians, which are symmetric, do not show it
  test('`jacfwd`, which is transposed, by its numbers', () => {
    const found = check(checkJacobian as Check, { value: sums, jacobian: jacfwd(sums) }, vector());
    expect(named(found)).toEqual(['jacobian', 'mismatch', 'transposed']);
    expect(formatGradientCheck(found)).toContain('looks like a transposed matrix');
  });

  test('and by its shape', () => {
    const found = check(checkJacobian as Check, { value: wide, jacobian: jacfwd(wide) }, vector());
    expect(named(found)).toEqual(['jacobian', 'mismatch', 'transposed']);
    expect(found.diagnoses[0].evidence).toContain(
      'its shape is [3, 2], for 2 outputs and 3 inputs',
    );
  });

  test('that may be right the other way round', () => {
    const { verdict } = checkJacobian(
      { value: wide, jacobian: jacfwd(wide) },
      { at: vector(), layout: 'inputs-by-outputs' },
    ) as GradientCheck;
    expect(verdict).toBe('match');
  });

  test('a Hessian, and its products', () => {
    const at = vector();
    const gradient = grad(loss);
    const subjects = [
      { gradient, hessian: hessian(loss) },
      { value: loss, gradient, hessian: hessian(loss) },
      { value: loss, gradient, hvp: (x: jax.Array, v: jax.Array) => jvp(gradient, [x], [v]) },
    ];
    for (const subject of subjects)
      expect(named(check(checkHessian as Check, subject, at))).toEqual(['hessian', 'match']);
    const dropped = { gradient, hessian: (x: jax.Array) => np.diag(np.exp(x)) };
    expect(check(checkHessian as Check, dropped, at).verdict).toBe('mismatch');
    expect(at.refCount).toBe(1);
  });

  test('alone, against its function', () => {
    expect.extend(gradientMatchers);
    const expected = expect as unknown as (received: unknown) => {
      toMatchNumericalJacobian(f: unknown, at: unknown): void;
      toMatchNumericalHessian(f: unknown, at: unknown): void;
      not: { toMatchNumericalJacobian(f: unknown, at: unknown): void };
    };
    const at = vector();
    const rows = jacrev(sums)(at.ref);
    expected(jacrev(sums)).toMatchNumericalJacobian(sums, at);
    expected(rows).toMatchNumericalJacobian(sums, at);
    expected(jacfwd(sums)).not.toMatchNumericalJacobian(sums, at);
    expect([at.refCount, rows.refCount]).toEqual([1, 1]);
  });
});

describe('when something throws', () => {
  test.each([0, 1, 2, 5, 9])('call %i', (last) => {
    const at = vector();
    let calls = 0;
    const fails = (x: jax.Array) => {
      if (calls++ === last) throw new RangeError('the function fails');
      return sums(x);
    };
    for (const by of [checkJvp, checkVjp]) {
      calls = 0;
      const subject = {
        value: fails,
        jvp: (x: jax.Array, v: jax.Array) => jvp(fails, [x], [v]),
        vjp: (x: jax.Array) => vjp(fails, [x]),
      };
      expect(() => check(by as Check, subject, at)).toThrow(new RangeError('the function fails'));
      expect([at.refCount, made.filter(({ refCount }) => refCount > 0)]).toEqual([1, []]);
    }
  });
});

test('a device that cannot be read at once', async () => {
  const dataSync = vi.spyOn(jax.Array.prototype, 'dataSync').mockImplementation(() => {
    throw new Error('this device is read asynchronously');
  });
  try {
    const at = vector();
    const found = await (checkVjp(wide, { at }) as unknown as Promise<GradientCheck>);
    expect([found.verdict, at.refCount]).toEqual(['match', 1]);
    expect(made.filter(({ refCount }) => refCount > 0)).toEqual([]);
  } finally {
    dataSync.mockRestore();
  }
});

test('integers are no part of the point', () => {
  const at = [vector(), np.array([1, 0], { dtype: np.int32 })];
  const chosen = (x: jax.Array, k: jax.Array) => np.take(x, k);
  expect(() => checkVjp(chosen, { at })).toThrowErrorMatchingInlineSnapshot(
    `[TypeError: \`at[1]\` must be an array of floating-point numbers, got int32; close over it, so that it is no part of the point]`,
  );
});
