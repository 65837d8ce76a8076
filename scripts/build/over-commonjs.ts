import type { Rolldown } from 'tsdown';
import packageJson from '../../package.json' with { type: 'json' };
import { LAZY, STUBS } from './lazy.ts';
import { builtName, importsOf, isSource, sourceFile } from './sources.ts';

const FACADE = 'facade:';

/** The entries of a build: the name of what is built, and its source. */
export type Entries = Readonly<Record<string, string>>;

/**
 * Builds ES modules that hold no more than what has to be one, because a runner offers nothing else to import; the rest
 * they take from the CommonJS build. So a process has one copy of everything, however it is loaded.
 */
export function overCommonJs(entries: Entries): Rolldown.Plugin {
  const files = namesByFile(entries);
  const external = (id: string) => ({
    id: `./${files.get(id) ?? takenName(id)}.cjs`,
    external: true,
  });
  return {
    name: 'over-commonjs',
    async resolveId(source, importer) {
      if (importer?.startsWith(FACADE)) return external(source);
      const resolved = await this.resolve(source, importer, { skipSelf: true });
      if (resolved === null || !isSource(resolved.id) || knowsRunner(resolved.id)) return null;
      return importer === undefined ? `${FACADE}${resolved.id}` : external(resolved.id);
    },
    load(id) {
      return id.startsWith(FACADE) ? `export * from '${id.slice(FACADE.length)}';` : null;
    },
  };
}

/** Makes the CommonJS build offer what `overCommonJs` takes from it. */
export function underEsModules(entries: Entries): Rolldown.Plugin {
  const files = namesByFile(entries);
  const taken = new Set([...files.keys()].filter(knowsRunner).flatMap(takenBy));
  return {
    name: 'under-es-modules',
    buildStart() {
      for (const id of taken) {
        if (files.has(id)) continue;
        const name = takenName(id);
        const stubs = LAZY.includes(id) ? `${STUBS}${id}` : id;
        this.emitFile({ type: 'chunk', id: stubs, name, fileName: `${name}.cjs` });
      }
    },
  };
}

/** Not the name of a lazy module itself: that would load it at once. */
function takenName(id: string): string {
  return LAZY.includes(id) ? `later-${builtName(id)}` : builtName(id);
}

function namesByFile(entries: Entries): Map<string, string> {
  return new Map(
    Object.entries(entries).map(([name, path]) => [sourceFile(path.replace(/^src\//, '')), name]),
  );
}

/** The modules without a runner that one with a runner imports, itself or through others of its kind. */
function takenBy(file: string): string[] {
  const own = importsOf(file).filter(isSource);
  return own.flatMap((to) => (knowsRunner(to) ? takenBy(to) : [to]));
}

/** What a process has one copy of and a module may not choose: the runners, and the libraries that users import themselves. */
const GIVEN = [...Object.keys(packageJson.peerDependencies), 'bun:test'];

/** Whether a module imports a runner, itself or through others. */
function knowsRunner(file: string): boolean {
  return importsOf(file).some((to) => (isSource(to) ? knowsRunner(to) : isGiven(to)));
}

function isGiven(specifier: string): boolean {
  return GIVEN.some((name) => specifier === name || specifier.startsWith(`${name}/`));
}
