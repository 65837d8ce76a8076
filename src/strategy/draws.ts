/** How many directions are drawn at a time, and how often; how many of them have to be clear, or agree beside kinks. */
export interface Draws {
  readonly drawn: number;
  readonly draws: number;
  /** So often it may be bad luck that none is clear; further ones are drawn where all agree beside kinks so far. */
  readonly lucky: number;
  readonly enough: number;
  readonly beside: number;
  /** Whether those that show no difference have to be quiet, all together: else further ones are drawn. */
  readonly isQuietly: boolean;
}

/** Through everything: several, for a few errors may cancel along one. */
export const WHOLE: Draws = {
  drawn: 6,
  draws: 2,
  lucky: 2,
  enough: 4,
  beside: 6,
  isQuietly: true,
};
/** Through a few parts as many, but an error in all of the variable is in each of them. */
export const FEW_PARTS: Draws = { ...WHOLE, isQuietly: false };
/** Through parts: an error of one coordinate alone is certain to be seen along each. */
export const WITHIN: Draws = {
  drawn: 1,
  draws: 6,
  lucky: 4,
  enough: 1,
  beside: 4,
  isQuietly: false,
};
