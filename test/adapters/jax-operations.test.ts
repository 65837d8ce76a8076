import * as jax from '@jax-js/jax';
import { beforeAll, describe, expect, test } from 'vitest';
import { jaxjs } from '../../src/adapters/jax.ts';
import { checkGradient, configureGradientChecks } from '../../src/index.ts';
import { inputArrays, jaxOperations } from '../libraries/jax.ts';

const operations = await jaxOperations();

beforeAll(() => configureGradientChecks({ adapters: [jaxjs(jax)] }));

describe('the gradients of jax-js 0.1.25 on its WebAssembly backend', () => {
  test.each(operations)('$name', (operation) => {
    const at = inputArrays(operation);
    const f = (...arrays: jax.Array[]) => operation.forward(...arrays);
    const compiled = operation.eager ? f : jax.jit(f);
    const { verdict, reason } = checkGradient(compiled, { at: at.length === 1 ? at[0] : at });
    expect([verdict, reason]).toEqual(['match', undefined]);
    expect(at.map(({ refCount }) => refCount)).toEqual(at.map(() => 1));
  });
});
