/** The kinds of typed arrays have this in common, in every realm. */
const typedArray: object = Object.getPrototypeOf(Uint8Array.prototype);

const nameOf = Reflect.getOwnPropertyDescriptor(typedArray, Symbol.toStringTag)
  ?.get as () => unknown;
const { slice } = typedArray as Float64Array;

/** What the language calls a kind of typed array, whatever its class calls itself; `undefined` for anything else. */
export function typedArrayName(value: unknown): string | undefined {
  return Reflect.apply(nameOf, value, []) as string | undefined;
}

/**
 * Copies the numbers of a typed array to memory of their own, bit by bit, in an array of the same class.
 *
 * Its class is asked for an array of that length; one that gives another (its constructor takes rows and columns, or `slice`
 * looks at the same memory) has its methods on a plain copy.
 */
export function copyTyped<T extends ArrayBufferView>(original: T): T {
  return copyByClass(original) ?? copyPlainly(original);
}

function copyByClass<T extends ArrayBufferView>(original: T): T | undefined {
  try {
    // not the method of the class: that of Buffer gives a look at the same memory
    const copied = slice.call(original as unknown as Float64Array) as unknown as T;
    const isOne = copied.byteLength === original.byteLength && copied.buffer !== original.buffer;
    return isOne && hasClassOf(copied, original) ? copied : undefined;
  } catch {
    return undefined;
  }
}

function copyPlainly<T extends ArrayBufferView>(original: T): T {
  const numbers = original as unknown as Float64Array;
  const copied = zerosLike(numbers, numbers.length);
  // of one whose memory was handed on there is nothing to copy
  if (numbers.length > 0) copied.set(numbers);
  return copied as unknown as T;
}

/** A new array of a kind, with the methods of its class. */
export function zerosLike(array: Float64Array, length: number): Float64Array {
  const Kind = globalThis[typedArrayName(array) as 'Float64Array'];
  return Object.setPrototypeOf(new Kind(length), Object.getPrototypeOf(array));
}

function hasClassOf(one: object, other: object): boolean {
  return Object.getPrototypeOf(one) === Object.getPrototypeOf(other);
}
