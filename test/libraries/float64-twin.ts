import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';

/**
 * Loads a CommonJS bundle a second time with every Float32Array replaced by a Float64Array.
 *
 * The twin runs the same code as the library, so that it computes the same function, and keeps twice the digits.
 * Packages of the same scope are replaced too; registries on `global` are kept apart.
 */
export function float64Twin(name: string): unknown {
  const [scope] = name.split('/');
  const ownGlobal = Object.assign(Object.create(globalThis), { _tfGlobals: null, _tfengine: null });
  const loaded = new Map<string, { exports: unknown }>();

  function load(file: string): unknown {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const require = createRequire(file);
    const requireTwin = (id: string) =>
      id.startsWith(scope) ? load(require.resolve(id)) : require(id);
    compile(file)(requireTwin, module, module.exports, ownGlobal);
    return module.exports;
  }

  return load(createRequire(import.meta.url).resolve(name));
}

function compile(file: string) {
  const source = readFileSync(file, 'utf8').replaceAll('Float32Array', 'Float64Array');
  return compileFunction(source, ['require', 'module', 'exports', 'global'], { filename: file });
}
