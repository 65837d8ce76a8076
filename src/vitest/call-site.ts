/** Where this package is, as stacks write it. */
const HOME = topFile(new Error('here')).replace(/[^/\\]*$/, '');

/**
 * The frames of whoever called a function that is still running; `''` where the engine cannot tell.
 */
export function callSiteOf(running: (...args: never[]) => unknown): string {
  const holder = { stack: '' };
  Error.captureStackTrace?.(holder, running);
  return framesOf(holder);
}

/**
 * Makes an error of this package point to where it was called from; what the user's own code threw stays as it is.
 *
 * An engine keeps only the ten topmost frames, and so many of them are ours that the test would not be among them.
 */
export function pointTo(callSite: string, error: unknown): void {
  if (callSite === '' || !(error instanceof Error) || !isOurs(error)) return;
  error.stack = `${error.name}: ${error.message}\n${callSite}`;
}

function isOurs(error: Error): boolean {
  return HOME !== '' && topFile(error).startsWith(HOME);
}

/** The file of the topmost frame, `''` where the engine writes stacks in another way. */
function topFile(error: Error): string {
  const [frame] = framesOf(error).split('\n');
  return /(?:\(| at )((?:file:)?[^()]+):\d+:\d+\)?$/.exec(frame)?.[1] ?? '';
}

function framesOf({ stack = '' }: { readonly stack?: string }): string {
  const lines = stack.split('\n');
  const first = lines.findIndex((line) => /^ +at /.test(line));
  return first < 0 ? '' : lines.slice(first).join('\n');
}
