import { checkGradient } from '../../../src/index.ts';
import type { Call, Log } from '../calls.ts';
import type { Made } from '../subjects/made.ts';
import { argumentsIn, type Fault, type Faults, membersIn } from './fault.ts';

// Errors, promises, signals: what happens instead of a result, or when.

const throwing = (what: () => unknown) => ({
  before: () => {
    throw what();
  },
});

function writeEverywhere(call: Call): void {
  for (const array of [...argumentsIn(call), ...membersIn(call)])
    if (typeof array[0] === 'number') Reflect.set(array, 0, 77);
  if (call.name === 'forward') Reflect.set(call.self as object, 'late', [1, 2]);
}

/** Settles when the check is over, and writes then. */
const late = (settle: (result: unknown, log: Log) => unknown): Fault => ({
  needsLimit: true,
  losesResult: true,
  after: (call: Call, result: unknown, log: Log) =>
    new Promise<void>((resolve) => log.late.push(resolve)).then(async () => {
      writeEverywhere(call);
      // a model is not done before its layers are
      await Promise.resolve(result).catch(() => {});
      return settle(result, log);
    }),
});

/** Errors of the user. */
export const ERRORS: Faults = {
  'throws an error': throwing(() => new Error('the device is gone')),
  'throws a TypeError': throwing(() => new TypeError('x is not a function')),
  'throws a frozen error': throwing(() => Object.freeze(new RangeError('frozen'))),
  'throws undefined': throwing(() => undefined),
  'throws a string': throwing(() => 'no'),
  'throws an object': throwing(() => ({ code: 7 })),
  'throws an error without a message': throwing(() => Object.create(Error.prototype)),
  'throws after it has written': {
    after: (call) => {
      writeEverywhere(call);
      throw new Error('too late');
    },
  },
};

/** Promises of every kind. */
const withoutResult = (
  after: (log: Log) => unknown,
  { needsLimit = false }: Pick<Fault, 'needsLimit'> = {},
): Fault => ({ losesResult: true, needsLimit, after: (_, __, log) => after(log) });

const later = () => new Promise((resolve) => setImmediate(resolve));

const thenable = (then: (...told: ((value: unknown) => void)[]) => void) => ({ then });

export const PROMISES: Faults = {
  'is rejected': withoutResult((log) => Promise.reject(log.threw(new Error('rejected')))),
  'is rejected later': withoutResult(async (log) => {
    await later();
    throw log.threw(new Error('rejected later'));
  }),
  'is rejected with undefined': withoutResult((log) => Promise.reject(log.threw(undefined))),
  'is fulfilled later': { after: (_, result) => later().then(() => result) },
  'never settles': withoutResult(() => new Promise(() => {}), { needsLimit: true }),
  'settles late and writes': late((result) => result),
  'is rejected late and writes': late(() => Promise.reject(new Error('much too late'))),
  'is a list of rejected promises': withoutResult((log) =>
    ['nobody waits for this', 'nor for this'].map((message) => {
      const error = new Error(message);
      log.offered.push(error);
      return Promise.reject(error);
    }),
  ),
  'is a promise of a promise': { after: (_, result) => Promise.resolve(Promise.resolve(result)) },
  'is a thenable': { after: (_, result) => thenable((resolve) => resolve(result)) },
  'is a thenable that answers twice': {
    after: (_, result) =>
      thenable((resolve, reject) => {
        resolve(result);
        reject(new Error('a second answer'));
      }),
  },
  'is a thenable that throws': withoutResult((log) =>
    thenable(() => {
      throw log.threw(new Error('then throws'));
    }),
  ),
  'is a thenable that never answers': withoutResult(() => thenable(() => {}), { needsLimit: true }),
};

export const ABORT = new Error('aborted by the caller');

const checked = new WeakMap<Log, Made>();

/** What comes of the inner check is none of the outer one's business. */
function swallow(log: Log, check: () => unknown): void {
  try {
    log.others.push(Promise.resolve(check()).catch(() => {}));
  } catch {}
}

/** What else happens meanwhile. */
export const MEANWHILE: Faults = {
  'is checked again inside of its own check': {
    setUp: (made, log) => void checked.set(log, made),
    before: (_, log) => {
      const made = checked.get(log);
      checked.delete(log);
      if (made !== undefined)
        swallow(log, () => checkGradient(made.subject, { ...made.options, maxEvaluations: 20 }));
    },
  },
  'aborts the signal': {
    // what is written for an evaluation has begun it
    before: ({ name }, log) => {
      if (name !== 'access') log.controller.abort(ABORT);
    },
  },
  'aborts the signal a little later': {
    needsLimit: true,
    losesResult: true,
    after: (_, __, log) => {
      setImmediate(() => log.controller.abort(ABORT));
      return new Promise(() => {});
    },
  },
  'checks something else': {
    after: (_, result) => {
      checkGradient(
        { value: ([x]: number[]) => x * x, gradient: ([x]: number[]) => [2 * x] },
        { at: [3] },
      );
      return result;
    },
  },
};
