import * as jax from '@jax-js/jax';
import { configureGradientChecks } from 'expect-gradient';
import { jaxjs } from 'expect-gradient/jax';
import { beforeAll, describe, expect, test } from 'vitest';
import { irisBatch } from './iris.ts';

// jax-js differentiates by itself; a gradient by hand is one that has to be faster, or more exact, than its own.

const { numpy: np, nn, grad, jacfwd, jacrev, jit, jvp, vjp } = jax;

beforeAll(async () => {
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  configureGradientChecks({ adapters: [jaxjs(jax)] }); // in a project: in the setup file
});

const { inputs, labels } = irisBatch(15); // 10 flowers of all three species

type Parameters = { W: jax.Array; b: jax.Array };

function start(): Parameters {
  const W = np.array(Array.from({ length: 12 }, (_, k) => Math.sin(k + 1) / 2)).reshape([4, 3]);
  return { W, b: np.array([0.1, -0.2, 0.3]) };
}

const flowers = () => np.array(inputs);
const oneHot = () => np.array(labels.map((label) => [0, 1, 2].map((k) => (k === label ? 1 : 0))));

/** The mean cross-entropy of a softmax regression. */
function loss({ W, b }: Parameters): jax.Array {
  const logits = np.matmul(flowers(), W).add(b);
  return np.sum(nn.logSoftmax(logits).mul(oneHot())).div(-inputs.length);
}

/** Its gradient: what the softmax says minus what is true, carried back to the parameters. */
function gradient({ W, b }: Parameters): Parameters {
  const x = flowers();
  const residual = nn.softmax(np.matmul(x.ref, W).add(b)).sub(oneHot()).div(inputs.length);
  return { W: np.matmul(np.transpose(x), residual.ref), b: np.sum(residual, 0) };
}

describe('a softmax regression', () => {
  test('its gradient by hand', () => {
    expect({ value: loss, gradient }).toHaveCorrectGradient({ at: start() });
  });

  test('its gradient by jax-js, compiled', () => {
    expect(jit(grad(loss))).toMatchNumericalGradient(loss, start());
  });
});

test('a function of several arrays with an output of any shape', () => {
  const attention = (q: jax.Array, k: jax.Array, v: jax.Array) =>
    np.matmul(nn.softmax(np.matmul(q, np.transpose(k))), v);
  const [q, k, v] = [1, 2, 3].map((seed) => jax.random.normal(jax.random.key(seed), [3, 2]));
  expect(attention).toHaveCorrectGradient({ at: [q, k, v] });
});

describe('a function of several numbers', () => {
  /** Sums of numbers that were brought to one size; its Jacobian is not symmetric, so that a transposed one shows. */
  const sums = (x: jax.Array) => np.cumsum(x.ref.div(np.sqrt(np.mean(np.square(x)))));
  const at = () => np.array([0.3, -1.1, 0.8, 2.4]);

  test('its products forwards and backwards, which belong to one Jacobian', () => {
    const products = {
      value: sums,
      jvp: (x: jax.Array, v: jax.Array) => jvp(sums, [x], [v]),
      vjp: (x: jax.Array) => vjp(sums, [x]),
    };
    expect(products).toHaveCorrectJvp({ at: at() });
    expect(sums).toHaveCorrectVjp({ at: at() });
  });

  test('its Jacobian by jacrev; that by jacfwd is transposed in jax-js 0.1.25', () => {
    const rows = { value: sums, jacobian: jacrev(sums) };
    expect(rows).toHaveCorrectJacobian({ at: at() });
    const columns = { value: sums, jacobian: jacfwd(sums) };
    expect(columns).not.toHaveCorrectJacobian({ at: at() });
    expect(columns).toHaveCorrectJacobian({ at: at(), layout: 'inputs-by-outputs' });
  });
});
