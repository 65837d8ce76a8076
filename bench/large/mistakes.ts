import { normal, randomNumbers } from './random.ts';

/** A gradient that is wrong by a part of its norm: which coordinates, and how. */
export interface Planted {
  readonly gradient: Float64Array;
  /** ‖error‖ as a part of ‖gradient‖. */
  readonly part: number;
}

export interface Slip {
  readonly key: number;
  readonly part: number;
}

type Mistake = (gradient: Float64Array, slip: Slip) => Float64Array;

const sizeOf = (gradient: Float64Array) => Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0));

/** The error with a norm that is a part of the gradient's, added to it. */
function added(gradient: Float64Array, error: Float64Array, part: number): Float64Array {
  const factor = (part * sizeOf(gradient)) / sizeOf(error);
  return gradient.map((g, k) => g + factor * error[k]);
}

function someOf(count: number): Mistake {
  return (gradient, { key, part }) => {
    const random = randomNumbers(key);
    const error = new Float64Array(gradient.length);
    for (let j = 0; j < count; j++)
      error[Math.floor(random() * error.length)] = random() < 0.5 ? -1 : 1;
    return added(gradient, error, part);
  };
}

export const mistakes: Readonly<Record<string, Mistake>> = {
  one: someOf(1),
  three: someOf(3),
  'two neighbours that cancel': (gradient, { key, part }) => {
    const k = Math.floor(randomNumbers(key)() * (gradient.length - 1));
    const error = new Float64Array(gradient.length);
    [error[k], error[k + 1]] = [1, -1];
    return added(gradient, error, part);
  },
  'all at random': (gradient, { key, part }) => {
    const random = randomNumbers(key);
    return added(
      gradient,
      gradient.map(() => normal(random)),
      part,
    );
  },
  'a factor': (gradient, { part }) => gradient.map((g) => (1 + part) * g),
};
