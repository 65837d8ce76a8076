import type { Subject } from './subject.ts';
import { andThen } from './then.ts';

/** The subject whose derivative is minus the gradient, as forces are, with the gradient in its place. */
export function negated(subject: Subject): Subject {
  return {
    ...subject,
    gradient: (row) =>
      andThen(subject.gradient(row), (reading) => ({
        ...reading,
        values: reading.values.map((slope) => -slope),
      })),
  };
}
