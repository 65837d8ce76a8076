import type { VariableCheck } from '../../src/record.ts';
import { variable } from '../report/record.ts';

type Numbers = readonly number[];

/** A variable of a record made by hand; the point is whatever the law may look at. */
export interface Sketch {
  readonly path?: string;
  readonly shape?: Numbers;
  readonly at?: Numbers;
  readonly numeric: Numbers;
  readonly analytic: Numbers;
  readonly bar?: number;
  readonly threshold?: number;
  /** Flat positions of the coordinates that were checked, of so many; all when absent. */
  readonly sample?: { readonly of: number; readonly coordinates: Numbers };
}

export function sketch({ path = 'x', at, sample, ...sides }: Sketch): VariableCheck {
  const { shape = [sample?.of ?? sides.numeric.length], ...rest } = sides;
  const whole = variable({ path, shape, ...rest });
  return {
    ...whole,
    ...(at && { at: Float64Array.from(at) }),
    ...(sample && { total: sample.of, coordinates: Uint32Array.from(sample.coordinates) }),
  };
}

/** A gradient of six coordinates that follows no law. */
export const SIX = [0.731, -1.248, 0.392, 2.117, -0.563, 0.884];

/** A point to go with it. */
export const AT = [1.2, 0.4, -0.75, 0.31, -1.9, 0.66];

/** A 3×3 gradient that follows no law. */
export const NINE = [0.731, -1.248, 0.392, 2.117, -0.563, 0.884, -1.731, 0.219, 1.406];
