import { getEventListeners } from 'node:events';
import { tensorflow } from '../../src/adapters/tensorflow.ts';
import { checkBareGradient } from '../../src/check/received.ts';
import {
  checkGradient,
  checkHessian,
  checkJacobian,
  checkJvp,
  checkVjp,
  configureGradientChecks,
  type GradientCheck,
  type GradientCheckOptions,
} from '../../src/index.ts';
import { gradientMatchers, type MatcherResult } from '../../src/matchers.ts';
import { resolveCheckOptions } from '../../src/options/configuration.ts';
import { Log, throughFor } from './calls.ts';
import { faultsOf, type Outcome } from './expectations.ts';
import { type Difference, picture } from './picture.ts';
import { faultOf, type Recipe, SUBJECTS } from './recipe.ts';
import type { Made } from './subjects/made.ts';
import { tf } from './subjects/tensors.ts';

configureGradientChecks({ adapters: [tensorflow(tf)] });

/** How long a check may take that has a limit or ends by itself. */
const PATIENCE = 5000;
const LIMIT = 20;

/** What a trial has found. */
export interface Found {
  /** What is not as it must be, one line each. */
  readonly faults: readonly string[];
  readonly outcome: Outcome;
  /** Milliseconds of CPU time that the check has taken beyond the user's own calls. */
  readonly milliseconds: number;
}

const rejections: unknown[] = [];
process.on('unhandledRejection', (reason) => rejections.push(reason));

const tick = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Checks one subject with one fault, and looks at everything that must hold then. */
export async function tryOut(recipe: Recipe): Promise<Found> {
  const fault = faultOf(recipe);
  const tensors = tf.memory().numTensors;
  const log = new Log(recipe.seed);
  const through = throughFor(log, fault, recipe);
  const made = SUBJECTS[recipe.subject](recipe, through);
  log.calls = 0;
  fault.setUp?.(made, log);
  const { signal } = log.controller;
  const options: GradientCheckOptions = {
    ...made.options,
    ...recipe.options,
    signal,
    ...(fault.needsLimit && { timeLimit: LIMIT }),
  };
  const differences = watch(made, options, log);
  const start = process.cpuUsage();
  const outcome = await ended(() => run(made, options, recipe.matcher));
  const { user, system } = process.cpuUsage(start);
  await Promise.all(log.others);
  log.isOver = true;
  const meanwhile = [...faultsOf(outcome, log), ...changed(differences(), fault.beyondRepair)];
  // what is told late may go on to something that is told late itself
  while (log.late.length > 0) {
    log.late.pop()?.();
    await tick();
  }
  await tick();
  const afterwards = changed(differences(), fault.beyondRepair);
  const listeners = getEventListeners(signal, 'abort').length;
  made.dispose?.();
  return {
    faults: [
      ...meanwhile,
      ...afterwards.filter((line) => !meanwhile.includes(line)).map((line) => `later, ${line}`),
      ...unhandled(recipe, log).map((reason) => `an unhandled rejection: ${String(reason)}`),
      // a model goes on with its layers by itself; whose argument is filled, the first evaluation finds out by two calls
      ...(log.callsAfterAbort > 0 && !/^(model|pair that fills its gradient)$/.test(recipe.subject)
        ? ['something is called after the signal was aborted']
        : []),
      ...(listeners > 0 ? ['a listener is left on the signal'] : []),
      ...(fault.losesResult || log.losesResults || tf.memory().numTensors === tensors
        ? []
        : ['tensors are left behind']),
    ],
    outcome,
    milliseconds: (user + system) / 1000 - log.own,
  };
}

/** TensorFlow.js does nothing with promises that a layer gives in place of tensors; nor do models with lists of them. */
function unhandled({ subject }: Recipe, { offered }: Log): readonly unknown[] {
  const found = rejections
    .splice(0)
    .filter((reason) => subject !== 'model' || !offered.includes(reason));
  return /^(layer|model) of TensorFlow.js$/.test(subject) ? [] : found;
}

/** Tells what of the caller's has changed. */
function watch(
  { roots, state }: Made,
  options: GradientCheckOptions,
  log: Log,
): () => readonly Difference[] {
  const { signal: _, ...others } = options;
  const differences = picture({ ...roots, options: others });
  const before = JSON.stringify(state?.());
  return () => {
    const isSame = log.isLiedTo || JSON.stringify(state?.()) === before;
    return [
      ...differences(),
      ...(isSame ? [] : [{ place: 'its numbers', of: 'contents' } as const]),
    ];
  };
}

function changed(
  differences: readonly Difference[],
  beyondRepair: readonly Difference['of'][] = [],
): readonly string[] {
  return differences
    .filter(({ of }) => !beyondRepair.includes(of))
    .map(({ place, of }) => `left changed: the ${of} of ${place}`);
}

const MATCHER = { isNot: false, promise: '' };

const { toHaveCorrectJacobian, toHaveCorrectHessian, toHaveCorrectJvp, toHaveCorrectVjp } =
  gradientMatchers;

const BY = {
  jacobian: { check: checkJacobian, matcher: toHaveCorrectJacobian },
  hessian: { check: checkHessian, matcher: toHaveCorrectHessian },
  jvp: { check: checkJvp, matcher: toHaveCorrectJvp },
  vjp: { check: checkVjp, matcher: toHaveCorrectVjp },
};

function run(made: Made, options: GradientCheckOptions, byMatcher: boolean): unknown {
  const { subject, f, by } = made;
  if (by !== undefined)
    return byMatcher
      ? BY[by].matcher.call(MATCHER, subject, options)
      : BY[by].check(subject, options);
  const { toHaveCorrectGradient, toMatchNumericalGradient } = gradientMatchers;
  if (f === undefined)
    return byMatcher
      ? toHaveCorrectGradient.call(MATCHER, subject, options)
      : checkGradient(subject, options);
  const { at, ...others } = options;
  return byMatcher
    ? toMatchNumericalGradient.call(MATCHER, subject, f, at, others)
    : checkBareGradient({ gradient: subject, f, at, options: resolveCheckOptions(others) });
}

async function ended(check: () => unknown): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'pending' }), PATIENCE);
  });
  try {
    return await Promise.race([tooLong, Promise.resolve(check()).then(outcomeOf)]);
  } catch (error) {
    return { kind: 'thrown', error };
  } finally {
    clearTimeout(timer);
  }
}

function outcomeOf(result: unknown): Outcome {
  if (typeof (result as MatcherResult).message !== 'function')
    return { kind: 'record', record: result as GradientCheck };
  const { pass, message } = result as MatcherResult;
  return { kind: 'said', pass, message: message() };
}
