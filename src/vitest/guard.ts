import { isPromise } from '../subject/then.ts';
import { callSiteOf, pointTo } from './call-site.ts';
import type { GradientMeta } from './channel.ts';

/** The part of a Vitest task that is used here. */
interface Task {
  readonly file: { readonly meta: GradientMeta };
  /** What Vitest waits for before it calls the test finished. */
  promises?: Promise<unknown>[];
}

let current: Task | undefined;

/** Remembers the test that starts. */
export function enterTest(task: object): void {
  current = task as Task;
}

/** The `meta` of the file whose tests run; absent before the first test. */
export function metaOfFile(): GradientMeta | undefined {
  return current?.file.meta;
}

/**
 * Makes matchers keep their test open until an asynchronous check has settled, and show misuse where it was written.
 *
 * Without the first, a check whose `await` was forgotten may fail after the end of its file, and then nothing fails.
 */
export function guarded<Matchers extends Record<string, object>>(matchers: Matchers): Matchers {
  const entries = Object.entries(matchers).map(([name, matcher]) => [name, guard(matcher)]);
  return Object.fromEntries(entries) as Matchers;
}

function guard(matcher: object): object {
  return new Proxy(matcher, { apply: callGuarded });
}

function callGuarded(matcher: object, context: { task?: Task } | undefined, args: unknown[]) {
  try {
    const result: unknown = Reflect.apply(matcher as () => unknown, context, args);
    if (!isPromise(result)) return result;
    const check = pointingTo(callSiteOf(callGuarded), result);
    holdOpen(context?.task ?? current, check);
    return check;
  } catch (error) {
    pointTo(callSiteOf(callGuarded), error);
    throw error;
  }
}

function pointingTo(callSite: string, check: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(check).catch((error: unknown) => {
    pointTo(callSite, error);
    throw error;
  });
}

function holdOpen(task: Task | undefined, check: Promise<unknown>): void {
  if (task === undefined) return;
  task.promises ??= [];
  // must not reject itself: the test may expect the failure
  task.promises.push(check.then(ignore, ignore));
}

function ignore(): void {}
