import { type Indices, indicesBelow } from '../numeric/indices.ts';
import type { GradientCheck, VariableCheck } from '../record.ts';
import { product } from './map-layout.ts';
import { wordsOf } from './words.ts';

/** A Jacobian of several blocks as one array, outputs down and inputs across, and where each of them begins. */
export interface Whole {
  readonly variable: VariableCheck;
  readonly outputs: readonly Side[];
  readonly inputs: readonly Side[];
}

/** An output or a variable as rows, or columns, of the whole. */
export interface Side {
  readonly path: string;
  readonly offset: number;
  readonly size: number;
}

/** Puts the blocks of a Jacobian together; nothing for what has only one of them. */
export function wholeOf({ of, variables }: GradientCheck): Whole | undefined {
  const isMatrix = variables.every(({ derivative }) => derivative !== undefined);
  if (!isMatrix || variables.length < 2) return undefined;
  const outputs = sidesOf(variables.map(outputOf));
  const inputs = sidesOf(variables.map(inputOf));
  const shape = [totalOf(outputs), totalOf(inputs)];
  const count = variables.reduce((sum, { coordinates }) => sum + coordinates.length, 0);
  const coordinates = indicesBelow({ count, bound: product(shape) });
  let from = 0;
  for (const block of variables) {
    const places = coordinates.subarray(from, from + block.coordinates.length);
    writePlaces(places, block, { outputs, inputs });
    from += places.length;
  }
  const column = (name: 'at' | 'analytic' | 'numeric' | 'bars') =>
    joined(variables.map((block) => block[name]));
  const variable = {
    ...variables[0],
    path: `the ${wordsOf({ of }).derivative}`,
    shape,
    derivative: { of: '', by: '', axes: 1 },
    threshold: Math.max(...variables.map(({ threshold }) => threshold)),
    total: product(shape),
    wrong: variables.reduce((sum, { wrong }) => sum + wrong, 0),
    coordinates,
    at: column('at'),
    analytic: column('analytic'),
    numeric: column('numeric'),
    bars: column('bars'),
  };
  return { variable, outputs, inputs };
}

function outputOf({ derivative, shape }: VariableCheck): Omit<Side, 'offset'> {
  const { of = '', axes = 0 } = derivative ?? {};
  return { path: of, size: product(shape.slice(0, axes)) };
}

function inputOf({ derivative, shape }: VariableCheck): Omit<Side, 'offset'> {
  const { by = '', axes = 0 } = derivative ?? {};
  return { path: by, size: product(shape.slice(axes)) };
}

function sidesOf(found: readonly Omit<Side, 'offset'>[]): readonly Side[] {
  const sides: Side[] = [];
  for (const { path, size } of found)
    if (!sides.some((side) => side.path === path))
      sides.push({ path, size, offset: totalOf(sides) });
  return sides;
}

function totalOf(sides: readonly Side[]): number {
  return sides.reduce((sum, { size }) => sum + size, 0);
}

/** Where the coordinates of a block are in the whole: it may have millions. */
function writePlaces(
  places: Indices,
  block: VariableCheck,
  { outputs, inputs }: Pick<Whole, 'outputs' | 'inputs'>,
): void {
  const [own, other] = [outputOf(block), inputOf(block)];
  const down = outputs.find(({ path }) => path === own.path)?.offset ?? 0;
  const across = inputs.find(({ path }) => path === other.path)?.offset ?? 0;
  const width = totalOf(inputs);
  const { coordinates } = block;
  for (let k = 0; k < places.length; k++) {
    const row = Math.floor(coordinates[k] / other.size);
    places[k] = (down + row) * width + across + (coordinates[k] - row * other.size);
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const part of parts) {
    all.set(part, from);
    from += part.length;
  }
  return all;
}
