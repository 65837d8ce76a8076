/** What there is of something, from where it is begun to be spent. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * How far one thing may go, so that others after it have what they need, or where that is too much an equal share: max-min fairness for those
 * that wait. What they do not need after all is left to whoever comes last.
 *
 * @param needs - of those that come after, in the units of the span
 */
export function fairLimit({ from, to }: Span, needs: readonly number[]): number {
  if (!Number.isFinite(to)) return to;
  const level = Math.max(0, to - from) / (needs.length + 1);
  return to - needs.reduce((sum, need) => sum + Math.min(need, level), 0);
}
