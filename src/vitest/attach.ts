import type * as vitest from 'vitest';
import { followFailures } from '../check/failures.ts';
import type { GradientCheck } from '../record.ts';
import { formatPage } from '../report/page/page.ts';

/** The part of a Vitest test that is used here. */
interface Task {
  readonly concurrent?: boolean;
  readonly context: {
    /** Since Vitest 3.2. */
    readonly annotate?: (message: string, type: string, attachment: Attachment) => Promise<unknown>;
  };
}

/** The part of a matcher's `this` that is used here. */
interface Context {
  /** Since Vitest 4.1. */
  readonly task?: Task;
  /** Whether the assertion is tried again until it holds. */
  readonly poll?: boolean;
}

interface Attachment {
  readonly contentType: string;
  /** In base64, which is what every version takes a text to be. */
  readonly body: string;
}

/** Variables that the name of an attachment can hold. */
const NAMED = 3;

/** Pages that a test gets, which may well expect hundreds of failures. */
const MOST = 4;

/** Attaches the page of a check that fails an assertion to the test, for the reports that offer attachments. */
export function attachPages(beforeEach: typeof vitest.beforeEach): void {
  let latest: Task | undefined;
  const attached = new WeakMap<Task, number>();
  beforeEach(({ task }) => {
    latest = task as object as Task;
  });
  followFailures((check, { task, poll }: Context) => {
    // of tests that run at the same time the latest may be another one
    const test = task ?? (latest?.concurrent === true ? undefined : latest);
    if (test === undefined || poll === true) return;
    const before = attached.get(test) ?? 0;
    attached.set(test, before + 1);
    if (before < MOST) attachPage(test, check);
  });
}

/**
 * Attaches the page of a check to a test; whatever comes of that, the test is told nothing.
 *
 * At once, because a test that has failed takes no attachments any more, not even in its own `onTestFailed`.
 */
function attachPage({ context }: Task, check: GradientCheck): void {
  if (typeof context.annotate !== 'function') return;
  try {
    const attachment = { contentType: 'text/html', body: base64(formatPage(check)) };
    context.annotate(nameOf(check), 'page', attachment).catch(ignore);
  } catch {
    // the test is over, or its runner takes no attachments
  }
}

/** `gradient check of W, b`; the report makes a file name of it. */
function nameOf({ variables, verdict }: GradientCheck): string {
  const wrong = variables.filter((variable) => variable.verdict === verdict);
  const paths = (wrong.length > 0 ? wrong : variables).map(({ path }) => path);
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
  return `gradient check of ${paths.slice(0, NAMED).join(', ')}${more}`;
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function ignore(): void {}
