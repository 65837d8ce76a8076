import type { Suspects } from '../record.ts';
import type { Variable } from '../subject/variable.ts';

/** Coordinates of a variable that lie in a part of each axis. */
export type Box = Suspects['ranges'];

export function wholeBox({ shape }: Variable): Box {
  return shape.map((size) => ({ from: 0, to: size }));
}

/** Both halves of a box along one axis. */
export function halvesOf(box: Box, axis: number): readonly [Box, Box] {
  const { from, to } = box[axis];
  const middle = (from + to) >>> 1;
  const along = (range: Box[number]) => box.map((own, i) => (i === axis ? range : own));
  return [along({ from, to: middle }), along({ from: middle, to })];
}

/** The flat coordinates of a box, ascending; row-major. */
export function membersOf({ shape, offset }: Variable, box: Box): Uint32Array {
  const sizes = box.map(({ from, to }) => to - from);
  const members = new Uint32Array(sizes.reduce((product, size) => product * size, 1));
  const index = box.map(({ from }) => from);
  for (let j = 0; j < members.length; j++) {
    members[j] = offset + index.reduce((flat, i, axis) => flat * shape[axis] + i, 0);
    advance(index, box);
  }
  return members;
}

/** The next index within a box. */
function advance(index: number[], box: Box): void {
  for (let axis = box.length - 1; axis >= 0; axis--) {
    index[axis] += 1;
    if (index[axis] < box[axis].to) return;
    index[axis] = box[axis].from;
  }
}
