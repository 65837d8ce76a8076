import { staleGradient } from '../test/zoo/stale.ts';
import type { ZooSubject } from '../test/zoo/zoo.ts';
import { check, type Specimen } from './naming.ts';

type Gradient = ZooSubject['gradient'];

/**
 * Mistakes that are not made on the finished numbers, once for each subject that can show them: they keep something from call
 * to call, compute in another format, or are made in the value.
 */
export function stateMistakes(subject: ZooSubject, float32: ZooSubject | undefined): Specimen[] {
  const { at, gradient, value } = subject;
  const right = Array.from(gradient(at));
  const made = (mistake: string, wrong: Gradient, own = value): Specimen => ({
    name: `${subject.name} | ${mistake}`,
    kind: 'state',
    mistake,
    obeys: [mistake],
    run: () => check({ ...subject, value: own }, { gradient: wrong }),
  });
  const vector = (values: readonly number[]) =>
    at instanceof Float32Array ? Float32Array.from(values) : [...values];
  const here = value(at);
  return [
    made('stale', staleGradient(subject)),
    ...(right.some((slope) => slope !== 0)
      ? [made('accumulated', accumulating(subject, vector))]
      : []),
    made('not-finite', (x) => vector(Array.from(gradient(x)).fill(Number.NaN, 0, 1))),
    ...(right.every((slope) => slope !== 0)
      ? [made('value-ignores-input', gradient, () => here)]
      : []),
    ...(float32 ? [made('single-precision', (x) => Array.from(float32.gradient(x)))] : []),
  ];
}

/** Adds to an array that was full already when the check began. */
function accumulating(
  { at, gradient }: ZooSubject,
  vector: (values: readonly number[]) => number[] | Float32Array,
): Gradient {
  const total = Array.from(gradient(at), (slope, i) => 0.7 * slope + 0.1 * (i + 1));
  return (x) => {
    Array.from(gradient(x)).forEach((slope, i) => {
      total[i] += slope;
    });
    return vector(total);
  };
}
