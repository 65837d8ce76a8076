import { printValue } from './misuse.ts';
import { type CheckMode, OPTIONS } from './options.ts';

/** Whether the environment turns every check of this run off; a misspelt mode is left to the first check to complain of. */
export function isRunOff(): boolean {
  return environment() === 'off';
}

/**
 * The mode that the environment asks for; undefined where it asks for none.
 *
 * @throws TypeError - for one that there is not
 */
export function modeOfThisRun(): CheckMode | undefined {
  const mode = environment();
  if (mode === undefined || mode === '') return undefined;
  const { holds, words } = OPTIONS.mode.law;
  if (holds(mode)) return mode;
  // an environment has no quotation marks
  const names = words.replaceAll("'", '');
  throw new TypeError(`\`EXPECT_GRADIENT\` must be ${names}, got ${printValue(mode)}`);
}

// a browser has no process
function environment(): string | undefined {
  return globalThis.process?.env?.EXPECT_GRADIENT;
}
