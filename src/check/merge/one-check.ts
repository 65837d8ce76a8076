import { writePart } from '../../options/part.ts';
import type { CheckPart, GradientCheck, LayerCheck } from '../../record.ts';
import { isBelow } from '../../subject/path.ts';

/** A record of a part. */
export interface PartRecord extends GradientCheck {
  readonly part: CheckPart;
}

/**
 * Makes sure that some records are the parts of one check, each of them once.
 *
 * @returns them in the order of the parts
 * @throws RangeError - naming what is missing, there twice, or different
 */
export function partsOfOneCheck(records: readonly GradientCheck[]): readonly PartRecord[] {
  const parts = records.map(asPart);
  const [first] = parts;
  if (first === undefined) throw new RangeError('there are no records to be merged');
  for (const other of parts) haveInCommon(first, other);
  const numbers = parts.map(({ part }) => part.number);
  const twice = numbers.find((number, i) => numbers.indexOf(number) < i);
  if (twice !== undefined)
    throw new RangeError(`part ${twice}/${first.part.of} is there more than once`);
  const missing = Array.from({ length: first.part.of }, (_, i) => i + 1).filter(
    (number) => !numbers.includes(number),
  );
  if (missing.length > 0) throw new RangeError(missingOf(missing, first.part.of));
  return [...parts].sort((a, b) => a.part.number - b.part.number);
}

function asPart(record: GradientCheck): PartRecord {
  if (record.part !== undefined) return record as PartRecord;
  throw new RangeError(
    "a record is of no part: only checks with the option `part`, as '3/16', can be merged",
  );
}

/** So many are named, and the others counted. */
const NAMED = 8;

function missingOf(missing: readonly number[], of: number): string {
  const named = missing.slice(0, NAMED).join(', ');
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : '';
  return missing.length === 1
    ? `part ${named}/${of} is missing`
    : `parts ${named}${more} of ${of} are missing`;
}

/** What has to be the same in all parts, and how it is called. */
const COMMON: readonly (readonly [name: string, of: (record: PartRecord) => unknown])[] = [
  ['number of parts', ({ part }) => part.of],
  ['seed', ({ seed }) => seed],
  ['epsilon', ({ epsilon }) => epsilon],
  ['options', ({ part }) => part.asked],
  ['model', ({ layers = [] }) => innermost(layers)],
];

/** Those that hold no others: of a layer that does nothing is said where one inside it is wrong. */
function innermost(layers: readonly LayerCheck[]): string {
  const isLast = (layer: LayerCheck) =>
    !layers.some((other) => other !== layer && isBelow(other.path, layer.path));
  return layers
    .filter(isLast)
    .map(({ path, name }) => `${path} (${name})`)
    .join(', ');
}

function haveInCommon(one: PartRecord, other: PartRecord): void {
  for (const [name, of] of COMMON) areSame([one, other], name, of);
}

/** Throws where two records differ in what they should have in common. */
export function areSame(
  [one, other]: readonly [PartRecord, PartRecord],
  name: string,
  of: (record: PartRecord) => unknown,
): void {
  const [own, others] = [of(one), of(other)];
  if (own === others) return;
  const [first, second] = [one, other].map(({ part }) => `part ${writePart(part)}`);
  throw new RangeError(
    `parts of different checks: the ${name} of ${first} is ${own}, of ${second} ${others}`,
  );
}
