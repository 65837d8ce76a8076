import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { OPTIONS } from '../src/options/options.ts';
import type { Option } from '../src/options/table.ts';

/** What the sources say of one option. */
export interface OptionRow {
  readonly name: string;
  /** What a value must be. */
  readonly law: string;
  /** In the words that editors show; absent where there is none to speak of. */
  readonly default: string | undefined;
  /** The same as the table of the sources has it; undefined where the check finds it. */
  readonly value: string | undefined;
  /** What it is for. */
  readonly doc: string;
}

const SOURCE = new URL('../src/options/options.ts', import.meta.url);

/** Every option: its law and default as the code uses them, its words as they stand with its type. */
export function optionRows(): readonly OptionRow[] {
  const members = membersOf('GradientCheckOptions');
  return Object.entries<Option<unknown>>(OPTIONS).map(([name, option]) => {
    const member = members.get(name);
    if (member === undefined) throw new Error(`\`${name}\` has no type`);
    const value = writtenDefault(option);
    return { name, law: option.law.words, value, default: defaultOf(member), doc: docOf(member) };
  });
}

/** The options as a table of the README. */
export function optionsTable(rows: readonly OptionRow[]): string {
  const line = (...cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;
  return [
    line('option', 'must be', 'default', 'what it does'),
    '|---|---|---|---|',
    ...rows.map((row) => line(`\`${row.name}\``, withCode(row.law), row.default ?? '–', row.doc)),
  ].join('\n');
}

function membersOf(name: string): ReadonlyMap<string, ts.TypeElement> {
  const root = ts.createSourceFile(
    'options.ts',
    readFileSync(SOURCE, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found = root.statements
    .filter(ts.isInterfaceDeclaration)
    .find((one) => one.name.text === name);
  if (found === undefined) throw new Error(`there is no interface ${name}`);
  return new Map(found.members.map((member) => [member.name?.getText(root) ?? '', member]));
}

function docOf(member: ts.TypeElement): string {
  const [doc] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
  return onOneLine(doc?.comment);
}

function defaultOf(member: ts.TypeElement): string | undefined {
  const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'defaultValue');
  return tag && onOneLine(tag.comment);
}

function onOneLine(comment: ts.JSDoc['comment']): string {
  return (ts.getTextOfJSDocComment(comment) ?? '').replace(/\s+/g, ' ');
}

function writtenDefault({ default: always, quick }: Option<unknown>): string | undefined {
  if (always === undefined) return undefined;
  return quick === undefined
    ? printed(always)
    : `${printed(always)}, in quick mode ${printed(quick)}`;
}

function printed(value: unknown): string {
  if (value === Number.POSITIVE_INFINITY) return 'none';
  return typeof value === 'string' ? `\`'${value}'\`` : String(value);
}

/** Names that are written between quotation marks as code. */
function withCode(text: string): string {
  return text.replace(/'[\w/]+'/g, '`$&`');
}

/** A bar ends a cell, also within code. */
function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|');
}
