import { isPromise } from '../subject/then.ts';
import { callSiteOf, framesOf, packageOf, pointTo, withoutLibraries } from './call-site.ts';

/** One call of a matcher in a test. */
export interface Call<Context> {
  readonly matcher: string;
  /** What the runner made the matcher's `this`. */
  readonly context: Context;
  /** The frames of the test. */
  readonly callSite: string;
  /** The package that called the matcher: the runner's `expect`. */
  readonly runner: string;
}

/** What a runner's entry makes of an asynchronous check, so that a forgotten `await` is seen. */
export type Keeper<Context> = (
  check: Promise<unknown>,
  call: Call<Context>,
) => PromiseLike<unknown>;

/** Makes matchers show misuse in the line where it was written, and hand their asynchronous checks to a keeper. */
export function guarded<Matchers extends Record<string, object>, Context>(
  matchers: Matchers,
  keep: Keeper<Context> = (check) => check,
): Matchers {
  const entries = Object.entries(matchers).map(([name, matcher]) => [
    name,
    new Proxy(matcher, { apply: guardedCall(name, keep) }),
  ]);
  return Object.fromEntries(entries) as Matchers;
}

function guardedCall<Context>(matcher: string, keep: Keeper<Context>) {
  return function callGuarded(body: object, context: Context, args: unknown[]): unknown {
    const whence = () => placeOf(context, callSiteOf(callGuarded));
    try {
      const result: unknown = Reflect.apply(body as () => unknown, context, args);
      if (!isPromise(result)) return result;
      const place = whence();
      return keep(pointingTo(place.callSite, result), { matcher, context, ...place });
    } catch (error) {
      pointTo(whence().callSite, error);
      throw error;
    }
  };
}

/** Where the test called a matcher; after `.resolves` only Jest can tell, by an error it made in time. */
function placeOf(context: unknown, frames: string) {
  const { error } = (context ?? {}) as { readonly error?: Error };
  const callSite = withoutLibraries(error?.stack ? framesOf(error) : frames);
  return { runner: packageOf(frames), callSite };
}

function pointingTo(callSite: string, check: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(check).catch((error: unknown) => {
    pointTo(callSite, error);
    throw error;
  });
}
