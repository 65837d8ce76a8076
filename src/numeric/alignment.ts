/** Two sequences of which the longer has some items that the shorter has not. */
export interface Sequences {
  readonly shorter: number;
  readonly longer: number;
  /** How badly an item of the shorter fits one of the longer. */
  readonly cost: (pair: { readonly short: number; readonly long: number }) => number;
}

/**
 * Which item of the longer sequence each of the shorter is, in the same order, so that they fit best in all.
 *
 * Needleman and Wunsch (doi:10.1016/0022-2836(70)90057-4), with gaps in one sequence alone, which cost nothing: best[s][l] is the cost
 * of the first s among the first l, the smaller of best[s][l − 1] and best[s − 1][l − 1] + cost.
 */
export function alignInOrder({ shorter, longer, cost }: Sequences): readonly number[] {
  const best = Array.from({ length: shorter + 1 }, () => new Float64Array(longer + 1));
  for (let s = 1; s <= shorter; s++) {
    best[s].fill(Number.POSITIVE_INFINITY, 0, s);
    for (let l = s; l <= longer; l++) {
      const taken = best[s - 1][l - 1] + cost({ short: s - 1, long: l - 1 });
      best[s][l] = Math.min(best[s][l - 1], taken);
    }
  }
  const places = new Array<number>(shorter);
  for (let [s, l] = [shorter, longer]; s > 0; l--)
    if (best[s][l] < best[s][l - 1]) places[--s] = l - 1;
  return places;
}
