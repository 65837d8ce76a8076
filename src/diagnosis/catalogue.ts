import { broadcastNotReduced } from './broadcast.ts';
import { missingCentering } from './centering.ts';
import { chainRuleDropped, signFlippedInLines } from './chain-rule.ts';
import { conjugated } from './conjugated.ts';
import type { Sign } from './context.ts';
import { weightDecay } from './decay.ts';
import { alsoMissingEntry, alsoRepeatedEntry, missingEntry, repeatedEntry } from './entries.ts';
import { columnsExchanged, rowsExchanged, wrongInput, wrongOutput } from './exchanged.ts';
import { constantFactor, signFlipped } from './factor.ts';
import { notFinite, singlePrecision } from './format.ts';
import { gaussNewton } from './gauss-newton.ts';
import { kink } from './kink.ts';
import { kinksTogether } from './kinks-together.ts';
import type { Law } from './law.ts';
import { localized } from './localized.ts';
import { wrongMask } from './mask.ts';
import type { MatrixLaw } from './matrix-law.ts';
import { missingGradient } from './missing.ts';
import { permuted, transposed } from './order.ts';
import { overwrittenNotAccumulated } from './overwritten.ts';
import { notAdjoint, notLinear } from './products.ts';
import { accumulated, stale, valueIgnoresInput } from './state.ts';
import { asymmetric, hessianLaws } from './symmetric.ts';

/** What shows also when the numeric side cannot decide, or when every call returns other numbers. */
export const plain: readonly Sign[] = [stale, accumulated, notFinite, notLinear, notAdjoint];

/** What shows in a certain mismatch before any law is tried; the first that is found is the only one. */
export const signs: readonly Sign[] = [
  missingEntry,
  repeatedEntry,
  singlePrecision,
  kink,
  kinksTogether,
  valueIgnoresInput,
];

/** What relates the two derivatives to each other; the simplest that holds is named. */
export const laws: readonly Law[] = [
  signFlipped,
  missingGradient,
  constantFactor,
  transposed,
  permuted,
  weightDecay,
  missingCentering,
  broadcastNotReduced,
  overwrittenNotAccumulated,
];

/** The same for whole rows and columns of a Jacobian. */
export const matrixLaws: readonly MatrixLaw[] = [
  signFlippedInLines,
  rowsExchanged,
  columnsExchanged,
  wrongOutput,
  wrongInput,
  chainRuleDropped,
  conjugated,
  ...hessianLaws,
];

/** What is said when no law holds. */
export const remains: readonly Sign[] = [gaussNewton, asymmetric, wrongMask, localized];

/** The same, before that, where it explains a part of what is wrong. */
export const inPart: readonly Sign[] = [alsoMissingEntry, alsoRepeatedEntry];
