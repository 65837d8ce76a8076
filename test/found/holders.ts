import { checkGradient, type GradientCheckOptions, type Verdict } from '../../src/index.ts';

export type Curve = (x: number) => number;

type Held = number | number[] | Float32Array | Float64Array;

/** What people hold one number in. */
const HOLDERS = {
  number: (x: number): Held => x,
  array: (x: number): Held => [x],
  Float64Array: (x: number): Held => Float64Array.of(x),
  Float32Array: (x: number): Held => Float32Array.of(x),
};

export type Holder = keyof typeof HOLDERS;

/** Those that keep all digits of it. */
export const exactHolders: readonly Holder[] = ['number', 'array', 'Float64Array'];

interface Claimed {
  readonly value: Curve;
  readonly slope: Curve;
  readonly at: number;
}

/** The verdict on a slope claimed for a function of one number. */
export function verdictIn(
  holder: Holder,
  { value, slope, at }: Claimed,
  options: GradientCheckOptions = {},
): Verdict {
  const hold = HOLDERS[holder];
  const numberIn = (held: Held) => (typeof held === 'number' ? held : held[0]);
  const subject = {
    value: (held: Held) => value(numberIn(held)),
    gradient: (held: Held) => hold(slope(numberIn(held))),
  };
  return checkGradient(subject, { at: hold(at), ...options }).verdict;
}

/** The verdicts over what keeps all digits and over a few seeds, each once. */
export function verdictsOf(claimed: Claimed): readonly Verdict[] {
  const verdicts = exactHolders.map((holder) => verdictIn(holder, claimed));
  const overSeeds = [2, 3].map((seed) => verdictIn('number', claimed, { seed }));
  return [...new Set([...verdicts, ...overSeeds])];
}
