import type { Tree } from '../tree.ts';

/** One side of a matrix, its outputs or its inputs, in the structure that they have: an array, a record or a list of those. */
export interface Side {
  readonly path: string;
  /** Position of its first number among all of the side. */
  readonly offset: number;
  readonly size: number;
  /** Sizes of the axes of an array, none for a single number; absent for what holds arrays. */
  readonly shape?: readonly number[];
  /** What a record or a list holds, by key. */
  readonly members?: ReadonlyMap<string | number, Side>;
}

/** The numbers of a tree as a side of a matrix, in the order in which they lie flat. */
export function sideOf(tree: Tree, offset = 0): Side {
  if (tree.kind === 'constant') return { path: '', offset, size: 0 };
  if (tree.kind === 'array') {
    const { shape, size } = tree.cells;
    return { path: tree.path, offset, size, shape };
  }
  const members = new Map<string | number, Side>();
  let end = offset;
  for (const [key, child] of tree.children.entries()) {
    const member = sideOf(child, end);
    members.set(key, member);
    end += member.size;
  }
  return { path: tree.path, offset, size: end - offset, members };
}

/** The parts of a side that a list of as many items is about: along its first axis, its members in order, or number by number. */
export function partsOf(side: Side, count: number): readonly Side[] | undefined {
  const { shape, members, size } = side;
  if (members?.size === count) return [...members.values()];
  if (shape?.[0] === count) return slices(side, count);
  return size === count ? slices({ ...side, shape: [size] }, count) : undefined;
}

function slices({ path, offset, size, shape = [] }: Side, count: number): readonly Side[] {
  const each = size / count;
  return Array.from({ length: count }, (_, i) => ({
    path,
    offset: offset + i * each,
    size: each,
    shape: shape.slice(1),
  }));
}
