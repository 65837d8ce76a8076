import type { GradientCheck } from '../record.ts';
import { formatMap, type MapStyle } from './map.ts';
import { WIDTH, wrap } from './prose.ts';
import { type Side, type Whole, wholeOf } from './whole.ts';

/** The maps of what is wrong: one a variable, or one of a whole Jacobian. */
export function formatMaps(check: GradientCheck, style: MapStyle): readonly (readonly string[])[] {
  const whole = wholeOf(check);
  if (whole !== undefined) return check.verdict === 'mismatch' ? [formatWhole(whole, style)] : [];
  return check.variables
    .filter(({ verdict }) => verdict === 'mismatch')
    .map((variable) => formatMap(variable, style));
}

function formatWhole({ variable, outputs, inputs }: Whole, style: MapStyle): readonly string[] {
  const map = formatMap(variable, style);
  if (map.length === 0) return map;
  const legend = `rows: ${listOf(outputs)}; columns: ${listOf(inputs)}`;
  const { width = WIDTH } = style;
  return [...map, ...wrap(legend, { width, indent: 2, hanging: 2 })];
}

/** Sides named before the rest is only counted. */
const NAMED = 6;

function listOf(sides: readonly Side[]): string {
  const named = sides.slice(0, NAMED).map(({ path, offset, size }) => {
    const end = offset + size - 1;
    return `${path} ${size === 1 ? offset : `${offset} to ${end}`}`;
  });
  const more = sides.length > NAMED ? [`… and ${sides.length - NAMED} more`] : [];
  return [...named, ...more].join(', ');
}
