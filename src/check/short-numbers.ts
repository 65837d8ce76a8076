import { type Key, type Uniform, uniformNumbers } from '../subject/random.ts';

/** Numbers of 0.5 to 1.5 and either sign in steps of 2⁻⁷: exact in every format, their sums and multiples by powers of two as well. */
export function shortNumbers(size: number, uniform: Uniform): Float64Array {
  return Float64Array.from({ length: size }, () => {
    const sign = uniform() < 0.5 ? -1 : 1;
    return (sign * (64 + Math.floor(129 * uniform()))) / 128;
  });
}

/** Vectors of such numbers, one after the other. */
export function drawing(key: Key): (size: number) => Float64Array {
  const uniform = uniformNumbers(key);
  return (size) => shortNumbers(size, uniform);
}
