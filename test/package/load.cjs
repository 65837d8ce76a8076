// Says which files of the package a test process has loaded after some steps. Arguments: the package's home, the steps.
const { createRequire } = require('node:module');
const { basename, join } = require('node:path');

const [home, ...steps] = process.argv.slice(2);
const load = createRequire(join(home, '..', '..', 'a.test.js'));

class Dense {
  W = [
    [0.3, -0.2],
    [0.5, 0.7],
    [-1, 0.2],
  ];
  b = [0.1, -0.3];

  forward(x) {
    this.x = x;
    return x.map((row) => this.b.map((bj, j) => row.reduce((s, v, i) => s + v * this.W[i][j], bj)));
  }

  backward(dy) {
    this.dW = this.W.map((row, i) => row.map((_, j) => sum(dy, (dyn, n) => this.x[n][i] * dyn[j])));
    this.db = this.b.map((_, j) => sum(dy, (dyn) => dyn[j]));
    return dy.map((dyn) => this.W.map((row) => sum(row, (w, j) => w * dyn[j])));
  }
}

function sum(items, f) {
  return items.reduce((total, item, i) => total + f(item, i), 0);
}

const value = ([x, y]) => x * x * y;
const gradient = ([x, y]) => [2 * x * y, x * x];
const at = [3, 5];

const STEPS = {
  registered: () => load('expect-gradient/matchers'),
  'a pair passes': () => judge({ value, gradient }, { at }),
  'a function passes': () => judge((point) => [value(point), gradient(point)], { at }),
  'a layer passes': () => judge(new Dense(), { input: [[1, 2, 3]] }),
  'another spelling passes': () => judge({ loss: value, grad: gradient }, { at }),
  'several arguments passes': () =>
    judge({ value: (x, y) => x * x * y, gradient: (x, y) => [2 * x * y, x * x] }, { at }),
  'a pair fails': () => judge({ value, gradient: () => [1, 1] }, { at }),
  'an option is misspelt': () => misuse({ value, gradient }, { at, epsilom: 1e-5 }),
  'a page is drawn': () => void draw({ value, gradient }, { at }),
};

function judge(received, options) {
  const { gradientMatchers } = load('expect-gradient/matchers');
  const context = { isNot: false, promise: '' };
  const result = gradientMatchers.toHaveCorrectGradient.call(context, received, options);
  return result.pass ? 'pass' : result.message();
}

function misuse(received, options) {
  try {
    judge(received, options);
  } catch ({ message }) {
    if (message.includes('did you mean `epsilon`')) return;
    throw new Error(message);
  }
}

function draw(subject, options) {
  const { checkGradient, formatGradientCheck } = load('expect-gradient');
  return formatGradientCheck(checkGradient(subject, options), { as: 'html' });
}

for (const step of steps) {
  const outcome = STEPS[step]();
  if (typeof outcome === 'string' && outcome.startsWith('pass') !== step.endsWith('passes')) {
    throw new Error(`${step}: ${outcome}`);
  }
}
const own = Object.keys(load.cache).filter((file) => file.startsWith(home) && file.endsWith('js'));
process.stdout.write(JSON.stringify(own.map((file) => basename(file))));
