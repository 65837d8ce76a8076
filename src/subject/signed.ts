import type { GradientReading, Rows, Subject } from './subject.ts';
import { andThen } from './then.ts';

/** The subject with its gradient in place of a derivative that is minus the gradient, as forces are. */
export function withSign(subject: Subject, sign: 1 | -1 | undefined): Subject {
  if (sign !== -1) return subject;
  const { jacobian } = subject;
  return {
    ...subject,
    gradient: (row) => andThen(subject.gradient(row), negative),
    ...(jacobian && { jacobian: () => andThen(jacobian(), negatives) }),
  };
}

function negatives(rows: Rows): Rows {
  const at = (row: number) => {
    const reading = rows.at(row);
    return reading && negative(reading);
  };
  return { at };
}

function negative(reading: GradientReading): GradientReading {
  return { ...reading, values: reading.values.map((slope) => -slope) };
}
