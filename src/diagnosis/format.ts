import { indexIn } from '../naming.ts';
import { UNIT_ROUNDOFF } from '../numeric/dtype.ts';
import type { Sign } from './context.ts';
import { counted, listed } from './prose.ts';
import { distance, type Row, scopeOf } from './scope.ts';

/** Some analytic values are no numbers. */
export const notFinite: Sign = {
  id: 'not-finite',
  find: (variables) => {
    const places = variables.flatMap(({ path, shape, analytic, coordinates }) =>
      Array.from(analytic, (value, k) => ({ value, path, index: indexIn(shape, coordinates[k]) })),
    );
    const broken = places.filter(({ value }) => !Number.isFinite(value));
    if (broken.length === 0) return;
    const kinds = [...new Set(broken.map(({ value }) => String(value)))];
    const [{ path, index }] = broken;
    return {
      title: 'a gradient that is not finite',
      evidence: `analytic is ${listed(kinds)} in ${broken.length} of ${counted(places.length, variables)}, first in ${path}${index.length > 0 ? `[${index.join(',')}]` : ''}`,
      help: 'look for 0/0, log(0), the root of 0, an overflowing exp, or an entry that was never written',
    };
  },
};

/** What float32 may lose: a few roundings of the largest coordinate. */
const SINGLE_PRECISION = 16 * UNIT_ROUNDOFF.float32;

/** Everything agrees to float32, and the analytic side holds float32 numbers although the point does not. */
export const singlePrecision: Sign = {
  id: 'single-precision',
  find: (variables) => {
    const { rows, wrong } = scopeOf(variables);
    const largest = rows.reduce((most, { numeric }) => Math.max(most, Math.abs(numeric)), 0);
    const close = wrong.every((row) => distance(row) <= SINGLE_PRECISION * largest);
    if (wrong.length === 0 || !close || !rows.every(isSingle) || rows.every(isShort)) return;
    return {
      title: 'a gradient computed in single precision',
      evidence: `every analytic value is a float32 number, and all ${counted(rows.length, variables)} agree to that precision`,
      help: 'is it kept in a Float32Array or rounded with Math.fround? use float64, or set `threshold` to 1e-4',
    };
  },
};

function isSingle({ analytic, variable }: Row): boolean {
  return variable.dtype === 'float64' && Math.fround(analytic) === analytic;
}

// numbers like 0 or 0.5 are the same in every format; eleven bits are those of float16
function isShort({ analytic }: Row): boolean {
  if (analytic === 0) return true;
  const mantissa = Math.abs(analytic) / 2 ** Math.floor(Math.log2(Math.abs(analytic)));
  return Number.isInteger(mantissa * 2 ** 10);
}
