/** The matchers. */
export const titles: readonly string[];

/** Throws where a matcher does not hold what it must. */
export function holds(expect: unknown, matcher: string): Promise<void>;
