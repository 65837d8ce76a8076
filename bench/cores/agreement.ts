import { table } from '../markdown.ts';
import { addFields, type Difference, differencesOf, distance } from './record.ts';

/** Two answers to one question. */
export interface Answers {
  readonly name: string;
  readonly before: object;
  readonly after: object;
}

/** In how many checks a field was not the same, and where its numbers were furthest apart. */
interface Spread {
  checks: number;
  distance: number;
  readonly worst: { name: string; before: unknown; after: unknown };
}

/** How two cores agree over many questions. */
export interface Agreement {
  readonly seen: Readonly<Record<'before' | 'after', Set<string>>>;
  /** Of every question whose records are not equal, the fields that differ. */
  readonly unequal: Map<string, ReadonlySet<string>>;
  readonly spreads: Map<string, Spread>;
}

export function openAgreement(): Agreement {
  return {
    seen: { before: new Set(), after: new Set() },
    unequal: new Map(),
    spreads: new Map(),
  };
}

/** Compares whole records; how often anything was evaluated is counted elsewhere. */
export function compareRecords(agreement: Agreement, { name, before, after }: Answers): void {
  addFields(before, agreement.seen.before);
  addFields(after, agreement.seen.after);
  const differences = differencesOf(before, after).filter(
    ({ field }) => !field.startsWith('evaluations'),
  );
  if (differences.length === 0) return;
  const fields = new Set(differences.map(({ field }) => field));
  agreement.unequal.set(name, fields);
  for (const field of fields) spreadOf(agreement, field).checks += 1;
  for (const difference of differences)
    widen(spreadOf(agreement, difference.field), difference, name);
}

function spreadOf({ spreads }: Agreement, field: string): Spread {
  const worst = { name: '', before: undefined, after: undefined };
  const spread = spreads.get(field) ?? { checks: 0, distance: -1, worst };
  spreads.set(field, spread);
  return spread;
}

function widen(spread: Spread, difference: Difference, name: string): void {
  const own = distance(difference) ?? 0;
  if (own <= spread.distance) return;
  spread.distance = own;
  Object.assign(spread.worst, { name, before: difference.before, after: difference.after });
}

/** Fields that only one of the cores has at all; they are no difference. */
export function fieldsOfOne({ seen: { before, after } }: Agreement): readonly string[] {
  return [...before, ...after].filter((field) => !before.has(field) || !after.has(field));
}

/** The questions whose records differ in something that both cores have. */
export function unequalQuestions(agreement: Agreement): readonly string[] {
  const ofOne = new Set(fieldsOfOne(agreement));
  return [...agreement.unequal]
    .filter(([, fields]) => [...fields].some((field) => !ofOne.has(field)))
    .map(([name]) => name);
}

/** What differs, field by field, with the two values that are furthest apart. */
export function formatSpreads(agreement: Agreement): string {
  const ofOne = new Set(fieldsOfOne(agreement));
  const rows = [...agreement.spreads]
    .filter(([field]) => !ofOne.has(field))
    .sort(([, a], [, b]) => b.checks - a.checks)
    .map(([field, { checks, distance: own, worst }]) => [
      field,
      String(checks),
      own > 0 ? own.toExponential(1) : '–',
      `${short(worst.before)} → ${short(worst.after)}`,
      worst.name.replaceAll('|', '·'),
    ]);
  if (rows.length === 0) return 'No field differs.';
  return table(['field', 'differs in', 'by at most', 'there', 'in'], rows);
}

function short(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
