import { resolve } from 'node:path';
import type { Rolldown } from 'tsdown';
import { builtName } from './built-name.ts';

/** Modules, and the functions through which the rest of the package reaches each of them. */
export type Late = Readonly<Record<string, readonly string[]>>;

/** Before the path of a module that is loaded late: what stands for it. */
const STAND_IN = 'late:';

/**
 * Loads modules when one of their functions is first called; the sources import them as any other.
 *
 * For CommonJS only: nothing else loads synchronously, and bundlers follow its `require` as they do an import.
 */
export function loadedLate(late: Late): Rolldown.Plugin {
  const paths = new Map(Object.keys(late).map((path) => [resolve(path), path]));
  return {
    name: 'loaded-late',
    buildStart() {
      for (const path of paths.values()) {
        this.emitFile({ type: 'chunk', id: resolve(path), fileName: builtName(path) });
      }
    },
    async resolveId(source, importer) {
      if (importer === undefined) return null;
      if (importer.startsWith(STAND_IN)) return { id: source, external: true };
      const found = await this.resolve(source, importer, { skipSelf: true });
      const path = paths.get(found?.id ?? '');
      return path === undefined ? null : `${STAND_IN}${path}`;
    },
    load(id) {
      if (!id.startsWith(STAND_IN)) return null;
      const path = id.slice(STAND_IN.length);
      return standIn(builtName(path), late[path]);
    },
    generateBundle(_, bundle) {
      for (const [path, functions] of Object.entries(late)) {
        const chunk = bundle[builtName(path)];
        const exported = chunk?.type === 'chunk' ? chunk.exports : [];
        const missing = functions.filter((name) => !exported.includes(name));
        if (missing.length > 0) this.error(`${path} does not export ${missing.join(', ')}`);
      }
    },
  };
}

function standIn(file: string, functions: readonly string[]): string {
  const load = `let loaded;\nconst load = () => (loaded ??= require('./${file}'));\n`;
  const call = (name: string) =>
    `export function ${name}(...args) { return load().${name}(...args); }\n`;
  return load + functions.map(call).join('');
}
