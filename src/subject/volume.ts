import { asArray } from './arrays.ts';
import { copyFields, copyRowIn } from './copy.ts';
import { isObject, isTensor } from './kinds.ts';

/**
 * An input or output that carries its gradient: convnetjs passes `Vol { w, dw }`, others `{ value, grad }`.
 *
 * A layer reads the output's gradient from there, and writes the input's.
 */
export interface Volume {
  readonly holder: Record<string, unknown>;
  readonly values: string;
  readonly gradient: string;
}

const KEYS = [
  { values: 'w', gradient: 'dw' },
  { values: 'value', gradient: 'grad' },
  { values: 'values', gradient: 'grads' },
  { values: 'data', gradient: 'grad' },
] as const;

/** Understands an object that carries its own gradient; `undefined` for anything else. */
export function volumeOf(value: unknown): Volume | undefined {
  if (!isObject(value) || Array.isArray(value) || isTensor(value)) return undefined;
  const keys = KEYS.find((names) => Object.values(names).every((name) => asArray(value[name])));
  return keys && { ...keys, holder: value };
}

/** Copies a volume with its arrays; everything else it holds is carried along. */
export function copyVolume(volume: Volume): Volume {
  return { ...volume, holder: copyFields(volume.holder, copyRowIn) as Record<string, unknown> };
}
