import { SEVERITY } from '../../judge/verdict.ts';
import { areSame, type PartRecord } from './one-check.ts';

/**
 * The parts that show the same of a check, among them what is wrong, if something is.
 *
 * A check ends with the first layer that is wrong, the first cotangent, or the gradient before a Hessian: a part that has met a mistake
 * shows that, and one that has met none goes on, and shows what comes after.
 *
 * @throws RangeError - where they show different things without that
 */
export function shownOf(parts: readonly PartRecord[]): readonly PartRecord[] {
  const groups = new Map<string, PartRecord[]>();
  for (const part of parts) {
    const own = groups.get(stageOf(part));
    if (own === undefined) groups.set(stageOf(part), [part]);
    else own.push(part);
  }
  const [shown, ...others] = [...groups.values()].sort(byMistake);
  for (const [other] of others) mayGoOn(shown[0], other);
  for (const other of shown) areSame([shown[0], other], 'point', ({ part }) => part.point);
  return shown;
}

/** What a record shows. */
function stageOf({ of, part, variables }: PartRecord): string {
  return JSON.stringify([of, part.row, contentOf({ variables })]);
}

function contentOf({ variables }: Pick<PartRecord, 'variables'>): string {
  return variables
    .map(({ path, shape, dtype }) => `${path} [${shape.join(', ')}] ${dtype}`)
    .join('; ');
}

/** Only behind a mistake may a part show what another one does not. */
function mayGoOn(shown: PartRecord, other: PartRecord): void {
  if (gravity(shown) === SEVERITY.match || (isSameStep(shown, other) && !shown.layers))
    areSame(inOrder(shown, other), 'subject', contentOf);
}

function inOrder(one: PartRecord, other: PartRecord): readonly [PartRecord, PartRecord] {
  return one.part.number < other.part.number ? [one, other] : [other, one];
}

function isSameStep(one: PartRecord, other: PartRecord): boolean {
  return one.of === other.of && one.part.row === other.part.row;
}

/** The gravest first, and of those what comes first in a check. */
function byMistake(one: readonly PartRecord[], other: readonly PartRecord[]): number {
  const [a, b] = [gravest(one), gravest(other)];
  return (
    gravity(a) - gravity(b) ||
    placeOf(a) - placeOf(b) ||
    orderOf(a) - orderOf(b) ||
    a.part.row - b.part.row
  );
}

function gravest(parts: readonly PartRecord[]): PartRecord {
  return parts.reduce((worst, part) => (gravity(part) < gravity(worst) ? part : worst));
}

const gravity = ({ verdict }: PartRecord) => SEVERITY[verdict];

/** Which layer is wrong; what concerns all of a model comes after them. */
function placeOf({ layers = [] }: PartRecord): number {
  const place = layers.findIndex(({ verdict }) => verdict === 'mismatch');
  return place < 0 ? layers.length : place;
}

/** A gradient comes before what is derived of it. */
function orderOf({ of }: PartRecord): number {
  return of === 'gradient' ? 1 : 2;
}
