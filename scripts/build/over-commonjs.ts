import type { Rolldown } from 'tsdown';
import { builtName } from './built-name.ts';

// In Node an ES module is next to nothing, and all it needs is CommonJS: so a process has one copy of everything.

/** Leaves the entry of a runner as it is, which imports the runner, and takes the rest from the CommonJS build. */
export function overCommonJs(): Rolldown.Plugin {
  return {
    name: 'over-commonjs',
    resolveId(source, importer) {
      if (importer === undefined || !source.startsWith('.')) return null;
      return { id: `./${builtName(source)}`, external: true };
    },
  };
}

/** Adds ES modules that export what entries of the CommonJS build do. */
export function underEsModules(entries: readonly string[]): Rolldown.Plugin {
  return {
    name: 'under-es-modules',
    generateBundle() {
      for (const name of entries) {
        const source = `export * from './${name}.cjs';\n`;
        this.emitFile({ type: 'asset', fileName: `${name}.mjs`, source });
      }
    },
  };
}
