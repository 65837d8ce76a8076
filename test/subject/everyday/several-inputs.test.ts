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

/** Passes that take inputs again, right and with a slip in the gradient of the first. */
const AGAIN: Readonly<Record<string, (slip: number) => object>> = {
  'the gradient, then the input': (slip) => ({
    forward: (a: Numbers) => a.map(Math.sin),
    backward: (g: Numbers, a: Numbers) => g.map((d, i) => slip * d * Math.cos(a[i])),
  }),
  'the input, then the gradient': (slip) => ({
    forward: (a: Numbers) => a.map(Math.sin),
    backward: (a: Numbers, g: Numbers) => g.map((d, i) => slip * d * Math.cos(a[i])),
  }),
};

test.each(Object.entries(AGAIN))('a backward pass may take %s', (_, make) => {
  expect(check(make(1), { input: [0.4, -1.2] }).verdict).toBe('match');
  expect(check(make(1.5), { input: [0.4, -1.2] }).verdict).toBe('mismatch');
});

test('that of a loss may take what its forward pass takes', () => {
  const loss = (slip: number) => ({
    forward: (p: Numbers, t: Numbers) => p.reduce((sum, v, i) => sum + (v - t[i]) ** 2, 0),
    backward: (p: Numbers, t: Numbers) => p.map((v, i) => 2 * slip * (v - t[i])),
  });
  const right = check(loss(1), { input });
  expect([right.verdict, paths(right), right.unchecked]).toEqual(['match', ['p'], ['t']]);
  expect(check(loss(1.5), { input }).verdict).toBe('mismatch');
});

test('a learning rate is told, and what to give instead', () => {
  const layer = {
    w: [0.5, 0.2],
    x: [0, 0],
    forward(x: Numbers) {
      this.x = x;
      return times(x, this.w);
    },
    backward(g: Numbers, learningRate: number) {
      const dx = times(g, this.w);
      this.w = this.w.map((w, i) => w - learningRate * g[i] * this.x[i]);
      return dx;
    },
  };
  const options = { input: [0.4, -1.2], variables: ['input'] };
  expect(thrown(() => check(layer, options))).toBe(
    'TypeError: `backward` of the layer takes 2 arguments (g, learningRate), and is given the gradient of the output alone; with a rate of 0 nothing is moved: const { backward } = layer; layer.backward = (g) => backward.call(layer, g, 0)',
  );
  const { backward } = layer;
  layer.backward = (g) => backward.call(layer, g, 0);
  expect(check(layer, options).verdict).toBe('match');
});

test('a cache is told, and the function that has it', () => {
  const layer = {
    forward: (x: Numbers) => [x.map((v) => v ** 3), x],
    backward: (g: Numbers, cache: Numbers) => g.map((d, i) => 3 * d * cache[i] ** 2),
  };
  const at = [0.4, -1.2];
  const wayOut =
    '(x) => { const [y, cache] = layer.forward(x); return [y, (g) => layer.backward(g, cache)]; }';
  expect(thrown(() => check(layer, { input: at }))).toContain(wayOut);
  const subject = new Function('layer', `return ${wayOut}`)(layer);
  expect(check(subject, { at }).verdict).toBe('match');
});

test('a loss that its backward pass returns is told', () => {
  const layer = {
    x: [0, 0],
    dx: [0, 0],
    forward(x: Numbers) {
      this.x = x;
      return x;
    },
    backward(y: Numbers) {
      this.dx = this.x.map((v, i) => v - y[i]);
      return this.dx.reduce((sum, d) => sum + d * d, 0) / 2;
    },
  };
  expect(thrown(() => check(layer, { input: [1, 2] }))).toContain(
    '(x) => { layer.forward(x); return [layer.backward(y), …]; }',
  );
});
