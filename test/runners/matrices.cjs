// Jacobians, Hessians and products, in whatever runner calls this with its `expect`.

const value = ([x, y]) => [x * y, Math.sin(x)];
const rows = ([x, y]) => [
  [y, x],
  [Math.cos(x), 0],
];
const dot = (one, other) => one.reduce((sum, entry, k) => sum + entry * other[k], 0);
const bowl = {
  value: ([x, y]) => x * x * y,
  gradient: ([x, y]) => [2 * x * y, x * x],
  hessian: ([x, y]) => [
    [2 * y, 2 * x],
    [2 * x, 0],
  ],
};
const at = [0.3, 0.7];

/** Another function of as many arguments: by how many there are it is told how to call it. */
const like = (f, other) => Object.defineProperty(other, 'length', { value: f.length });
const minus = (y) => (Array.isArray(y) ? y.map(minus) : -y);
const negated = (f) => like(f, (...args) => minus(f(...args)));
const later = (f) => like(f, async (...args) => f(...args));
let calls = 0;
const drifting = (f) => (x) => f(x).map((y) => y + calls++);

const jvp = (x, v) => rows(x).map((row) => dot(row, v));
const vjp = (x, w) =>
  x.map((_, k) =>
    dot(
      rows(x).map((row) => row[k]),
      w,
    ),
  );

/** Of each: the functions, which of them is the derivative, which what it is the derivative of, and what is said when it is wrong. */
const kinds = [
  {
    matcher: 'toHaveCorrectJacobian',
    subject: { value, jacobian: rows },
    derivative: 'jacobian',
    of: 'value',
    noun: 'Jacobian',
  },
  {
    matcher: 'toHaveCorrectHessian',
    subject: { gradient: bowl.gradient, hessian: bowl.hessian },
    derivative: 'hessian',
    of: 'gradient',
    noun: 'Hessian',
  },
  {
    matcher: 'toHaveCorrectJvp',
    subject: { value, jvp },
    derivative: 'jvp',
    of: 'value',
    noun: 'Jacobian-vector product',
  },
  {
    matcher: 'toHaveCorrectVjp',
    subject: { value, vjp },
    derivative: 'vjp',
    of: 'value',
    noun: 'vector-Jacobian product',
  },
];

const bare = [
  { matcher: 'toMatchNumericalJacobian', right: rows(at), f: value },
  { matcher: 'toMatchNumericalHessian', right: bowl.hessian(at), f: bowl.value },
];

exports.titles = [...kinds, ...bare].map(({ matcher }) => matcher);

/** What a matcher says of what is right, wrong, undecided and asynchronous, alone and inside of other assertions. */
exports.holds = async (expect, matcher) => {
  const kind = kinds.find((one) => one.matcher === matcher);
  if (kind === undefined) return bareHolds(expect, matcher);
  const { subject, derivative, of, noun } = kind;
  const wrong = { ...subject, [derivative]: negated(subject[derivative]) };
  const undecided = { ...subject, [of]: drifting(subject[of]) };
  const slow = { ...subject, [of]: later(subject[of]), [derivative]: later(subject[derivative]) };
  const slowly = { ...wrong, [of]: later(subject[of]) };

  expect(subject)[matcher]({ at });
  expect(wrong).not[matcher]({ at });
  expect(() => expect(wrong)[matcher]({ at })).toThrow(`${noun} mismatch`);
  expect(() => expect(subject).not[matcher]({ at })).toThrow('but a mismatch was');
  expect(() => expect(undecided)[matcher]({ at })).toThrow('inconclusive');
  expect(() => expect(undecided).not[matcher]({ at })).toThrow('inconclusive');
  expect(() => expect(subject)[matcher]({ at, threshold: -1 })).toThrow(
    'must be a positive finite number',
  );

  await expect(slow)[matcher]({ at });
  await expect(slowly).not[matcher]({ at });
  await expect(Promise.resolve(subject)).resolves[matcher]({ at });
  await expect(expect(slowly)[matcher]({ at })).rejects.toThrow(`${noun} mismatch`);

  expect({ held: subject }).toEqual({ held: expect[matcher]({ at }) });
  expect({ held: wrong }).toEqual({ held: expect.not[matcher]({ at }) });
  expect(() => expect({ held: wrong }).toEqual({ held: expect[matcher]({ at }) })).toThrow(matcher);
  expect(() => expect({ held: slow }).toEqual({ held: expect[matcher]({ at }) })).toThrow(
    'asynchronous subject',
  );
};

async function bareHolds(expect, matcher) {
  const { right, f } = bare.find((one) => one.matcher === matcher);
  const wrong = right.map((row) => row.map((entry) => 2 * entry));
  expect(right)[matcher](f, at);
  expect(wrong).not[matcher](f, at);
  expect(() => expect(wrong)[matcher](f, at)).toThrow('mismatch');
  await expect(right)[matcher](later(f), at);
  await expect(Promise.resolve(right)).resolves[matcher](f, at);
  expect({ held: right }).toEqual({ held: expect[matcher](f, at) });
  expect({ held: wrong }).toEqual({ held: expect.not[matcher](f, at) });
}
