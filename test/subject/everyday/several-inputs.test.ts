import { expect, test } from 'vitest';
import { checkGradient, formatGradientCheck, type GradientCheck } from '../../../src/index.ts';
import { thrown } from '../thrown.ts';

const check = (subject: unknown, options = {}) => checkGradient(subject, options) as GradientCheck;
const paths = ({ variables }: GradientCheck) => variables.map(({ path }) => path);

type Numbers = number[];
const times = (x: Numbers, y: Numbers) => x.map((v, i) => v * y[i]);

class Multiply {
  a: Numbers = [];
  b: Numbers = [];
  forward(a: Numbers, b: Numbers): Numbers {
    this.a = a;
    this.b = b;
    return times(a, b);
  }
  backward(g: Numbers): unknown {
    return [times(g, this.b), times(g, this.a)];
  }
}
const input = [
  [0.4, -1.2],
  [0.7, 0.3],
];

test('an input with none of its gradients is held, listed, and noted', () => {
  class Half extends Multiply {
    override backward(g: Numbers) {
      return [times(g, this.b), null];
    }
  }
  const found = check(new Half(), { input });
  expect([found.verdict, paths(found), found.unchecked]).toEqual(['match', ['a'], ['b']]);
  expect(formatGradientCheck(found)).toContain('note: b has no gradient: unchecked');
});

test('gradients may be named after their inputs, in a record or on the layer', () => {
  class Named extends Multiply {
    override backward(g: Numbers) {
      return { da: times(g, this.b), db: times(g, this.a) };
    }
  }
  class Kept extends Multiply {
    gradA: Numbers = [];
    gradB: Numbers = [];
    override backward(g: Numbers) {
      this.gradA = times(g, this.b);
      this.gradB = times(g, this.a);
    }
  }
  for (const layer of [new Named(), new Kept()]) {
    const found = check(layer, { input });
    expect([found.verdict, paths(found)]).toEqual(['match', ['a', 'b']]);
  }
});

test('parameters come after the inputs, and inputs can be named', () => {
  class Weighed extends Multiply {
    w = [1.5, -0.5];
    override forward(a: Numbers, b: Numbers) {
      return times(super.forward(a, b), this.w);
    }
    override backward(g: Numbers) {
      const h = times(g, this.w);
      return [times(h, this.b), times(h, this.a), times(g, times(this.a, this.b))];
    }
  }
  expect(paths(check(new Weighed(), { input }))).toEqual(['a', 'b', 'w']);
  expect(paths(check(new Weighed(), { input, variables: ['b'] }))).toEqual(['b']);
});

test('a second argument that is missing is asked for', () => {
  expect(thrown(() => check(new Multiply(), { input: [1, 2] }))).toBe(
    'TypeError: `forward` of layer Multiply takes 2 arguments (a, b), and `input` is one: give them as a list, input: [a, b]',
  );
});

test('the layer is as it was', () => {
  const layer = new Multiply();
  check(layer, { input });
  expect(layer).toEqual(new Multiply());
});
