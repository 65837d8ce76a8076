/** The numbers of a point or a gradient, in the order in which a check lays them out. */
export function flatten(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(flatten);
}
