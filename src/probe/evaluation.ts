import type { ResolvedOptions } from '../options/options.ts';
import type { GradientReading, Subject } from '../subject/subject.ts';
import { isPromise, type MaybePromise, whenDone } from '../subject/then.ts';
import { openBudget } from './budget.ts';

/** One coordinate put elsewhere for one evaluation. */
export interface Move {
  readonly coordinate: number;
  readonly to: number;
}

/** What a check wants to know: the value, or the analytic gradient, with some coordinates moved. */
export interface Request {
  readonly want: 'value' | 'gradient';
  readonly moves: readonly Move[];
}

/** A check in progress: yields what it wants to know, is resumed with the answer, ends with its result. */
export type Check<Result> = Generator<Request, Result, number | GradientReading>;

/** Asks for the value with some coordinates moved. */
export function* valueAt(moves: readonly Move[]): Check<number> {
  return (yield { want: 'value', moves }) as number;
}

/** Asks for the analytic gradient with some coordinates moved. */
export function* gradientAt(moves: readonly Move[]): Check<GradientReading> {
  return (yield { want: 'gradient', moves }) as GradientReading;
}

/** Answers requests by calling the subject, and watches what the calls do to it. */
export interface Evaluator {
  readonly subject: Subject;
  /** The point of the check, one number a coordinate. */
  readonly base: Float64Array;
  readonly evaluations: { value: number; gradient: number };
  /** Paths of the variables that a call of `value` or `gradient` changed. */
  readonly mutated: { readonly value: Set<string>; readonly gradient: Set<string> };
  answer(request: Request): MaybePromise<number | GradientReading>;
}

/** Prepares to evaluate a subject; the budget starts now. */
export function createEvaluator(subject: Subject, options: ResolvedOptions): Evaluator {
  const base = Float64Array.from({ length: subject.size }, (_, k) => subject.read(k));
  const contents = Float64Array.from(base);
  const evaluations = { value: 0, gradient: 0 };
  const mutated = { value: new Set<string>(), gradient: new Set<string>() };
  const budget = openBudget(options);
  let asynchronous = false;

  function answer({ want, moves }: Request) {
    budget.enforce({ want, spent: evaluations.value, asynchronous });
    evaluations[want] += 1;
    place(moves);
    const reply = whenDone<number | GradientReading>(
      (): MaybePromise<number | GradientReading> =>
        want === 'value' ? subject.value() : subject.gradient(),
      () => {
        noteMutations(want);
        putBack(moves);
      },
    );
    asynchronous ||= isPromise(reply);
    return reply;
  }

  function place(moves: readonly Move[]): void {
    for (const { coordinate, to } of moves) {
      subject.write(coordinate, to);
      contents[coordinate] = subject.read(coordinate);
    }
  }

  function putBack(moves: readonly Move[]): void {
    for (const { coordinate } of moves) {
      subject.write(coordinate, base[coordinate]);
      contents[coordinate] = base[coordinate];
    }
  }

  function noteMutations(want: Request['want']): void {
    for (const { path, offset, size } of subject.variables) {
      for (let k = offset; k < offset + size; k++) {
        if (Object.is(subject.read(k), contents[k])) continue;
        mutated[want].add(path);
        subject.write(k, base[k]);
      }
    }
  }

  return { subject, base, evaluations, mutated, answer };
}
