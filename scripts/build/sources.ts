import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));

/** The absolute path of a source file. */
export function sourceFile(path: string): string {
  return join(SOURCES, path);
}

/** The name of the file that a module of its own is built to: `check/climb.ts` → `check-climb`. */
export function builtName(file: string): string {
  return file.slice(SOURCES.length).replace(/\.ts$/, '').replaceAll(/[\\/]/g, '-');
}

/** Whether a file is one of this package's sources. */
export function isSource(file: string): boolean {
  return file.startsWith(SOURCES);
}

/** What a module imports at run time. */
export function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const statements = text.matchAll(
    /^(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)';$/gm,
  );
  return [...statements].map(([, to]) => (to.startsWith('.') ? join(dirname(file), to) : to));
}

/** The names of the functions a module exports; a module that has anything else to offer cannot be loaded later. */
export function exportedFunctions(file: string): string[] {
  const exported = [...readFileSync(file, 'utf8').matchAll(/^export (?!type|interface)(.*)$/gm)];
  return exported.map(([, statement]) => {
    const name = /^function\*? (\w+)/.exec(statement)?.[1];
    if (name === undefined) throw new Error(`${file} exports more than functions: ${statement}`);
    return name;
  });
}
