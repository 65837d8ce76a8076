/** Asynchronous assertions that a test has left behind. */
export interface Unawaited {
  readonly matcher: string;
  readonly isNot: boolean;
  /** `'resolves'`, `'rejects'` or `''`. */
  readonly promise: string;
  /** Where it happened, if in a test. */
  readonly test: string | undefined;
  /** How many more were left in the same place. */
  readonly others: number;
}

/** Says that an assertion decided nothing because nobody waited for it, and what to write. */
export function formatUnawaited({ matcher, isNot, promise, test, others }: Unawaited): string {
  const modifiers = `${promise === '' ? '' : `.${promise}`}${isNot ? '.not' : ''}`;
  const chain = `${modifiers}.${matcher}`;
  const where = test === undefined ? 'outside of a test' : `in the test "${test}"`;
  return [
    `expect(received)${chain}() was not awaited ${where}`,
    '',
    'The check is asynchronous, so the assertion returns a promise, and nothing waited',
    'for it: whatever the check finds, the test would pass.',
    '',
    `help: write \`await expect(…)${chain}(…)\`, or return the promise`,
    ...(others > 0 ? [`note: ${others} more ${others === 1 ? 'was' : 'were'} not awaited`] : []),
  ].join('\n');
}
