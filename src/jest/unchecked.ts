import { listen, takeUnchecked } from '../check/tally.ts';
import { formatUnchecked } from '../report/unchecked.ts';
import { isCounted } from './tally.ts';

/**
 * Says how many assertions of a file passed without a check, unless the reporter says it for the whole run.
 *
 * Every file says it for itself: in Jest no file shares anything with the next, not even `process`.
 */
export function accountForUnchecked(): void {
  if (isCounted()) return;
  say(takeUnchecked());
  // the file's own `afterAll` hooks run after those of a setup file
  listen(({ verdict }) => {
    if (verdict === 'unchecked') say(1);
  });
}

function say(assertions: number): void {
  // to stderr itself: Jest would print a console message as that of one test file, with a stack
  if (assertions > 0) process.stderr.write(`${formatUnchecked({ assertions, files: 1 })}\n`);
}
