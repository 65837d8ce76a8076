import { type Kept, type Place, put } from './kept.ts';

/** Memory, or a look at a part of it. */
type Memory = ArrayBufferView | ArrayBufferLike;

/** Remembers the bytes of typed arrays, of a DataView, of an ArrayBuffer. */
export function keepBytes(place: Place<Memory>): Kept {
  const before = bytesIn(place.object).slice();
  return { putBack: () => put(place, () => write(place.object, before)), held: [] };
}

function write(memory: Memory, before: Uint8Array): boolean {
  const now = bytesIn(memory);
  for (let i = 0; i < now.length; i++) if (now[i] !== before[i]) now[i] = before[i] as number;
  return now.length >= before.length;
}

// there are none where the memory was given away
function bytesIn(memory: Memory): Uint8Array {
  if (memory.byteLength === 0) return new Uint8Array();
  if (!ArrayBuffer.isView(memory)) return new Uint8Array(memory);
  return new Uint8Array(memory.buffer, memory.byteOffset, memory.byteLength);
}
