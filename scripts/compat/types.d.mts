/** The complaints of each version of TypeScript about one program; none is an empty list. */
export interface TypesRow {
  readonly name: string;
  readonly cells: Readonly<Record<string, readonly string[]>>;
}

/** Compiles every program with every TypeScript; needs a built package. */
export function checkTypes(options?: {
  readonly only?: readonly string[];
  readonly tell?: (line: string) => void;
}): Promise<readonly TypesRow[]>;

/** The table, in Markdown; complaints below it. */
export function formatTypes(rows: readonly TypesRow[]): string;
