import { expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../../src/index.ts';
import { thrown } from '../thrown.ts';

const check = (subject: unknown, options = {}) => checkGradient(subject, options) as GradientCheck;
const pathsOf = ({ variables }: GradientCheck) => variables.map(({ path }) => path);

/** a²·b over numbers in a Map, with their gradients in another. */
function mapped(slip = 1) {
  const params = new Map([
    ['a', [1.5]],
    ['b', [-0.7]],
  ]);
  const grads = new Map([
    ['a', [9]],
    ['b', [9]],
  ]);
  const read = (name: string) => (params.get(name) as number[])[0];
  return {
    params,
    grads,
    loss: () => read('a') ** 2 * read('b'),
    backward() {
      grads.set('a', [2 * read('a') * read('b')]);
      grads.set('b', [slip * read('a') ** 2]);
    },
  };
}

test('parameters and gradients may lie in a Map', () => {
  expect(check(mapped()).verdict).toBe('match');
  const wrong = check(mapped(2));
  expect(pathsOf(wrong)).toEqual(['a', 'b']);
  expect(wrong.variables.map(({ verdict }) => verdict)).toEqual(['match', 'mismatch']);
});

test('numbers and gradients are as they were, also after a throw', () => {
  const model = mapped();
  const before = structuredClone([model.params, model.grads]);
  check(model);
  expect([model.params, model.grads]).toEqual(before);
  const broken = {
    ...mapped(),
    backward() {
      broken.params.set('a', [77]);
      throw new Error('mine');
    },
  };
  expect(thrown(() => check(broken))).toBe('Error: mine');
  expect(broken.params.get('a')).toEqual([1.5]);
});

test('what is listed and has no gradient is an error that names it', () => {
  const model = {
    params: { w: [1], b: [2] },
    grads: { w: [0] },
    loss: () => 3,
    backward() {},
  };
  expect(thrown(() => check(model))).toBe(
    'TypeError: no gradient was found for `b` of { loss, backward }: neither beside it, nor under `grads` or the like, nor in what the backward pass returned; return them from it, as { b: … }, or name what to check with the option `variables`',
  );
  expect(pathsOf(check(model, { variables: ['w'] }))).toEqual(['w']);
});

test('a loss without a backward pass says what was looked for', () => {
  expect(thrown(() => check({ params: { w: [1] }, loss: () => 3 }))).toContain(
    '{ loss } must have a backward pass, or compute something that has one, got 3',
  );
});

test('a loss may take its input and its target', () => {
  const model = {
    params: { w: 0.4 },
    grads: { w: 0 },
    last: [0, 0],
    loss(x: number, t: number) {
      this.last = [x, t];
      return (this.params.w * x - t) ** 2;
    },
    backward() {
      const [x, t] = this.last;
      this.grads.w = 2 * x * (this.params.w * x - t);
    },
  };
  const found = check(model, { input: [3, 2] });
  expect([found.verdict, pathsOf(found), found.unchecked]).toEqual(['match', ['w'], ['input']]);
});

test('it may be asynchronous', async () => {
  const params = { w: [0.5] };
  const grads = { w: [0] };
  const model = {
    params,
    grads,
    loss: async () => params.w[0] ** 3,
    backward: async () => {
      grads.w[0] = 3 * params.w[0] ** 2;
    },
  };
  expect((await check(model)).verdict).toBe('match');
});

/** (2w₀ − 3w₁ + b − 1)², and twice what is squared. */
const lossOf = ([w0, w1]: number[], [b]: number[]) => (2 * w0 - 3 * w1 + b - 1) ** 2;
const slopeOf = ([w0, w1]: number[], [b]: number[]) => 2 * (2 * w0 - 3 * w1 + b - 1);

test('`weights` that are numbers are a parameter, and no list of them', () => {
  const model = (slip: number) => ({
    weights: [0.1, 0.2],
    bias: [0.5],
    gradWeights: [0, 0],
    gradBias: [0],
    loss() {
      return lossOf(this.weights, this.bias);
    },
    backward() {
      const e = slopeOf(this.weights, this.bias);
      this.gradWeights = [2 * e, -3 * e];
      this.gradBias = [slip * e];
    },
  });
  const right = check(model(1));
  expect([right.verdict, pathsOf(right).sort()]).toEqual(['match', ['bias', 'weights']]);
  const wrong = check(model(1.5)).variables.filter(({ verdict }) => verdict === 'mismatch');
  expect(wrong.map(({ path }) => path)).toEqual(['bias']);
});

test('parameters may be listed by a getter method, and called as if they were not', () => {
  const list = [
    { data: [0.1, 0.2], grad: [0, 0] },
    { data: [0.5], grad: [0] },
  ];
  const found = check({
    getParameters: () => list,
    loss: () => lossOf(list[0].data, list[1].data),
    backward() {
      const e = slopeOf(list[0].data, list[1].data);
      list[0].grad = [2 * e, -3 * e];
      list[1].grad = [e];
    },
  });
  expect([found.verdict, pathsOf(found)]).toEqual(['match', ['parameters[0]', 'parameters[1]']]);
});

test('what is returned without a name is of the only parameter', () => {
  const model = (slip: number) => ({
    theta: [0.1, 0.2],
    cost() {
      return lossOf(this.theta, [0.5]);
    },
    gradient() {
      const e = slopeOf(this.theta, [0.5]);
      return [2 * e, -3 * slip * e];
    },
  });
  const right = check(model(1));
  expect([right.verdict, pathsOf(right)]).toEqual(['match', ['theta']]);
  expect(check(model(1.5)).verdict).toBe('mismatch');
});

test.each(['grad', 'grads', 'gradient', 'g'])(
  'a parameter may carry its gradient as `%s`',
  (key) => {
    const w = { name: 'w', data: [0.1, 0.2], [key]: [0, 0] };
    const found = check({
      params: [w],
      loss: () => lossOf(w.data as number[], [0.5]),
      backward() {
        const e = slopeOf(w.data as number[], [0.5]);
        Object.assign(w, { [key]: [2 * e, -3 * e] });
      },
    });
    expect([found.verdict, pathsOf(found)]).toEqual(['match', ['w']]);
  },
);
