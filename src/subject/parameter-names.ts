/** What opens and what closes it. */
const BRACKETS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/**
 * What a function calls its arguments, as far as its source says: `['x', 'W']` for `(x, W) => …` and for `([x, W]) => …`.
 *
 * @param count - how many names there must be
 * @returns `undefined` where the source names another number of them: native functions, `(point) => …`, patterns inside patterns
 */
export function argumentNames(f: unknown, count: number): readonly string[] | undefined {
  const parameters = parametersOf(f);
  const [only = ''] = parameters;
  const isList = parameters.length === 1 && only.startsWith('[');
  const names = isList ? splitAt(only.slice(1, closing(only, 0)), ',') : parameters;
  const plain = names.map((name) => withoutDefault(name));
  return plain.length === count && plain.every((name) => IDENTIFIER.test(name)) ? plain : undefined;
}

/** The parameters of a function as they are written; none where the source does not say. */
export function parametersOf(f: unknown): readonly string[] {
  if (typeof f !== 'function') return [];
  const source = withoutComments(Function.prototype.toString.call(f));
  const arrow = /^(?:async\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>/u.exec(source);
  if (arrow?.[1] !== undefined) return [arrow[1]];
  const start = source.indexOf('(');
  const end = start < 0 ? -1 : closing(source, start);
  return end < 0 ? [] : splitAt(source.slice(start + 1, end), ',');
}

/** The name of a parameter, without its default. */
export function withoutDefault(parameter: string): string {
  return (splitAt(parameter, '=')[0] ?? '').trim();
}

/** Whether all that a function takes are its first argument and those after it: `(...x)`. */
export function takesRest(f: unknown): boolean {
  return parametersOf(f)[0]?.startsWith('...') === true;
}

/** What a function calls one of its arguments, or something else where its source does not say. */
export function argumentName(f: unknown, { at, or }: { at: number; or: string }): string {
  const name = withoutDefault(parametersOf(f)[at] ?? '');
  return IDENTIFIER.test(name) ? name : or;
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').trim();
}

function splitAt(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    i = skip(text, i);
    if (text[i] !== separator) continue;
    parts.push(text.slice(from, i));
    from = i + 1;
  }
  return [...parts, text.slice(from)].map((part) => part.trim()).filter((part) => part !== '');
}

// The end of the brackets or of the string that begins here; else the place itself.
function skip(text: string, at: number): number {
  const letter = text[at] as string;
  if (letter in BRACKETS) {
    const end = closing(text, at);
    return end < 0 ? text.length : end;
  }
  if (!'\'"`'.includes(letter)) return at;
  const end = text.indexOf(letter, at + 1);
  return end < 0 ? text.length : end;
}

function closing(text: string, start: number): number {
  const close = BRACKETS[text[start] as string];
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === close) return i;
    i = skip(text, i);
  }
  return -1;
}
