import type { GradientCheck, Suspects, VariableCheck } from '../record.ts';
import { formatBar, formatLeast } from './bar.ts';
import { counted, type Fit, wrap } from './prose.ts';
import { shorten } from './shorten.ts';

/** Columns a path may take inside a sentence. */
const PATH_WIDTH = 40;

/** What is wrong, and could not be narrowed to single coordinates: among which it lies. */
export function formatSuspects({ variables }: GradientCheck, fit: Fit): readonly string[] {
  return variables.flatMap((variable) =>
    (variable.suspects ?? []).flatMap((one) => wrap(sentence(variable, one), fit)),
  );
}

function sentence({ path, shape }: VariableCheck, { ranges, least, most }: Suspects): string {
  const count = ranges.reduce((product, { from, to }) => product * (to - from), 1);
  const own = shorten(path, { width: PATH_WIDTH });
  const isWhole = ranges.every(({ from, to }, axis) => from === 0 && to === shape[axis]);
  const where = isWhole ? own : `${own}[${ranges.map(rangeOf).join(', ')}]`;
  return `wrong in more of the ${counted(count, 'coordinate')} of ${where} than could be found one by one: by ${between(least, most)} together`;
}

function between(least: number, most: number): string {
  const from = formatLeast(least);
  return Number.isFinite(most) ? `${from} to ${formatBar(most)}` : `${from} or more`;
}

function rangeOf({ from, to }: Suspects['ranges'][number]): string {
  return to - from === 1 ? String(from) : `${from}…${to - 1}`;
}
