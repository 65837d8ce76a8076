import { UNIT_ROUNDOFF, SMALLEST, type Dtype } from '../src/numeric/dtype.ts';
import { roundTo, spacing } from '../src/numeric/float.ts';
import { onGrid } from '../src/numeric/step.ts';
import { type At, type Rung, estimateOf, isBent, readingOf, type Est } from './estimate.ts';

export interface Where { x: number; value: number; dtype: Dtype; format: Dtype }

// no powers of two: a value rounded inside would step in time with them
const FIRST = { float64: 1.17 * 2 ** -18, float32: 1.17 * 2 ** -7, float16: 1.17 * 2 ** -3 } as const;
const FACTOR = 7.3;

export function climbLine(phi: (x: number) => number, w: Where): Est & { rungs: Rung[]; note?: string } {
  const { x, dtype } = w;
  const rungs: Rung[] = [];
  const unit = Math.max(1, Math.abs(x));
  const at: At = { value: w.value, format: w.format, unit };
  const finest = Math.max(spacing(x, dtype), unit * 2 ** -60);
  const coarsest = unit;
  const rung = (step: number): Rung => {
    const h = onGrid(step, { x, dtype });
    const to = roundTo(x + h, dtype), from = roundTo(x - h, dtype);
    const one = { right: to - x, left: x - from, plus: phi(to), minus: phi(from) };
    rungs.push(one);
    rungs.sort((a, b) => a.right + a.left - b.right - b.left);
    return one;
  };
  const est = () => estimateOf(at, rungs);
  const h0 = FIRST[w.format] * unit;
  rung(h0);
  let e = est();
  // towards the smaller bar
  const go = (factor: number, from: number, limit: (h: number) => boolean, patience: number) => {
    let left = patience;
    for (let h = from; limit(h) && left > 0; h *= factor) {
      const before = e.bar;
      const one = rung(h);
      e = est();
      const same = factor > 1 && still(one);
      const outside = factor < 1 && !(Number.isFinite(one.plus) && Number.isFinite(one.minus));
      left = e.bar < 0.7 * before || same || outside ? patience : left - 1;
      if (left === 0 && factor < 1 && isBent(at, rungs[0])) { left = 1; h /= FACTOR; }
    }
  };
  const still = (r: Rung) => r.plus === w.value && r.minus === w.value;
  if (!still(rungs[0])) go(1 / FACTOR, h0 / FACTOR, (h) => h >= finest, 2);
  if (!still(rungs[0])) noiseCheck();
  go(FACTOR, h0 * FACTOR, (h) => h <= coarsest, 2);
  if (still(rungs[0])) { transition(); e = est(); }
  return { ...e, rungs };

  /** One rung where curvature would be at the floor: what is left there is noise. */
  function noiseCheck() {
    const f = rungs[0];
    const { reading, floor } = readingOf(at, f);
    if (!(reading > 10 * floor)) return;
    const h = Math.max(finest, f.right * Math.sqrt(floor / reading));
    if (h > f.right / 4) return;
    rung(h);
    e = est();
    const again = readingOf(at, rungs[0]);
    if (again.reading <= again.floor && h < f.right / 50) { rung(Math.sqrt(h * f.right)); e = est(); }
    else if (again.reading > 10 * again.floor) { rung(Math.min(FACTOR * h, f.right / 2)); e = est(); }
  }

  /** Where the value begins to move, by bisection. */
  function transition() {
    const moved = rungs.find((r) => !still(r));
    if (moved === undefined) return;
    const unmoved = rungs.filter((r) => still(r) && r.right < moved.right).at(-1)!;
    for (const sign of [1, -1] as const) {
      const f = (t: number) => (sign === 1 ? phi(roundTo(x + t, dtype)) : phi(roundTo(x - t, dtype)));
      const end = sign === 1 ? moved.plus : moved.minus;
      if (end === w.value || !Number.isFinite(end)) continue;
      let low = unmoved.right, high = { t: moved.right, v: end };
      const jumps: number[] = [Math.abs(end - w.value)];
      for (let i = 0; i < 9 && high.t - low > 2 * finest; i++) {
        const t = (low + high.t) / 2;
        const v = f(t);
        if (v === w.value) low = t; else high = { t, v };
        jumps.push(Math.abs(high.v - w.value));
      }
      const size = jumps.at(-1)!;
      at.jump = { size, shrinks: size < jumps.at(-4)! / 2 };
      return;
    }
  }
}
