import { now } from '../clock.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { type Ask, askWithin } from '../subject/context.ts';
import type { PutBack } from '../subject/put-back.ts';
import { isPromise } from '../subject/then.ts';
import { openProgress, type Progress } from './progress.ts';
import { fairLimit } from './shares.ts';
import { openWaiting } from './waiting.ts';

/** Thrown into a check when its budget, or its share of one, is spent; what is undecided by then stays so. */
export class OutOfBudget extends Error {
  /** Where time has run out: how many milliseconds an evaluation took, about. */
  readonly each: number | undefined = undefined;
}

function outOfTime(reason: string, each: number): OutOfBudget {
  return Object.assign(new OutOfBudget(reason), { each });
}

/** An evaluation that is about to be made. */
export interface Next {
  readonly want: 'value' | 'gradient';
  /** Whether nothing could be concluded without it; of the limits, only a signal ends a check before it. */
  readonly isNeeded: boolean;
}

/** What a whole check may still spend, whatever it is made of. */
export interface Budget {
  /** Counts one more evaluation. Throws when the check has to stop before it, the reason of a signal or `OutOfBudget`. */
  spend(next: Next): void;
  /** Calls the user's code, and waits for its promise as long as the check may take; throws like `spend` when that is over. */
  readonly ask: Ask;
  /** How often that was. */
  asked(): number;
  /** Is told of what is spent, and of what it is spent on. */
  readonly progress: Progress;
  /** Throws the reason of a signal that was given. */
  throwIfAborted(): void;
  /** Why nothing more can be spent; undefined as long as something can. */
  exhausted(): string | undefined;
  /**
   * Sets aside of what is left what others need that come after, in evaluations, until what is returned is called. Time is set aside by what an
   * evaluation takes.
   */
  reserveFor(needs: readonly number[]): () => void;
  /** Tells at any time how many evaluations may still be spent from now on, if that is to be left for others. */
  allowanceBeside(needs: readonly number[]): () => number;
}

/** What is set aside, and since when. */
interface Reserve {
  readonly needs: readonly number[];
  readonly spent: number;
  readonly time: number;
}

/** The budget of one check; its time starts now. */
export function openBudget(options: ResolvedOptions): Budget {
  const { maxEvaluations, timeLimit, signal, test } = options;
  const progress = openProgress(options.onProgress);
  const start = now();
  const deadline = start + timeLimit;
  const signals = [signal, test?.signal].filter((one) => one !== undefined);
  let previous = now();
  let longest = 0;
  let spent = 0;
  let asked = 0;
  let asynchronous = false;
  const reserves: Reserve[] = [];

  const throwIfAborted = () => {
    for (const one of signals) one.throwIfAborted();
  };
  const endOfTest = () =>
    test === undefined || (test.waitsForSynchronous && !asynchronous)
      ? Number.POSITIVE_INFINITY
      : test.deadline;
  const each = (time: number) => (time - start) / Math.max(1, spent);
  /** What of a limit is left when what others need is set aside. */
  const evaluationsOf = (limit: number) =>
    reserves.reduce((to, { needs, spent: from }) => fairLimit({ from, to }, needs), limit);
  const timeOf = (limit: number, time: number) =>
    reserves.reduce((to, { needs, time: from }) => {
      const takes = each(time);
      return fairLimit(
        { from, to },
        Number.isFinite(to) ? needs.map((need) => need * takes) : needs,
      );
    }, limit);
  /** Why what begins now and takes so many milliseconds would end too late. */
  const tooLate = (time: number, takes: number): string | undefined => {
    if (time > timeOf(deadline, time)) return `${timeLimit} ms were not enough (\`timeLimit\`)`;
    return time + takes > timeOf(endOfTest(), time)
      ? `${test?.timeout} ms were not enough (the timeout of the test)`
      : undefined;
  };
  const tooMany = () =>
    spent >= evaluationsOf(maxEvaluations) ? tooManyFor(maxEvaluations) : undefined;
  const throwIfOver = () => {
    throwIfAborted();
    const reason = tooLate(now(), 0);
    if (reason !== undefined) throw outOfTime(reason, each(now()));
  };
  const left = () => Math.min(deadline, endOfTest()) - now();
  const wait = openWaiting({ signals, left, throwIfOver });

  return {
    progress,
    throwIfAborted,
    asked: () => asked,
    exhausted: () => tooMany() ?? tooLate(now(), 0),
    reserveFor(needs) {
      const depth = reserves.push({ needs, spent, time: now() });
      return () => {
        reserves.length = depth - 1;
      };
    },
    allowanceBeside(needs) {
      const [spentBefore, begun] = [spent, now()];
      return () => {
        const time = now();
        const takes = each(time);
        const most = fairLimit({ from: spentBefore, to: evaluationsOf(maxEvaluations) }, needs);
        const until = timeOf(Math.min(deadline, endOfTest()), time);
        if (!Number.isFinite(until) || takes === 0) return most - spent;
        const times = needs.map((need) => need * takes);
        return Math.min(
          most - spent,
          (fairLimit({ from: begun, to: until }, times) - time) / takes,
        );
      };
    },
    spend({ want, isNeeded }) {
      throwIfAborted();
      const time = now();
      longest = Math.max(longest, time - previous);
      previous = time;
      const many = want === 'value' ? tooMany() : undefined;
      const late = tooLate(time, longest);
      if (many !== undefined && !isNeeded) throw new OutOfBudget(many);
      if (late !== undefined && !isNeeded) throw outOfTime(late, each(time));
      if (want === 'value') spent += 1;
      progress.tick(spent);
    },
    ask(call, late) {
      throwIfAborted();
      asked += 1;
      const reply = call();
      if (!isPromise(reply)) return reply;
      asynchronous = true;
      return wait(reply, late);
    },
  };
}

/** The same budget for parts of something: after what was given up in them, that is put back as well. */
export function withinBudget(budget: Budget, putBack: PutBack): Budget {
  return { ...budget, ask: askWithin(budget.ask, putBack) };
}

function tooManyFor(maxEvaluations: number): string {
  const evaluations =
    maxEvaluations === 1 ? '1 evaluation was' : `${maxEvaluations} evaluations were`;
  return `${evaluations} not enough (\`maxEvaluations\`)`;
}
