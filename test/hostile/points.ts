/** A structure that numbers come in. */
export interface Container {
  make(numbers: readonly number[]): unknown;
  read(made: never): number[];
}

const typed = (Kind: Float64ArrayConstructor | Float32ArrayConstructor): Container => ({
  make: (numbers) => Kind.from(numbers),
  read: (made: Float64Array) => Array.from(made),
});

/** The structures of points, inputs, parameters and gradients. */
export const CONTAINERS = {
  array: { make: (numbers) => [...numbers], read: (made: number[]) => Array.from(made) },
  float64: typed(Float64Array),
  float32: typed(Float32Array),
  nested: { make: (numbers) => [[...numbers]], read: ([row]: [number[]]) => Array.from(row) },
  tensor: {
    make: (numbers) => ({ data: Float64Array.from(numbers), shape: [numbers.length] }),
    read: ({ data }: { data: number[] }) => Array.from(data),
  },
  record: {
    make: ([first, ...others]) => ({ a: first, 'b c': [...others, 0.5] }),
    read: ({ a, 'b c': others }: { a: number; 'b c': number[] }) => [a, ...others.slice(0, -1)],
  },
  list: {
    make: (numbers) => [Float64Array.from(numbers), [0.25]],
    read: ([first]: [Float64Array]) => Array.from(first),
  },
} satisfies Record<string, Container>;

export type ContainerName = keyof typeof CONTAINERS;
export const CONTAINER_NAMES = Object.keys(CONTAINERS) as ContainerName[];

/** Those of one array: for inputs and parameters of layers. */
export const ARRAY_NAMES = ['array', 'float64', 'float32', 'nested', 'tensor'] as const;

export function containerOf(name: ContainerName): Container {
  return CONTAINERS[name];
}

/** The numbers of a point. */
export const NUMBERS = {
  ordinary: (i: number) => 1.5 * Math.sin(3 * i + 1),
  zero: (i: number) => (i % 2 === 0 ? 0 : -0),
  subnormal: (i: number) => (i + 1) * 5e-324,
  tiny: (i: number) => (i + 1) * 1e-200,
  huge: (i: number) => (i + 1) * 1e300,
  mixed: (i: number) => [1e-300, 1, 1e150, -0, 5e-324][i % 5],
} satisfies Record<string, (i: number) => number>;

export type NumbersName = keyof typeof NUMBERS;
export const NUMBERS_NAMES = Object.keys(NUMBERS) as NumbersName[];

export function numbersOf(name: NumbersName, size: number): number[] {
  return Array.from({ length: size }, (_, i) => NUMBERS[name](i));
}

/** The function that subjects compute: a sum of sines and of products of neighbours. */
export function energy(x: readonly number[]): number {
  return x.reduce((sum, xi, i) => sum + (i + 1) * Math.sin(xi) + xi * (x[i + 1] ?? 0.5), 0);
}

export function slopes(x: readonly number[]): number[] {
  return x.map((xi, i) => (i + 1) * Math.cos(xi) + (x[i + 1] ?? 0.5) + (x[i - 1] ?? 0));
}

/** What is wrong with a gradient. */
export const MISTAKES = {
  none: (g) => g,
  sign: (g) => -g,
  factor: (g) => 2 * g,
  zero: () => 0,
} satisfies Record<string, (g: number) => number>;

export type Mistake = keyof typeof MISTAKES;
