import { takeUnchecked } from '../check/tally.ts';
import { isRunOff } from '../options/run-mode.ts';
import { formatUnchecked } from '../report/unchecked.ts';

/**
 * Says that a run with checks off verifies nothing.
 *
 * A worker does not know the others, so the one Vitest numbers first speaks for all. The numbers start at 0 or at 1,
 * depending on the version: better said twice than never.
 */
export function announceOff(): void {
  const worker = globalThis.process?.env.VITEST_WORKER_ID ?? '0';
  if (!isRunOff() || Number(worker) > 1 || wasSaidHere()) return;
  const hint = "the reporter 'expect-gradient/reporter' counts them";
  write(`expect-gradient is off: the gradient assertions of this run pass UNCHECKED (${hint})`);
}

/** Says how many assertions of a file passed without a check, unless the whole run was said to. */
export function accountForUnchecked(): void {
  const assertions = takeUnchecked();
  if (assertions === 0 || isRunOff()) return;
  console.warn(formatUnchecked({ assertions, files: 1 }));
}

/** Whether this worker has said it before, for an earlier file. */
function wasSaidHere(): boolean {
  const key = Symbol.for('expect-gradient.announced');
  // on `process`: every file may have a global object of its own
  const holder = (globalThis.process ?? globalThis) as { [key]?: true };
  const was = holder[key] === true;
  holder[key] = true;
  return was;
}

/** To stderr itself where there is one: Vitest would print a console message as that of one test file. */
function write(line: string): void {
  if (globalThis.process?.stderr) process.stderr.write(`${line}\n`);
  else console.warn(line);
}
