/** Deals ascending coordinates out into parts, each ascending as well; the empty ones are left out. */
export function dealtApart(
  members: Uint32Array,
  partOf: (coordinate: number) => number,
  count: number,
): readonly Uint32Array[] {
  const sizes = new Uint32Array(count);
  for (let j = 0; j < members.length; j++) sizes[partOf(members[j])] += 1;
  const parts = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(count);
  for (let j = 0; j < members.length; j++) {
    const part = partOf(members[j]);
    parts[part][filled[part]++] = members[j];
  }
  return parts.filter(({ length }) => length > 0);
}
