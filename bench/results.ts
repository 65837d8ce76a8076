import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Puts a run on top of a committed file of results. */
export function prependResult(
  file: string,
  { title, heading, body }: Readonly<Record<'title' | 'heading' | 'body', string>>,
): void {
  mkdirSync(dirname(file), { recursive: true });
  const before = existsSync(file) ? readFileSync(file, 'utf8').replace(`${title}\n`, '') : '';
  writeFileSync(file, `${title}\n\n${heading}\n\n${body}\n${before}`);
}

/** What is measured; to be asked for before the measurement, while it still holds. */
export function formatHeading(): string {
  const date = new Date().toISOString().slice(0, 10);
  const changed = git('status', '--porcelain', '--', 'src', 'test/zoo', 'test/libraries') !== '';
  const commit = `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
  return `## ${date} · ${commit} · Node ${process.version}`;
}

function git(...parameters: readonly string[]): string {
  return execFileSync('git', parameters, { encoding: 'utf8' }).trim();
}
