import { expect, test } from 'vitest';
import { SUBJECT } from '../../src/subject/protocol.ts';
import type { Subject } from '../../src/subject/subject.ts';
import { toSubject } from '../../src/subject/to-subject.ts';
import { thrown } from './thrown.ts';

const context = { at: 2, input: [1, 2], seed: 1 };
const describe = (received: unknown) => (toSubject(received, context) as Subject).description;
const rejects = (received: unknown) => thrown(() => toSubject(received, context));

class Scale {
  forward(input: readonly number[]) {
    return input.map((x) => 3 * x);
  }
  backward(outputGradient: readonly number[]) {
    return outputGradient.map((g) => 3 * g);
  }
}

test('each kind is recognised', () => {
  expect(describe({ value: () => 1, gradient: () => 1 })).toBe('{ value, gradient }');
  expect(describe(() => [1, 1])).toBe('function returning [value, gradient]');
  expect(describe(new Scale())).toBe('layer Scale');
  expect(describe({ forward: (x: number[]) => x, backward: (g: number[]) => g })).toBe('layer');
});

test('an object can say how it is checked, under a symbol anyone can name', () => {
  const requests: unknown[] = [];
  const point = [3];
  const received = {
    [Symbol.for('expect-gradient.subject')]: (request: unknown) => {
      requests.push(request);
      return { variables: { point }, value: () => 7, gradient: () => ({ point: [0] }) };
    },
    value: () => 1,
    gradient: () => 1,
  };
  const subject = toSubject(received, { ...context, samples: 2 }) as Subject;
  expect(subject.variables.map(({ path }) => path)).toEqual(['point']);
  expect(subject.value()).toEqual(Float64Array.of(7));
  expect(requests).toEqual([{ at: 2, input: [1, 2], seed: 1, samples: 2 }]);
});

test('what it says must be complete', () => {
  const law =
    'TypeError: the method [Symbol.for("expect-gradient.subject")] must return { variables, value, gradient }';
  expect(rejects({ [SUBJECT]: () => undefined })).toBe(`${law}, got undefined`);
  expect(rejects({ [SUBJECT]: () => ({}) })).toBe(
    `${law} with \`variables\` by their paths, got undefined`,
  );
  expect(rejects({ [SUBJECT]: () => ({ variables: {}, value() {} }) })).toBe(
    `${law} with a function \`gradient\`, got undefined`,
  );
});

test('adapters are asked before anything else is tried', () => {
  const adapter = (received: unknown) =>
    received === 'mine'
      ? { variables: { w: [1] }, value: () => 5, gradient: () => ({ w: [0] }) }
      : undefined;
  const adapters = [() => undefined, adapter];
  expect((toSubject('mine', { ...context, adapters }) as Subject).value()).toEqual(
    Float64Array.of(5),
  );
  expect(
    thrown(() => toSubject('yours', { ...context, adapters }))
      .split('\n')
      .find((line) => line.startsWith('got')),
  ).toBe('got "yours"');
  const careless = {
    ...context,
    adapters: [
      function careless() {
        return 3 as never;
      },
    ],
  };
  expect(thrown(() => toSubject('mine', careless))).toBe(
    'TypeError: the adapter `careless` must return undefined or { variables, value, gradient }, got 3',
  );
});

test('promises and classes are not there yet', () => {
  expect(rejects(Promise.resolve({}))).toBe(
    'TypeError: the subject must be there already, got a promise; await it, or use .resolves',
  );
  expect(rejects(Scale)).toBe(
    'TypeError: a subject must be an instance, got class Scale; construct one first',
  );
});

test('near misses are told what they lack', () => {
  expect(rejects({ value: () => 1, gradeint: () => 1 })).toBe(
    'TypeError: `gradient` must be a function of the point, got undefined; found `gradeint` instead: rename it to `gradient`',
  );
  expect(rejects({ forward: () => 1 })).toBe(
    'TypeError: a layer must have forward(input) and backward(outputGradient), got { forward } without a method `backward`',
  );
});

test('anything else is told what is accepted, and how to adapt it', () => {
  expect(rejects({ W: [1] })).toMatchInlineSnapshot(`
    "TypeError: a subject must be one of
      { value, gradient }: two functions of the point, with the point in the option \`at\`; or by other usual names, as { loss, grad }
      a function of the point that returns [value, gradient], { value, gradient } or [y, pullback]
      a function of the leaves of a graph, given in \`at\`, whose result runs backward
      a layer: { forward(input), backward(outputGradient) }, with its input in the option \`input\`
      an object that holds its parameters: { params, loss(), backward() }
      an object with a method [Symbol.for("expect-gradient.subject")]
    got { W }
    an adapter takes a few lines:
      const subject = {
        value: (point) => myLoss(point),
        gradient: (point) => myGradient(point),
      };
      expect(subject).toHaveCorrectGradient({ at: point });"
  `);
  expect(
    rejects(3)
      .split('\n')
      .find((line) => line.startsWith('got')),
  ).toBe('got 3');
});
