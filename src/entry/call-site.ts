/**
 * The frames of whoever called a function that is still running; `''` where the engine cannot tell.
 */
export function callSiteOf(running: (...args: never[]) => unknown): string {
  const holder = { stack: '' };
  Error.captureStackTrace?.(holder, running);
  return framesOf(holder);
}

/** The frames that an error was made with. */
export function framesOf({ stack = '' }: { readonly stack?: string }): string {
  const lines = stack.split('\n');
  const first = lines.findIndex((line) => /^ +at /.test(line));
  return first < 0 ? '' : lines.slice(first).join('\n');
}

/** The directory of the package that the topmost frame is in, else its file. */
export function packageOf(frames: string): string {
  const file = fileOf(frames);
  return /^.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+/.exec(file)?.[0] ?? file;
}

/** From the first to the last frame that is no library's and not the engine's, if there are such. */
export function withoutLibraries(frames: string): string {
  const lines = frames.split('\n');
  const own = lines.map(isOwn);
  const first = own.indexOf(true);
  return first < 0 ? frames : lines.slice(first, own.lastIndexOf(true) + 1).join('\n');
}

/** The topmost frame that is no library's, under one that is; `''` if there is none. */
export function calledThroughLibrary(frames: string): string {
  const lines = frames.split('\n');
  const first = lines.findIndex(isOwn);
  return first > 0 ? lines[first] : '';
}

function isOwn(frame: string): boolean {
  return !/^$|^node:|[/\\]node_modules[/\\]/.test(fileOf(frame));
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

/** The file of the topmost frame that is not the engine's own, `''` where stacks are written in another way. */
export function fileOf(frames: string): string {
  const frame = frames.split('\n').find((line) => !line.includes('(<anonymous>)')) ?? '';
  return /(?:\(| at )((?:file:)?[^()]+):\d+:\d+\)?$/.exec(frame)?.[1] ?? '';
}

function isOurs(error: Error): boolean {
  const home = homeOfPackage();
  return home !== '' && fileOf(framesOf(error)).startsWith(home);
}

/** Where this package is, as stacks write it; asked for late, as the first stack of a process takes half a millisecond. */
function homeOfPackage(): string {
  return fileOf(framesOf(new Error('here'))).replace(/[^/\\]*$/, '');
}
