import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the package needs at run time. */
const LINKED = ['fastest-levenshtein', 'pure-rand'];

/**
 * Copies a fixture project to a directory of its own, with this package installed in its `node_modules` as from a
 * registry: what a runner does with installed code (not transforming it, loading it once) is part of what is tested.
 */
export function installProject(fixture: string, runner: readonly string[] = ['vitest']): string {
  const project = realpathSync(mkdtempSync(join(tmpdir(), 'expect-gradient-')));
  const modules = join(project, 'node_modules');
  const installed = join(modules, 'expect-gradient');
  mkdirSync(installed, { recursive: true });
  cpSync(new URL(`./${fixture}/`, import.meta.url), project, { recursive: true });
  cpSync(join(root, 'dist'), join(installed, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(installed, 'package.json'));
  for (const name of [...LINKED, ...runner]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  return project;
}

/** Removes an installed project with everything the runner left in it. */
export function removeProject(project: string): void {
  rmSync(project, { recursive: true });
}
