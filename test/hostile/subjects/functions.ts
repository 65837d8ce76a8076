import { containerOf, energy, MISTAKES, numbersOf, slopes } from '../points.ts';
import type { Ingredients, Make } from './made.ts';

/** The value, its gradient and the point, in the structure that was asked for. */
function partsOf({ container, numbers, size, mistake }: Ingredients) {
  const { make, read } = containerOf(container);
  const at = make(numbersOf(numbers, size));
  const value = (x: unknown) => energy(read(x as never));
  const gradient = (x: unknown) => {
    const found = make(slopes(read(x as never)).map(MISTAKES[mistake]));
    return zeroBesides(found);
  };
  return { at, value, gradient };
}

/** Of the numbers beside the variables that the value reads. */
function zeroBesides(gradient: unknown): unknown {
  const others = (gradient as { 'b c'?: number[] })['b c'];
  if (others !== undefined) others[others.length - 1] = 0;
  if (Array.isArray(gradient) && ArrayBuffer.isView(gradient[0])) gradient[1] = [0];
  return gradient;
}

/** Functions of a point, and all ways to hand them over. */
export const FUNCTIONS: Readonly<Record<string, Make>> = {
  pair: (ingredients, through) => {
    const { at, value, gradient } = partsOf(ingredients);
    const subject = { value: through('value', value), gradient: through('gradient', gradient) };
    return { subject, options: { at }, roots: { subject, at } };
  },
  'pair with values': (ingredients, through) => {
    const { at, value, gradient } = partsOf(ingredients);
    const subject = {
      value: through('value', value),
      gradient: through('gradient', gradient),
      values: through('values', (points: unknown[]) => points.map(value)),
    };
    return { subject, options: { at }, roots: { subject, at } };
  },
  'function of both': (ingredients, through) => {
    const { at, value, gradient } = partsOf(ingredients);
    const subject = through('value', (x: unknown) => [value(x), gradient(x)]);
    return { subject, options: { at }, roots: { at } };
  },
  'function of a record': (ingredients, through) => {
    const { at, value, gradient } = partsOf(ingredients);
    const subject = through('value', (x: unknown) => ({ value: value(x), gradient: gradient(x) }));
    return { subject, options: { at }, roots: { at } };
  },
  pullback: (ingredients, through) => {
    const { at, value, gradient } = partsOf(ingredients);
    const subject = through('value', (x: unknown) => [value(x), () => gradient(x)]);
    return { subject, options: { at }, roots: { at } };
  },
  'pair that fills its gradient': ({ numbers, size, mistake }, through) => {
    const at = Float64Array.from(numbersOf(numbers, size));
    const value = (x: Float64Array) => energy([...x]);
    const gradient = (x: Float64Array, into: Float64Array) =>
      into.set(slopes([...x]).map(MISTAKES[mistake]));
    const subject = { value: through('value', value), gradient: through('gradient', gradient) };
    return { subject, options: { at }, roots: { subject, at } };
  },
  'pair of several arguments': ({ mistake }, through) => {
    const at = [0.3, -1.2];
    const value = (a: number, b: number) => energy([a, b]);
    const gradient = (a: number, b: number) => slopes([a, b]).map(MISTAKES[mistake]);
    const subject = { value: through('value', value), gradient: through('gradient', gradient) };
    return { subject, options: { at }, roots: { subject, at } };
  },
  'gradient function': (ingredients, through) => {
    const { at, value, gradient } = partsOf(ingredients);
    const subject = through('gradient', gradient);
    return { subject, f: through('value', value), options: { at }, roots: { at } };
  },
  'bare gradient': (ingredients, through) => {
    const { at, value, gradient } = partsOf(ingredients);
    const subject = gradient(at);
    return { subject, f: through('value', value), options: { at }, roots: { subject, at } };
  },
};
