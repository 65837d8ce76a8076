import type { Study } from '../probe/study.ts';
import type { Variable } from '../subject/variable.ts';
import type { Comparison } from './comparison.ts';
import type { Finding, Standing } from './finding.ts';

/** One variable, and what was found about its coordinates. */
export interface Found {
  readonly variable: Variable;
  readonly found: readonly Finding[];
}

/** How each coordinate stands under the threshold in force, and whether that decides. */
export interface Judgement {
  readonly threshold: number;
  readonly standings: readonly Standing[];
  /** False when something keeps the numeric side from deciding. */
  readonly complete: boolean;
  /** Whether all together are certainly wrong, whatever each by itself is. */
  readonly isOff?: boolean;
}

/** By what a variable is judged: bars, or the textbook. */
export interface Judge {
  compare(study: Study, found: readonly Finding[]): Comparison;
  judge(study: Study, one: Found & { readonly comparison: Comparison }): Judgement;
  /** Whether both derivatives of a coordinate are zero. */
  zerosAmong(study: Study, found: readonly Finding[]): ReadonlySet<Finding>;
  /** The smallest relative error, of the checked coordinates together, with which a variable would have been a mismatch. */
  smallestDetectable(study: Study, one: Found): number;
}
