import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** One `import … from`, `export … from` or `import()`. */
export interface Import {
  /** A file relative to the sources, such as `check/record.ts`, or the name of a package. */
  readonly to: string;
  /** Whether nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** A source file as the house rules see it. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  readonly usesThis: boolean;
  readonly imports: readonly Import[];
}

/** Reads every source file below a directory. */
export function readSources(directory: URL): SourceFile[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => parseSource(path, readFileSync(new URL(path, directory), 'utf8')));
}

/** Parses one source file. */
export function parseSource(path: string, text: string): SourceFile {
  const root = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const nodes = descendants(root);
  return {
    path,
    lines: text.trimEnd().split('\n').length,
    usesThis: nodes.some(isThis),
    imports: nodes.flatMap((node) => importIn(node, path)),
  };
}

function descendants(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child, ...descendants(child));
  });
  return children;
}

/** The keyword, or a parameter of that name. */
function isThis(node: ts.Node): boolean {
  return (
    node.kind === ts.SyntaxKind.ThisKeyword ||
    (ts.isParameter(node) && ts.isIdentifier(node.name) && node.name.text === 'this')
  );
}

function importIn(node: ts.Node, from: string): Import[] {
  if (ts.isImportDeclaration(node)) {
    return importOf(from, node.moduleSpecifier, isTypeOnly(node.importClause));
  }
  if (ts.isExportDeclaration(node)) return importOf(from, node.moduleSpecifier, exportsTypes(node));
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return importOf(from, node.arguments[0], false);
  }
  return [];
}

function importOf(from: string, specifier: ts.Node | undefined, typeOnly: boolean): Import[] {
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return [];
  const name = specifier.text;
  const to = name.startsWith('.') ? posix.join(posix.dirname(from), name) : name;
  return [{ to, typeOnly }];
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = clause;
  if (name !== undefined || namedBindings === undefined) return false;
  return ts.isNamedImports(namedBindings) && namedBindings.elements.every((one) => one.isTypeOnly);
}

function exportsTypes({ isTypeOnly, exportClause }: ts.ExportDeclaration): boolean {
  if (isTypeOnly || exportClause === undefined) return isTypeOnly;
  return ts.isNamedExports(exportClause) && exportClause.elements.every((one) => one.isTypeOnly);
}
