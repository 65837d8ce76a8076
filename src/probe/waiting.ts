import { setAlarm } from '../clock.ts';

/** What ends all waiting. */
export interface End {
  readonly signals: readonly AbortSignal[];
  /** How many milliseconds are left; infinite when time ends nothing. */
  left(): number;
  /** Throws, to everybody who waits, what ends it; nothing as long as they may go on. */
  throwIfOver(): void;
}

/**
 * Waits for a promise until it settles or the end comes; from then on the promise is given up, and nobody is told any more
 * how it settles. `late` is called when it does.
 */
export type Wait = <T>(promise: PromiseLike<T>, late: (value?: T) => void) => PromiseLike<T>;

/** Makes it possible to wait for several promises with one timer, which is there only as long as somebody waits. */
export function openWaiting({ signals, left, throwIfOver }: End): Wait {
  const waiting = new Set<(reason: unknown) => void>();
  let turnOff = () => {};

  const look = () => {
    try {
      throwIfOver();
    } catch (reason) {
      for (const giveUp of [...waiting]) giveUp(reason);
    }
    setNext();
  };
  const setNext = () => {
    turnOff();
    const time = left();
    // the clock has to have gone on
    turnOff =
      waiting.size > 0 && time < Infinity ? setAlarm(Math.max(1, time + 1), look) : () => {};
  };
  const enter = (giveUp: (reason: unknown) => void) => {
    waiting.add(giveUp);
    if (waiting.size > 1) return;
    for (const signal of signals) signal.addEventListener('abort', look);
    setNext();
  };
  const leave = (giveUp: (reason: unknown) => void) => {
    waiting.delete(giveUp);
    if (waiting.size > 0) return;
    for (const signal of signals) signal.removeEventListener('abort', look);
    setNext();
  };

  return <T>(promise: PromiseLike<T>, late: (value?: T) => void) => {
    if (signals.length === 0 && left() === Number.POSITIVE_INFINITY) return promise;
    return new Promise<T>((resolve, reject) => {
      let isGivenUp = false;
      const giveUp = (reason: unknown) => {
        isGivenUp = true;
        leave(giveUp);
        reject(reason);
      };
      const settle = (tell: () => void, afterwards: () => void) => {
        if (isGivenUp) return ignoringErrors(afterwards);
        leave(giveUp);
        tell();
      };
      enter(giveUp);
      const onValue = (value: T) =>
        settle(
          () => resolve(value),
          () => late(value),
        );
      const onError = (error: unknown) =>
        settle(
          () => reject(error),
          () => late(),
        );
      Promise.resolve(promise).then(onValue, onError);
      // an abort in the call itself came before anybody listened
      if (signals.some(({ aborted }) => aborted)) look();
    });
  };
}

/** Nobody is left who could be told of them. */
function ignoringErrors(run: () => void): void {
  try {
    run();
  } catch {}
}
