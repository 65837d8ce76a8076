import { partsFor } from '../numeric/weights.ts';
import type { Part } from '../options/part.ts';
import type { Selection } from './selection.ts';

/** Any number will do, as long as it is the same on every machine. */
const KEY = 0x5eed;

/**
 * Deals the coordinates of a point out into equal parts, and says which of them a part is dealt.
 *
 * Of each so many neighbours every part has one, so that it is a sample of everything; which one changes from neighbours to neighbours, or
 * a part would be some columns of a matrix. Nothing but the position in the point decides: no seed, and no machine.
 */
export function dealtTo({ number, of }: Part): (coordinate: number) => boolean {
  const turnOf = partsFor(KEY, of);
  return (coordinate) => {
    const round = Math.floor(coordinate / of);
    return (coordinate - round * of + turnOf(round)) % of === number - 1;
  };
}

/** What a part is dealt of a selection: it looks at that, and nothing else. */
export function dealtOf(selection: Selection, part: Part): Selection {
  const { variable, checked } = selection;
  return { variable, checked: checked.filter(dealtTo(part)), rest: 0 };
}
