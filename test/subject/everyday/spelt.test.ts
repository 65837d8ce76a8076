import { expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../../src/index.ts';
import { thrown } from '../thrown.ts';

const check = (subject: unknown, options = {}) => checkGradient(subject, options) as GradientCheck;

/** The lines that an error gives, without the one that asserts. */
function linesOf(subject: unknown, options = {}): string {
  const lines = thrown(() => check(subject, options)).split('\n');
  return lines.filter((line) => /^ {2}\w+\.\w+ = /.test(line)).join('\n');
}

/** Carries out what an error says. */
function carryOut(lines: string, names: Readonly<Record<string, unknown>>): void {
  new Function(...Object.keys(names), lines)(...Object.values(names));
}

class Scale {
  weight = [0.5, -0.2];
  gradWeight = [0, 0];
  x: number[] = [];
  updateOutput(x: number[]) {
    this.x = x;
    return x.map((v, i) => v * this.weight[i]);
  }
  updateGradInput(g: number[]) {
    this.gradWeight = g.map((d, i) => d * this.x[i]);
    return g.map((d, i) => d * this.weight[i]);
  }
}

test('passes by other names are told in two lines, and these work', () => {
  const scale = new Scale();
  const lines = linesOf(scale, { input: [1, 2] });
  expect(lines.split('\n')).toEqual([
    '  scale.forward = scale.updateOutput;',
    '  scale.backward = scale.updateGradInput;',
  ]);
  carryOut(lines, { scale });
  const { verdict, variables } = check(scale, { input: [1, 2] });
  expect([verdict, variables.map(({ path }) => path)]).toEqual(['match', ['input', 'weight']]);
});

test('one of two passes by another name is told so', () => {
  const layer = {
    w: [0.5],
    dw: [0],
    x: [0],
    forward(x: number[]) {
      this.x = x;
      return [x[0] * this.w[0]];
    },
    backprop([g]: number[]) {
      this.dw = [g * this.x[0]];
      return [g * this.w[0]];
    },
  };
  const lines = linesOf(layer, { input: [2] });
  expect(lines).toBe('  received.backward = received.backprop;');
  carryOut(lines, { received: layer });
  expect(check(layer, { input: [2] }).verdict).toBe('match');
});

test('a loss and its gradients in one method of an object with parameters, likewise', () => {
  const model = {
    params: { w: [0.5] },
    lossAndGrad() {
      return { loss: this.params.w[0] ** 2, grads: { w: [2 * this.params.w[0]] } };
    },
  };
  carryOut(linesOf(model), { received: model });
  expect(check(model).verdict).toBe('match');
});

test('two functions of the same arguments are spelt with them', () => {
  const loss = {
    calculate: (p: number, t: number) => (p - t) ** 2,
    slope: (p: number, t: number) => 2 * (p - t),
  };
  const message = thrown(() => check(loss, { at: [1, 2] }));
  expect(message).toContain('value: (p, t) => received.calculate(p, t),');
  expect(message).toContain('gradient: (p, t) => received.slope(p, t),');
  expect(message).toContain('({ at: [p, t] })');
});

test('of two functions by names that say nothing, the second is taken for the gradient', () => {
  const message = thrown(() => check({ f: Math.sin, d: Math.cos }, { at: 1 }));
  expect(message).toContain('value: (point) => received.f(point),');
  expect(message).toContain('gradient: (point) => received.d(point),');
});

test('a node by other names is told how to give numbers instead, and that works', () => {
  class Dual {
    dv = 0;
    readonly slopes: readonly [Dual, number][];
    constructor(
      readonly v: number,
      slopes: readonly [Dual, number][] = [],
    ) {
      this.slopes = slopes;
    }
    mul(other: Dual) {
      return new Dual(this.v * other.v, [
        [this, other.v],
        [other, this.v],
      ]);
    }
    backward(g = 1) {
      this.dv += g;
      for (const [input, slope] of this.slopes) input.backward(g * slope);
    }
  }
  const product = (a: Dual, b: Dual) => a.mul(b).mul(a);
  const message = thrown(() => check(product, { at: [new Dual(2), new Dual(3)] }));
  const [, made] = /const subject = ([\s\S]*?\n {2}\});/.exec(message) ?? [];
  const subject = new Function('Dual', 'product', `return ${made}`)(Dual, product);
  expect(check(subject, { at: [2, 3] }).verdict).toBe('match');
});
