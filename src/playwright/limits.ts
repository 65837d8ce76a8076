import type { TestLimits } from '../options/test-limits.ts';

/** What Playwright tells about the test that runs, given its `test`; nothing outside of one. */
export function limitsOf(test: { info(): { readonly timeout: number } }): TestLimits | undefined {
  try {
    const info = test.info();
    return { timeout: info.timeout, attempt: info, waitsForSynchronous: true };
  } catch {
    return undefined;
  }
}
