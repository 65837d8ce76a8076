/** A field of two records in which they are not the same. */
export interface Difference {
  /** With `[]` for every index: `variables[].numeric[]`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where two records are not equal bit for bit; a field that one of them lacks is `undefined` there. */
export function differencesOf(before: object, after: object): readonly Difference[] {
  const found: Difference[] = [];
  compare({ field: '', before, after }, found);
  return found;
}

function compare(pair: Difference, found: Difference[]): void {
  const { field, before, after } = pair;
  if (isList(before) && isList(after)) {
    if (before.length !== after.length)
      found.push({ field: `${field}.length`, before: before.length, after: after.length });
    const common = Math.min(before.length, after.length);
    for (let i = 0; i < common; i++)
      compare({ field: `${field}[]`, before: before[i], after: after[i] }, found);
  } else if (isRecord(before) && isRecord(after)) {
    const prefix = field === '' ? '' : `${field}.`;
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      compare({ field: prefix + key, before: before[key], after: after[key] }, found);
  } else if (!Object.is(before, after)) found.push(pair);
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** How far two numbers are apart, relative to the larger; undefined for what is no finite number. */
export function distance({ before, after }: Difference): number | undefined {
  if (!Number.isFinite(before) || !Number.isFinite(after)) return undefined;
  const [a, b] = [before as number, after as number];
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}

/** Adds every field that a record has. */
export function addFields(value: unknown, fields: Set<string>, field = ''): void {
  if (isList(value)) {
    if (Array.isArray(value)) for (const one of value) addFields(one, fields, `${field}[]`);
  } else if (isRecord(value)) {
    for (const [key, own] of Object.entries(value)) {
      const path = field === '' ? key : `${field}.${key}`;
      fields.add(path);
      addFields(own, fields, path);
    }
  }
}
