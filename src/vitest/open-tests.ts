import { isPromise } from '../subject/then.ts';
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
 * Makes matchers keep their test open until an asynchronous check has settled.
 *
 * Without it, a check whose `await` was forgotten may fail after the end of its file, and then nothing fails.
 */
export function holdingTestsOpen<Matchers extends Record<string, object>>(
  matchers: Matchers,
): Matchers {
  const held = Object.entries(matchers).map(([name, matcher]) => [name, holdingOpen(matcher)]);
  return Object.fromEntries(held) as Matchers;
}

function holdingOpen(matcher: object): object {
  return new Proxy(matcher, {
    apply(target, context: { task?: Task } | undefined, args) {
      const result: unknown = Reflect.apply(target as () => unknown, context, args);
      if (isPromise(result)) holdOpen(context?.task ?? current, result);
      return result;
    },
  });
}

function holdOpen(task: Task | undefined, check: PromiseLike<unknown>): void {
  if (task === undefined) return;
  task.promises ??= [];
  // must not reject itself: the test may expect the failure
  task.promises.push(Promise.resolve(check).then(ignore, ignore));
}

function ignore(): void {}
