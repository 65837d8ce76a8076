import type { SubjectContext } from '../context.ts';

/**
 * Takes what a check will write to before anything of it is remembered or written.
 *
 * @throws Error - when another check is at work on it
 */
export function takeAll(
  { use }: SubjectContext,
  { name, written }: { readonly name: string; readonly written: readonly object[] },
): void {
  use?.take({ name, written, reached: new Set(written) });
}
