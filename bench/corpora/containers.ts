import type { Container } from './sweeps/case.ts';

/** How numbers are arranged in a container: the first half of a record's under one name, the rest under another. */
export function arrange(container: Container, values: readonly number[]): unknown {
  return arrangements[container](values);
}

const arrangements: Readonly<Record<Container, (values: readonly number[]) => unknown>> = {
  number: ([x]) => x,
  array: (values) => [...values],
  Float64Array: (values) => Float64Array.from(values),
  Float32Array: (values) => Float32Array.from(values),
  record: (values) => {
    const half = Math.ceil(values.length / 2);
    const rest = values.slice(half);
    return { a: values.slice(0, half), ...(rest.length > 0 && { b: Float64Array.from(rest) }) };
  },
  mixed: (values) => ({
    W: Float32Array.from(values.slice(0, values.length / 2)),
    x: Float64Array.from(values.slice(values.length / 2)),
  }),
};

export function isCoarse(container: Container): boolean {
  return container === 'Float32Array' || container === 'mixed';
}

/** The containers that a point of so many coordinates fits. */
export function containersFor(size: number): readonly Container[] {
  return size === 1
    ? ['number', 'array', 'Float64Array', 'Float32Array', 'record']
    : ['array', 'Float64Array', 'Float32Array', 'record'];
}
