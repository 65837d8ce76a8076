import { indicesBelow } from '../numeric/indices.ts';
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
  const places = variables.flatMap((block) => placesOf(block, { outputs, inputs }));
  const coordinates = indicesBelow({ count: places.length, bound: product(shape) });
  coordinates.set(places);
  const column = (name: 'at' | 'analytic' | 'numeric' | 'bars') =>
    Float64Array.from(variables.flatMap((block) => Array.from(block[name])));
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

function placesOf(
  block: VariableCheck,
  { outputs, inputs }: Pick<Whole, 'outputs' | 'inputs'>,
): readonly number[] {
  const [own, other] = [outputOf(block), inputOf(block)];
  const down = outputs.find(({ path }) => path === own.path)?.offset ?? 0;
  const across = inputs.find(({ path }) => path === other.path)?.offset ?? 0;
  const width = totalOf(inputs);
  return Array.from(
    block.coordinates,
    (flat) => (down + Math.floor(flat / other.size)) * width + across + (flat % other.size),
  );
}
