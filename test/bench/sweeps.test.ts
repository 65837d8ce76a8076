import { describe, expect, test } from 'vitest';
import { draws } from '../../bench/corpora/draws.ts';
import { saturation } from '../../bench/corpora/sweeps/saturation.ts';
import { ties } from '../../bench/corpora/sweeps/ties.ts';
import { kinds, sweeps } from '../../bench/corpora/sweeps.ts';
import { differentiate } from '../zoo/duals.ts';
import { trueError } from '../zoo/error.ts';
import type { Formula } from '../zoo/formulas.ts';
import { toFloat64 } from '../zoo/operations.ts';

/** The functions of the sweep that fifty digits can follow, by how their labels begin. */
const inFiftyDigits: Readonly<Record<string, Formula>> = {
  'tanh at': ({ tanh }, [x]) => tanh(x),
  '1/(1+exp(-x)) at': ({ sigmoid }, [x]) => sigmoid(x),
  'log(1+exp(x)) at': ({ softplus }, [x]) => softplus(x),
  '-log(1/(1+exp(-x))) at': ({ softplus, neg }, [x]) => softplus(neg(x)),
  'log(cosh(x)) at': ({ log, cosh }, [x]) => log(cosh(x)),
  '1-cos(x) at': ({ sub, cos }, [x]) => sub(1, cos(x)),
  'sqrt(1+x²)-1 at': ({ sub, sqrt, add, sq }, [x]) => sub(sqrt(add(1, sq(x))), 1),
  '1-exp(-x²) at': ({ neg, expm1, sq }, [x]) => neg(expm1(neg(sq(x)))),
  'exp(x)-1-x at': ({ sub, expm1 }, [x]) => sub(expm1(x), x),
};

describe('sweeps', () => {
  test('give every case a name of its own', () => {
    const wanted = { corpus: undefined, group: undefined, name: undefined, oneIn: 1, seed: 1 };
    const names = [...sweeps(wanted)].map(({ group, name }) => `${group}: ${name}`);
    expect(names.length).toBeGreaterThan(2000);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test('have right gradients that are finite, and their slopes in order', () => {
    for (const kind of kinds) {
      for (const { label, at, right, slopes = [] } of kind.cases(draws(`finite ${kind.name}`))) {
        expect(right(at).every(Number.isFinite), `${kind.name}: ${label}`).toBe(true);
        expect(
          slopes.every(([low, high]) => low <= high),
          `${kind.name}: ${label}`,
        ).toBe(true);
      }
    }
  });

  test.each(Object.entries(inFiftyDigits))('are right in fifty digits: %s', (label, formula) => {
    const cases = [...saturation.cases(draws('digits'))].filter((one) =>
      one.label.startsWith(label),
    );
    // beyond that thirty digits are not enough for a sum with 1
    const followed = cases.filter(({ at: [x] }) => Math.abs(x) < 45);
    expect(followed.length).toBeGreaterThan(10);
    for (const { at, right, label: own } of followed) {
      const exact = differentiate(formula, at, toFloat64);
      expect(trueError(right(at), exact).norm, own).toBeLessThan(1e-13);
    }
  });
});

describe('at ties', () => {
  test('every right gradient is one, and no wrong one is', () => {
    for (const { at, right, nearest, variants = [], label } of ties.cases(draws('ties'))) {
      const distance = (g: readonly number[]) =>
        Math.hypot(...(nearest?.(g) ?? []).map((t, i) => t - g[i]));
      expect(distance(right(at)), label).toBeLessThan(1e-12);
      for (const { standing, gradient } of variants) {
        const own = distance(gradient(at));
        if (standing === 'wrong') expect(own, label).toBeGreaterThan(0.1);
        else expect(own, label).toBeLessThan(1e-12);
      }
    }
  });
});
