import { callSiteOf, fileOf } from './call-site.ts';

interface Watch {
  readonly check: Promise<unknown>;
  /** The file of the runner's `expect`. */
  readonly runner: string;
  /** Told when somebody awaits, returns or chains the promise. */
  readonly onTaken: () => void;
}

/**
 * A promise that tells when somebody takes it up; until then nobody is told that it was rejected.
 *
 * What the runner's own `expect` derives from it is watched in its place: that is what the test is given.
 */
export function watched({ check, runner, onTaken }: Watch): Promise<unknown> {
  const chain = check.then.bind(check);
  const take: typeof chain = (onResult, onError) => {
    const next = chain(onResult, onError);
    if (fileOf(callSiteOf(take)) === runner) {
      return watched({ check: next, runner, onTaken }) as typeof next;
    }
    onTaken();
    return next;
  };
  // `await` and `Promise.all` go past the `then` of a promise whose constructor is Promise
  Object.defineProperty(check, 'constructor', { value: undefined });
  Object.defineProperty(check, 'then', { value: take });
  chain(undefined, () => {});
  return check;
}
