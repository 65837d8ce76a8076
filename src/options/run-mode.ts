import { printValue } from './misuse.ts';
import { type CheckMode, OPTIONS } from './options.ts';
import { type Part, readPart } from './part.ts';

/** Whether the environment turns every check of this run off; a misspelt mode is left to the first check to complain of. */
export function isRunOff(): boolean {
  return environment().EXPECT_GRADIENT === 'off';
}

/**
 * The mode that the environment asks for; undefined where it asks for none.
 *
 * @throws TypeError - for one that there is not
 */
export function modeOfThisRun(): CheckMode | undefined {
  const mode = environment().EXPECT_GRADIENT;
  if (mode === undefined || mode === '') return undefined;
  const { holds, words } = OPTIONS.mode.law;
  if (holds(mode)) return mode;
  // an environment has no quotation marks
  const names = words.replaceAll("'", '');
  throw new TypeError(`\`EXPECT_GRADIENT\` must be ${names}, got ${printValue(mode)}`);
}

/**
 * The part of every check that the environment asks for; undefined where it asks for all.
 *
 * @throws TypeError - for what is no part of anything
 */
export function partOfThisRun(): Part | undefined {
  const text = environment().EXPECT_GRADIENT_PART;
  if (text === undefined || text === '') return undefined;
  const part = readPart(text);
  if (part !== undefined) return { ...part, isOfRun: true };
  const words = OPTIONS.part.law.words.replaceAll("'", '');
  throw new TypeError(`\`EXPECT_GRADIENT_PART\` must be ${words}, got ${printValue(text)}`);
}

// a browser has no process
function environment(): Readonly<Record<string, string | undefined>> {
  return globalThis.process?.env ?? {};
}
