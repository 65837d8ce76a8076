import { readLineNoise } from '../src/numeric/line-noise.ts';
import { estimateSlope } from '../src/numeric/estimate.ts';
import { baseAt, rungsOf } from '../test/numeric/ladders.ts';
console.log(readLineNoise(baseAt(0), rungsOf(Math.cbrt), undefined), estimateSlope(baseAt(0), rungsOf(Math.cbrt)));
const r = rungsOf(Math.cbrt); for (const q of r) console.log(q.right, q.plus, q.plus / q.right);
