import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** What the package can be imported as: `expect-gradient`, `expect-gradient/vitest`, … */
export const ENTRIES: readonly string[] = Object.keys(exports).map((entry) =>
  entry.replace('.', 'expect-gradient'),
);

/** Entries that are not called as the file they are made of. */
const SOURCES: Readonly<Record<string, string>> = {
  'expect-gradient': 'index',
  'expect-gradient/tfjs': 'adapters/tensorflow',
  'expect-gradient/jax': 'adapters/jax',
};

const paths = ENTRIES.filter((entry) => !entry.endsWith('.json')).map((entry) => {
  const source = SOURCES[entry] ?? entry.replace('expect-gradient/', '');
  return fileURLToPath(new URL(`../src/${source}.ts`, import.meta.url));
});

const program = ts.createProgram(paths, {
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
});
const checker = program.getTypeChecker();

/** What an entry exports, values and types, by name. */
const EXPORTED: ReadonlyMap<string, ts.Symbol> = new Map(
  paths.flatMap(exportsOf).map((symbol) => [symbol.name, symbol] as const),
);

/** The name of everything that an entry exports, but for defaults. */
export const NAMES: readonly string[] = [...EXPORTED.keys()].filter((name) => name !== 'default');

/** The properties of a type that an entry exports. */
export function propertiesOf(name: string): readonly string[] {
  const symbol = EXPORTED.get(name);
  if (symbol === undefined) throw new Error(`no entry exports ${name}`);
  const type = checker.getDeclaredTypeOfSymbol(original(symbol));
  return checker.getPropertiesOfType(type).map((property) => property.name);
}

// an entry that only registers matchers exports nothing, and is a module all the same
function exportsOf(path: string): readonly ts.Symbol[] {
  const source = program.getSourceFile(path);
  if (source === undefined) throw new Error(`there is no ${path}`);
  const module = checker.getSymbolAtLocation(source);
  return module ? checker.getExportsOfModule(module) : [];
}

function original(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}
