import type { GradientCheck } from '../record.ts';

/** Writes a check down as one line of JSON that any reader understands: arrays for typed arrays, words for what is not finite. */
export function formatJson(check: GradientCheck): string {
  return JSON.stringify(check, (_, value: unknown) => plain(value));
}

/** JSON has no NaN and no infinity: they are written as `Number` reads them. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array | Uint32Array);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
