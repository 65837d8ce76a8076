import type { Variable } from '../subject/variable.ts';

/** Coordinates of a variable from where to where along each axis, the ends left out. */
export type Box = readonly (readonly [from: number, to: number])[];

export function wholeBox({ shape }: Variable): Box {
  return shape.map((size) => [0, size] as const);
}

/** Both halves of a box along one axis. */
export function halvesOf(box: Box, axis: number): readonly [Box, Box] {
  const [from, to] = box[axis];
  const middle = (from + to) >>> 1;
  const along = (range: Box[number]) => box.map((own, i) => (i === axis ? range : own));
  return [along([from, middle]), along([middle, to])];
}

/** The flat coordinates of a box, ascending; row-major. */
export function membersOf({ shape, offset }: Variable, box: Box): Uint32Array {
  const sizes = box.map(([from, to]) => to - from);
  const members = new Uint32Array(sizes.reduce((product, size) => product * size, 1));
  const index = box.map(([from]) => from);
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
    if (index[axis] < box[axis][1]) return;
    index[axis] = box[axis][0];
  }
}
