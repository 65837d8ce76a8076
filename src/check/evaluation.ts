import type { GradientReading, Subject } from '../subject/subject.ts';
import { type MaybePromise, whenDone } from '../subject/then.ts';
import type { ResolvedOptions } from './options.ts';

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

/** Thrown into a check when its budget is spent; what is undecided by then stays so. */
export class OutOfBudget extends Error {}

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
  const deadline = Date.now() + options.timeLimit;

  function answer({ want, moves }: Request) {
    options.signal?.throwIfAborted();
    if (want === 'value') enforceBudget({ spent: evaluations.value, deadline }, options);
    evaluations[want] += 1;
    place(moves);
    return whenDone<number | GradientReading>(
      (): MaybePromise<number | GradientReading> =>
        want === 'value' ? subject.value() : subject.gradient(),
      () => {
        noteMutations(want);
        putBack(moves);
      },
    );
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

function enforceBudget(
  used: { readonly spent: number; readonly deadline: number },
  { maxEvaluations, timeLimit }: ResolvedOptions,
): void {
  if (used.spent >= maxEvaluations) {
    const evaluations =
      maxEvaluations === 1 ? '1 evaluation was' : `${maxEvaluations} evaluations were`;
    throw new OutOfBudget(`${evaluations} not enough (\`maxEvaluations\`)`);
  }
  if (Date.now() > used.deadline) {
    throw new OutOfBudget(`${timeLimit} ms were not enough (\`timeLimit\`)`);
  }
}
