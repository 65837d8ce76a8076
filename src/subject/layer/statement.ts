import { sizeOf } from '../cells.ts';
import { isFloatArray, isNumberRow, isRecord, isTensor } from '../kinds.ts';
import { quoted } from '../near.ts';
import { standardNormal, uniformNumbers } from '../random.ts';
import type { Holding } from './inventory.ts';
import { isGiven } from './names.ts';

/** Where a layer may say what shape of input it takes. */
const STATEMENTS = [
  'inputShape',
  'inShape',
  'inputSize',
  'inFeatures',
  'in_features',
  'nIn',
  'inputDim',
  'inputs',
] as const;

/** What stands for a batch axis that was left open. */
const OPEN_BATCH = 2;

/** Makes an input of the shape a layer says it takes, of standard normal numbers, in the kind of array its parameters use. */
export function statedInput(layer: object, facts: InputFacts): unknown {
  const shape = statedShape(layer, facts.name);
  const uniform = uniformNumbers({ seed: facts.seed, purpose: 'input' });
  const numbers = Array.from({ length: sizeOf(shape) }, () => standardNormal(uniform));
  return arrange({ numbers, shape }, modelOf(facts.holdings));
}

export interface InputFacts {
  /** The layer's name in errors. */
  readonly name: string;
  readonly seed: number;
  readonly holdings: readonly Holding[];
}

function statedShape(layer: object, name: string): readonly number[] {
  const members = layer as Record<string, unknown>;
  const shapes = STATEMENTS.map((statement) => shapeFrom(members[statement]));
  const shape = shapes.find((candidate) => candidate !== undefined);
  if (shape !== undefined) return shape;
  throw new TypeError(
    `\`input\` must be given, because ${name} does not say what shape it takes; looked for ${quoted(STATEMENTS)}`,
  );
}

function shapeFrom(stated: unknown): readonly number[] | undefined {
  const axes = typeof stated === 'number' ? [stated] : stated;
  if (!Array.isArray(axes) || axes.length === 0) return undefined;
  const shape = axes.map((axis) => (axis === null || axis === -1 ? OPEN_BATCH : axis));
  return isNumberRow(shape) && shape.every((axis) => Number.isInteger(axis) && axis > 0)
    ? shape
    : undefined;
}

/** The parameter that shows which kind of array a layer works with: its first one that is no setting. */
function modelOf(holdings: readonly Holding[]): Holding | undefined {
  return holdings.find(({ cells, path }) => cells.rows.length > 0 && !isGiven(path));
}

interface Filled {
  readonly numbers: readonly number[];
  readonly shape: readonly number[];
}

// A typed array for one axis, nested arrays for several, `{ data, shape }` where the parameters are such.
function arrange({ numbers, shape }: Filled, model: Holding | undefined): unknown {
  const [row] = model?.cells.rows ?? [];
  const flat = isFloatArray(row) ? typedLike(row, numbers) : [...numbers];
  if (model !== undefined && isTensor(model.value))
    return tensorLike(model.value, { data: flat, shape });
  return shape.length === 1 ? flat : nested({ numbers, shape });
}

function typedLike(row: Float64Array, numbers: readonly number[]): Float64Array {
  const Kind = row.constructor as Float64ArrayConstructor;
  return new Kind(numbers);
}

function tensorLike(
  model: object,
  { data, shape }: { data: unknown; shape: readonly number[] },
): unknown {
  const tensor = { data, shape: [...shape] };
  return isRecord(model)
    ? tensor
    : Object.assign(Object.create(Object.getPrototypeOf(model)), tensor);
}

function nested({ numbers, shape }: Filled): unknown {
  const [length = 1, ...inner] = shape;
  if (inner.length === 0) return [...numbers];
  const size = sizeOf(inner);
  return Array.from({ length }, (_, i) =>
    nested({ numbers: numbers.slice(i * size, (i + 1) * size), shape: inner }),
  );
}
