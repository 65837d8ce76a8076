import type { ZooSubject } from './subject.ts';

/**
 * A gradient that is always one call late: at each call that of the point of the call before, at the
 * first that of a point next to the subject's.
 *
 * Not among the mutants because it remembers: make a new one for each check.
 */
export function staleGradient(subject: ZooSubject): ZooSubject['gradient'] {
  let previous: ArrayLike<number> = subject.at.map((xi) => 1.05 * xi + 0.01);
  return (x) => {
    const late = subject.gradient(previous);
    previous = Array.from(x);
    return late;
  };
}
