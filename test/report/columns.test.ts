import { expect, test } from 'vitest';
import { formatGradientCheck } from '../../src/report/format.ts';
import { gradientCheck, variable } from './record.ts';

const analytic = [1.5, 2.25, -3.125, 4.0625];
const numeric = analytic.map((slope, i) => (i === 2 ? -slope : slope));
const path = 'encoder.layers[0].attention.kernel';
const check = gradientCheck([
  variable({ path, analytic, numeric }),
  { ...variable({ path: 'bias', analytic: [], numeric: [] }), checked: 0, total: 3 },
]);
const linesWith = (width: number, text: string) =>
  formatGradientCheck(check, { width })
    .split('\n')
    .filter((line) => line.includes(text));

test('a path is whole where there is room for it, and shortened where there is none', () => {
  expect(linesWith(120, `${path}[2]`)[0]).toMatch(
    /^ {2}encoder.layers\[0\].attention.kernel\[2\] /,
  );
  expect(linesWith(60, 'kernel[2]')[0]).toMatch(/^ {2}[^ ]*…[^ ]*kernel\[2\] /);
});

test('of what was not looked at there is no number', () => {
  expect(linesWith(76, 'bias')).toEqual([expect.stringMatching(/^ {2}bias +\[0\] +0\/3 +match$/)]);
});
