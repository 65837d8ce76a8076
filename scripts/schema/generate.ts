// Reads the types of the record and writes them as a JSON Schema: what a reader in another language needs to know of them.
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A schema of draft 2020-12. */
export type Schema = Readonly<Record<string, unknown>>;

const RECORD = fileURLToPath(new URL('../../src/record.ts', import.meta.url));

const NUMBER: Schema = {
  description: 'A number; what JSON has no number for is a word that `Number` of JavaScript reads.',
  anyOf: [{ type: 'number' }, { enum: ['NaN', 'Infinity', '-Infinity'] }],
};

const COUNT: Schema = { type: 'integer', minimum: 0 };

const arrayOf = (items: Schema): Schema => ({ type: 'array', items });
const refTo = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** Types whose names say more than what they are made of. */
const NAMED: Readonly<Record<string, Schema>> = {
  Count: COUNT,
  Indices: arrayOf(COUNT),
  Float64Array: arrayOf(refTo('number')),
};

/** The schema of a record as `formatGradientCheck(record, { as: 'json' })` writes it. */
export function recordSchema(): Schema {
  const program = ts.createProgram([RECORD], { strict: true, allowImportingTsExtensions: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(RECORD);
  const module = source && checker.getSymbolAtLocation(source);
  const root = module && checker.getExportsOfModule(module).find(isNamed('GradientCheck'));
  if (root === undefined) throw new Error(`${RECORD} exports no GradientCheck`);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The record of a gradient check, version 1',
    ...refTo(root.name),
    $defs: { ...definitionsFrom(root, checker), number: NUMBER },
  };
}

const isNamed = (name: string) => (symbol: ts.Symbol) => symbol.name === name;

/** The definition of a type, and of all that it is made of, in the order in which they are met. */
function definitionsFrom(
  root: ts.Symbol,
  checker: ts.TypeChecker,
): Readonly<Record<string, Schema>> {
  const met = new Set([root]);
  const definitions: Record<string, Schema> = {};
  const reference = (name: ts.EntityName): Schema => {
    const symbol = originalOf(name, checker);
    if (!Object.hasOwn(NAMED, symbol.name)) met.add(symbol);
    return NAMED[symbol.name] ?? refTo(symbol.name);
  };
  // grows while it is gone through
  for (const symbol of met)
    definitions[symbol.name] = {
      ...describe(symbol.declarations?.[0], checker),
      ...definitionOf(symbol, { checker, reference }),
    };
  return definitions;
}

function originalOf(name: ts.EntityName, checker: ts.TypeChecker): ts.Symbol {
  const symbol = checker.getSymbolAtLocation(name);
  if (symbol === undefined) throw new Error(`${name.getText()} is not known`);
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

interface Reading {
  readonly checker: ts.TypeChecker;
  /** What stands for a type that has a name. */
  readonly reference: (name: ts.EntityName) => Schema;
}

function definitionOf({ name, declarations = [] }: ts.Symbol, reading: Reading): Schema {
  const [declaration] = declarations;
  if (ts.isInterfaceDeclaration(declaration) && !declaration.heritageClauses)
    return objectOf(declaration.members, reading);
  if (ts.isTypeAliasDeclaration(declaration)) return schemaOf(declaration.type, reading);
  throw new Error(`${name} is neither an interface of its own nor the name of a type`);
}

/** Open: a later release may know more. */
function objectOf(members: readonly ts.TypeElement[], reading: Reading): Schema {
  const properties = members.map((member) => {
    if (!ts.isPropertySignature(member) || member.type === undefined)
      throw new Error(`no schema for the member ${member.getText()}`);
    const schema = schemaOf(member.type, reading);
    return [member.name.getText(), { ...describe(member, reading.checker), ...schema }] as const;
  });
  const isRequired = (member: ts.TypeElement) => member.questionToken === undefined;
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: members.filter(isRequired).map((member) => member.name?.getText()),
  };
}

function schemaOf(node: ts.TypeNode, reading: Reading): Schema {
  const of = (inner: ts.TypeNode) => schemaOf(inner, reading);
  if (node.kind === ts.SyntaxKind.NumberKeyword) return refTo('number');
  if (node.kind === ts.SyntaxKind.StringKeyword) return { type: 'string' };
  if (node.kind === ts.SyntaxKind.BooleanKeyword) return { type: 'boolean' };
  if (ts.isLiteralTypeNode(node)) return { const: literalIn(node) };
  if (ts.isUnionTypeNode(node)) return unionOf(node.types, of);
  if (ts.isTypeOperatorNode(node)) return of(node.type);
  if (ts.isNamedTupleMember(node)) return of(node.type);
  if (ts.isArrayTypeNode(node)) return arrayOf(of(node.elementType));
  if (ts.isTupleTypeNode(node)) return tupleOf(node.elements.map(of));
  if (ts.isTypeLiteralNode(node)) return objectOf(node.members, reading);
  if (ts.isTypeReferenceNode(node)) return reading.reference(node.typeName);
  throw new Error(`no schema for the type ${node.getText()}`);
}

function unionOf(types: readonly ts.TypeNode[], schemaOf: (type: ts.TypeNode) => Schema): Schema {
  return types.every(ts.isLiteralTypeNode)
    ? { enum: types.map(literalIn) }
    : { anyOf: types.map(schemaOf) };
}

function tupleOf(items: readonly Schema[]): Schema {
  return { type: 'array', prefixItems: items, minItems: items.length, items: false };
}

function literalIn({ literal }: ts.LiteralTypeNode): string | number {
  if (ts.isStringLiteral(literal)) return literal.text;
  if (ts.isNumericLiteral(literal)) return Number(literal.text);
  throw new Error(`no schema for the literal ${literal.getText()}`);
}

function describe(node: ts.Declaration | undefined, checker: ts.TypeChecker): Schema {
  const name = node && ts.getNameOfDeclaration(node);
  const symbol = name && checker.getSymbolAtLocation(name);
  const text = ts.displayPartsToString(symbol?.getDocumentationComment(checker));
  return text === '' ? {} : { description: text.replace(/\s+/g, ' ') };
}
