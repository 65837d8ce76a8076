/** Puts something of the caller's back as it was; throws when that cannot be done. */
export type PutBack = () => void;

/**
 * Puts back one after the other, each whatever became of those before it.
 *
 * @throws the only error there was; of several an AggregateError
 */
export function putBackEach<T>(items: Iterable<T>, putBack: (item: T) => void): void {
  const errors: unknown[] = [];
  for (const item of items)
    try {
      putBack(item);
    } catch (error) {
      errors.push(...(error instanceof AggregateError ? error.errors : [error]));
    }
  const [first] = errors;
  if (errors.length > 1)
    throw new AggregateError(errors, `${messageOf(first)}; and ${errors.length - 1} more`);
  if (errors.length > 0) throw first;
}

/** The same for things that put themselves back. */
export function putBackAll(all: Iterable<PutBack>): void {
  putBackEach(all, (putBack) => putBack());
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
