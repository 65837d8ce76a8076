import { zoo } from '../test/zoo/zoo.ts';
import { estimateSlope, openLadder } from '../src/numeric/estimate.ts';
import { roundingIn } from '../src/numeric/noise.ts';
import { slopeAtZero } from '../src/numeric/candidates.ts';
import { quotientsOver } from '../src/numeric/quotient.ts';
const s: any = zoo().find((z) => z.name.startsWith("Gaussian bell, 15 samples (float32)"));
const x0 = s.at[2], v0 = s.value(s.at); const r32 = Math.fround;
const f = (x: number) => s.value(Float32Array.from([s.at[0], s.at[1], x]));
const base: any = { value: v0, noise: roundingIn('float32'), format: 'float32', inside: 'float32', size: 1 };
for (const steps of [[1.45e-5, 3.92e-5, 1.06e-4, 7.74e-4, 5.65e-3, 4.12e-2, .301]]) {
  const l = openLadder(base);
  for (const h of steps) { const to = r32(x0 + h), from = r32(x0 - h); l.add({ right: to - x0, left: x0 - from, plus: f(to), minus: f(from) }); const e = l.estimate; console.log(h, e.value, e.bar, e.reach, l.noise); }
  (globalThis as any).DBG = 1; estimateSlope(base, l.rungs);(globalThis as any).DBG = 0;
  for (const r of l.rungs) { const q = quotientsOver(r, { value: v0, noise: roundingIn('float32') }); console.log(r.right, q.central.slope, q.central.noise, q.bend.slope); }
  for (let k = 0; k < l.rungs.length; k++) console.log(k, slopeAtZero(l.rungs.slice(k).map((r) => { const q = quotientsOver(r, base); return { ...q.central, gap: q.bend.slope }; }), 2));
}
