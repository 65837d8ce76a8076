/** Names of the functions of a subject. */
export type Passed =
  | 'value'
  | 'values'
  | 'gradient'
  | 'forward'
  | 'backward'
  | 'zero'
  | 'model pass'
  | 'subject'
  | 'access'
  | 'layer call';

/** What has to be there at once. */
const SYNCHRONOUS: readonly Passed[] = ['access', 'layer call'];

/** One call of the user's code. */
export interface Call {
  readonly name: Passed;
  /** The first is 1. */
  readonly nth: number;
  readonly args: readonly unknown[];
  /** The layer whose pass it is. */
  readonly self: object | undefined;
}

/** What is done to calls of the user's code. */
export interface Interference {
  /** Before the user's own code runs. */
  before?(call: Call, log: Log): void;
  /** What comes out instead of the result. */
  after?(call: Call, result: unknown, log: Log): unknown;
}

/** Which calls are interfered with. */
export interface Timing {
  readonly nth: number;
  readonly when: 'once' | 'from then on';
}

/** What has happened in the user's code during a check. */
export class Log {
  calls = 0;
  /** Milliseconds spent in the user's own code. */
  own = 0;
  /** What the user's code has thrown, and rejected with, in order. */
  readonly thrown: unknown[] = [];
  /** Errors of the user's that may be told, or not. */
  readonly offered: unknown[] = [];
  /** How many calls were begun when the last of these was thrown. */
  callsAtThrow = 0;
  /** What accessors, setters and traps of the user's have thrown while somebody else reached for them. */
  readonly trapped: unknown[] = [];
  callsAfterAbort = 0;
  /** Whether the fault has thrown away what an asynchronous function has made: nobody else knows of it. */
  losesResults = false;
  /** Whether what gives the numbers of an array has given others. */
  isLiedTo = false;
  /** Checks that were begun inside of this one. */
  readonly others: Promise<unknown>[] = [];
  /** Settle the promises that are kept back. */
  readonly late: (() => void)[] = [];
  readonly controller = new AbortController();
  isOver = false;
  #state: number;
  constructor(seed: number) {
    this.#state = (seed >>> 0) + 1;
  }

  /** Uniform in [0, 1): the generator of Park and Miller. */
  random(): number {
    this.#state = (this.#state * 48271) % 2147483647;
    return this.#state / 2147483647;
  }

  /** Notes what the user's code throws. */
  threw(error: unknown): unknown {
    if (this.isOver) return error;
    this.thrown.push(error);
    this.callsAtThrow = this.calls;
    return error;
  }

  /** Notes what an accessor, a setter or a trap of the user's throws. */
  trap(error: unknown): unknown {
    if (!this.isOver) this.trapped.push(error);
    return error;
  }

  begin(name: Passed, args: readonly unknown[], self: unknown): Call {
    if (!this.isOver) this.calls += 1;
    // to put numbers back is no further evaluation
    const isEvaluation = name !== 'access' && !this.isOver;
    if (isEvaluation && this.controller.signal.aborted) this.callsAfterAbort += 1;
    return { name, nth: this.calls, args, self: self as object | undefined };
  }
}

/** Makes functions of a subject pass through the log and an interference. */
export type Through = <F extends (...args: never[]) => unknown>(name: Passed, f: F) => F;

export function throughFor(
  log: Log,
  interference: Interference,
  { nth, when, asynchronous }: Timing & { readonly asynchronous: boolean },
): Through {
  // where writing fails for ever, nothing can be put back
  const isDue = (call: Call) =>
    when === 'once' || call.name === 'access' ? call.nth === nth : call.nth >= nth;
  const run = (call: Call, f: (...args: never[]) => unknown): unknown => {
    const { name } = call;
    const start = performance.now();
    try {
      if (isDue(call)) interference.before?.(call, log);
      const result = Reflect.apply(f, call.self, call.args as never[]);
      if (result instanceof Promise) result.catch((error) => log.threw(error));
      if (!isDue(call) || !interference.after) return result;
      log.losesResults ||= asynchronous;
      log.isLiedTo ||= name === 'access';
      return interference.after(call, result, log);
    } catch (error) {
      throw log.threw(error);
    } finally {
      log.own += performance.now() - start;
    }
  };
  return (name, f) => {
    const passing = function (this: unknown, ...args: unknown[]): unknown {
      const call = log.begin(name, args, this);
      const isLater = asynchronous && !SYNCHRONOUS.includes(name);
      return isLater ? later(() => run(call, f)) : run(call, f);
    };
    // by how many arguments a function takes it may be told what it is
    return Object.defineProperty(passing, 'length', { value: f.length }) as unknown as typeof f;
  };
}

async function later(run: () => unknown): Promise<unknown> {
  await Promise.resolve();
  return run();
}
