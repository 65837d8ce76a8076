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
  expect(describe({ forward: (x: number) => x, backward: (g: number) => [g, g] })).toBe('layer');
});

test('an object can bring its own subject, under a symbol anyone can name', () => {
  const own = toSubject({ value: () => 7, gradient: () => 1 }, context);
  const contexts: unknown[] = [];
  const received = {
    [Symbol.for('expect-gradient.subject')]: (given: unknown) => contexts.push(given) && own,
    value: () => 1,
    gradient: () => 1,
  };
  expect(toSubject(received, context)).toBe(own);
  expect(contexts).toEqual([context]);
});

test('what it brings must be a subject', () => {
  const law = 'TypeError: the method [Symbol.for("expect-gradient.subject")] must return a subject';
  const subject = { variables: [], read() {}, write() {}, value() {}, gradient() {} };
  expect(rejects({ [SUBJECT]: () => undefined })).toBe(`${law}, got undefined`);
  expect(rejects({ [SUBJECT]: () => ({}) })).toBe(
    `${law} with a list of \`variables\`, got undefined`,
  );
  expect(rejects({ [SUBJECT]: () => subject })).toBe(
    `${law} with a function \`restore\`, got undefined`,
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
  expect(rejects({ value: () => 1, grad: () => 1 })).toBe(
    'TypeError: `gradient` must be a function of the point, got undefined; found `grad` instead: rename it to `gradient`',
  );
  expect(rejects({ forward: () => 1 })).toBe(
    'TypeError: a layer must have forward(input) and backward(outputGradient), got { forward } without a method `backward`',
  );
});

test('anything else is told what is accepted, and how to adapt it', () => {
  expect(rejects({ W: [1] })).toMatchInlineSnapshot(`
    "TypeError: a subject must be one of
      { value, gradient }: two functions of the point, with the point in the option \`at\`
      a function of the point that returns [value, gradient] or { value, gradient }
      a layer: { forward(input), backward(outputGradient) }, with its input in the option \`input\`
      an object with a method [Symbol.for("expect-gradient.subject")]
    got { W }
    an adapter takes a few lines:
      const subject = {
        value: (point) => myLoss(point),
        gradient: (point) => myGradient(point),
      };
      expect(subject).toHaveCorrectGradient({ at: point });"
  `);
  expect(rejects(3).split('\n')[5]).toBe('got 3');
});
