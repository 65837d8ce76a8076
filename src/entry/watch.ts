import { calledThroughLibrary, callSiteOf, packageOf } from './call-site.ts';

interface Watch {
  readonly check: Promise<unknown>;
  /** The frames of the test that called the matcher. */
  readonly callSite: string;
  /** The package of the runner's `expect`. */
  readonly runner: string;
  /** Told when somebody awaits, returns or chains the promise. */
  readonly onTaken: () => void;
}

/**
 * A promise that tells when somebody takes it up; until then nobody is told that it was rejected.
 *
 * What the runner's own `expect` derives from it is watched in its place: that is what the test is given.
 */
export function watched({ check, ...watch }: Watch): Promise<unknown> {
  const chain = check.then.bind(check);
  const take: typeof chain = (onResult, onError) => {
    const next = chain(onResult, onError);
    if (isRunners(callSiteOf(take), watch)) {
      return watched({ check: next, ...watch }) as typeof next;
    }
    watch.onTaken();
    return next;
  };
  // `await` and `Promise.all` go past the `then` of a promise whose constructor is Promise
  Object.defineProperty(check, 'constructor', { value: undefined });
  Object.defineProperty(check, 'then', { value: take });
  chain(undefined, () => {});
  return check;
}

/** Whether it is the runner that chains: its `expect`, or whatever it lets run before the test's call is over. */
function isRunners(frames: string, { callSite, runner }: Omit<Watch, 'check'>): boolean {
  const caller = calledThroughLibrary(frames);
  return packageOf(frames) === runner || (caller !== '' && caller === callSite.split('\n')[0]);
}
