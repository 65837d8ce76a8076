import { spacing } from '../src/numeric/float.ts';
import { UNIT_ROUNDOFF, SMALLEST, type Dtype } from '../src/numeric/dtype.ts';

export interface Rung { right: number; left: number; plus: number; minus: number }
export interface At { value: number; format: Dtype; unit: number; jump?: { size: number; shrinks: boolean } }
export interface Est { value: number; bar: number; slopes?: [number, number]; note?: string }
interface Q { step: number; slope: number; noise: number; gap: number; gapNoise: number }

const COVER = 3;
const RIVAL = 4;

function floorNoise(at: At, v: number) {
  return Math.max(SMALLEST[at.format], 2 * UNIT_ROUNDOFF[at.format] * Math.abs(v));
}

export function readingOf(at: At, r: Rung) {
  const rho = r.right / r.left;
  const reading = Math.abs(r.plus - at.value - rho * (at.value - r.minus)) / Math.hypot(1, rho, 1 + rho);
  return { reading, floor: Math.max(floorNoise(at, r.plus), floorNoise(at, r.minus), floorNoise(at, at.value)) };
}

/** Standard deviation of the noise along the line, as the ladder shows it. */
export function shownNoise(at: At, rungs: readonly Rung[]): { sigma: number; kind: string } {
  const v = at.value;
  const ok = rungs.filter((r) => Number.isFinite(r.plus) && Number.isFinite(r.minus));
  const range = Math.max(0, ...ok.flatMap((r) => [Math.abs(r.plus - v), Math.abs(r.minus - v)]));
  const d2 = ok.map((r) => {

    const rho = r.right / r.left;
    return Math.abs(r.plus - v - rho * (v - r.minus)) / Math.hypot(1, rho, 1 + rho);
  });
  const c = ok.map((r) => (r.plus - r.minus) / (r.right + r.left));
  const n = ok.map((r, k) => {
    const odd = k + 1 < ok.length ? Math.abs(c[k] - c[k + 1]) * Math.SQRT2 * r.right : 0;
    return Math.max(d2[k], odd);
  });
  const floor = ok.map((r) => Math.max(floorNoise(at, r.plus), floorNoise(at, r.minus), floorNoise(at, v)));
  const values = new Set([v, ...ok.flatMap((r) => [r.plus, r.minus])]);
  if (at.format === 'float64' && values.size >= 5 && [...values].every((y) => Math.fround(y) === y)) at = { ...at, format: 'float32' };
  const limit = Math.max(2 ** -24 * range, (at.format === 'float32' ? 2 ** 10 : 1e5) * UNIT_ROUNDOFF[at.format] * Math.max(at.unit, Math.abs(v))) ;
  const least = 4 * spacing(Math.max(at.unit, Math.abs(v)), at.format);
  if (ok.length > 0 && ok[0].plus === v && ok[0].minus === v) {
    if (ok.every((r) => r.plus === v && r.minus === v)) return { sigma: least / 2, kind: 'never moved' };
    if (at.jump) {
      const { size, shrinks } = at.jump;
      if (size <= least || (!shrinks && size <= limit)) return { sigma: size / 2, kind: 'quantum' };
      return { sigma: 0, kind: shrinks ? 'continuous' : 'stairs' };
    }
    const values = [v, ...ok.flatMap((r) => [r.plus, r.minus])].sort((a, b) => a - b);
    const q = Math.min(...values.slice(1).map((b, i) => b - values[i]).filter((d) => d > 0));
    return { sigma: q / 2, kind: 'unmoved' };
  }
  if (n.some((y) => !Number.isFinite(y))) return { sigma: 0, kind: 'overflow' };
  const first = ok.findIndex((_, k) => n[k] > floor[k]);
  if (first < 0) return { sigma: 0, kind: '' };
  const rms = (a: number, b: number) => Math.sqrt(n.slice(a, b).reduce((s, y) => s + y * y, 0) / (b - a));
  const within = (y: number, s: number, j: number, k: number) => y <= s * (ok[j].right / ok[k].right) ** 0.6;
  for (let k = first; k < Math.min(first + 3, ok.length - 1); k++) {
    const pair = within(n[k + 1], n[k], k + 1, k);
    const triple = k + 2 < ok.length && within(n[k + 2], rms(k, k + 2), k + 2, k + 1);
    if (!pair && !triple) {
      if (n[k + 1] > n[k] * (ok[k + 1].right / ok[k].right) ** 1.6) break;
      continue;
    }
    let j = pair ? k + 1 : k + 2;
    while (j + 1 < ok.length && within(n[j + 1], rms(k, j + 1), j + 1, j)) j++;
    const sigma = rms(k, j + 1);
    if (first > 0 && sigma > limit) break;
    return { sigma, kind: 'flat' };
  }
  return { sigma: 0, kind: '' };
}

function quotients(at: At, rungs: readonly Rung[], sigma: number) {
  const v = at.value;
  const s = (y: number) => Math.max(sigma, floorNoise(at, y));
  return rungs.map(({ right: r, left: l, plus, minus }) => {
    const [ep, em, e0] = [s(plus), s(minus), s(v)];
    const above = (plus - v) / r, below = (v - minus) / l;
    const slope = r === l ? (plus - minus) / (r + l) : (above * l + below * r) / (r + l);
    const noise = r === l ? Math.hypot(ep, em) / (r + l) : Math.hypot((ep * l) / r, (em * r) / l, e0 * (l / r - r / l)) / (r + l);
    return {
      central: { step: Math.sqrt(r * l), slope, noise, gap: above - below, gapNoise: Math.hypot(ep / r, em / l, e0 / r + e0 / l) },
      right: { step: r, slope: above, noise: Math.hypot(ep, e0) / r, gap: 0, gapNoise: 0 },
      left: { step: l, slope: below, noise: Math.hypot(em, e0) / l, gap: 0, gapNoise: 0 },
    };
  });
}

interface Cand { value: number; bar: number; k: number; own: number }

/** Richardson windows and single rungs, by Lepski's rule. */
function best(all: readonly Q[], power: 1 | 2): Est {
  const seq = all.filter((q) => Number.isFinite(q.slope));
  for (const factor of [1, 8, 64]) {
    const found = bestAt(seq.map((q) => ({ ...q, noise: q.noise * factor })), power);
    if (Number.isFinite(found.bar)) return found;
  }
  return { value: Number.NaN, bar: Number.POSITIVE_INFINITY };
}

function bestAt(seq: readonly Q[], power: 1 | 2): Est {
  const cands: Cand[] = [];
  const finer: Cand[] = [];
  for (let k = 0; k < seq.length; k++) {
    const own: Cand[] = [];
    const change = k + 1 < seq.length ? Math.abs(seq[k + 1].slope - seq[k].slope) : k > 0 ? Math.abs(seq[k].slope - seq[k - 1].slope) : Number.POSITIVE_INFINITY;
    if (power === 2) {
      const bar = Math.abs(seq[k].gap) / 2 + (Number.isFinite(change) ? change : 0) + COVER * seq[k].noise;
      own.push({ value: seq[k].slope, bar, k, own: 0 });
    }
    own.push(...neville(seq, k, power));
    for (const one of own) {
      const agrees = finer.every((o) => Math.abs(o.value - one.value) <= o.bar + one.bar);
      const approached = seq.slice(0, k).every((q) => Math.abs(q.slope - one.value) <= one.own + one.bar + COVER * q.noise);
      if (agrees && approached) cands.push(one);
    }
    finer.push(...own.slice(0, power === 2 ? 2 : 1));
  }
  const b = cands.reduce((a, o) => (o.bar < a.bar ? o : a), { value: Number.NaN, bar: Number.POSITIVE_INFINITY } as Cand);
  const spread = cands.filter((o) => o.bar <= RIVAL * b.bar).map((o) => Math.abs(o.value - b.value));
  return { value: b.value, bar: Math.max(b.bar, ...spread) };
}

function neville(seq: readonly Q[], k: number, power: 1 | 2): Cand[] {
  const rest = seq.slice(k, k + 5);
  let n = rest.length;
  const changes = rest.slice(1).map((q, i) => ({ size: Math.abs(q.slope - rest[i].slope), noise: COVER * (q.noise + rest[i].noise) }));
  for (let i = 1; i < changes.length; i++)
    if (changes[i - 1].size > changes[i - 1].noise && changes[i].size < 2 * changes[i - 1].size) { n = Math.max(3, i + 1); break; }
  const run = rest.slice(0, n);
  if (run.length < 2) return [];
  const u = run.map((q) => q.step ** power);
  const unsettled = remainder(run, power);
  let values = run.map((q) => q.slope), noises = run.map((q) => q.noise);
  const out: Cand[] = [];
  for (let m = 1; m < run.length; m++) {
    const previous = values[0];
    const comb = (row: number[], sign: number) => row.slice(1).map((c, i) => { const s = u[i] / u[i + m]; return (row[i] + sign * s * c) / (1 - s); });
    values = comb(values, -1); noises = comb(noises, 1);
    out.push({ value: values[0], bar: COVER * noises[0] + Math.abs(values[0] - previous) + unsettled, k, own: Math.abs(run[0].slope - values[0]) });
  }
  return out;
}

function remainder([a, b, c]: readonly Q[], power: 1 | 2): number {
  const change = Math.abs(a.slope - b.slope);
  if (change <= COVER * (a.noise + b.noise)) return 0;
  if (c === undefined) return change;
  const ratio = Math.abs(b.slope - c.slope) / change;
  const [h0, h1, h2] = [a, b, c].map((q) => q.step ** power);
  if (ratio >= 0.5 * ((h2 - h1) / (h1 - h0))) return 0;
  return ratio > 1 ? change / (ratio - 1) : Number.POSITIVE_INFINITY;
}

export function isBent(at: At, r: Rung): boolean {
  const q = quotients(at, [r], 0)[0].central;
  return Math.abs(q.gap) > 4 * q.gapNoise && Math.abs(q.gap) > 1e-3 * Math.abs(q.slope);
}

export function kinkOf(qs: readonly { central: Q }[]): boolean {
  const clear = qs.map((q) => q.central).filter((q) => Math.abs(q.gap) > 4 * q.gapNoise);
  for (let i = 0; i < 1 && i < clear.length; i++) {
    const run = [clear[i]];
    for (let j = i + 1; j < clear.length; j++) {
      const r = clear[j].gap / clear[i].gap;
      if (r < 0.7 || r > 1.43) break;
      run.push(clear[j]);
      if (run.length >= 3 && clear[j].step >= 30 * clear[i].step) return true;
    }
  }
  return false;
}

export function estimateOf(at: At, rungs: readonly Rung[]): Est {
  const { sigma, kind } = shownNoise(at, rungs);
  if (kind === 'continuous' || kind === 'stairs') rungs = rungs.filter((r) => r.plus === at.value && r.minus === at.value);
  const qs = quotients(at, rungs, sigma);
  const note = `σ=${sigma.toExponential(1)} ${kind}`;
  const central = best(qs.map((q) => q.central), 2);
  const finite = qs.filter((q) => Number.isFinite(q.right.slope)).length, finiteL = qs.filter((q) => Number.isFinite(q.left.slope)).length;
  if (finite > 0 && finiteL > 0) {
    if (kinkOf(qs.filter((q) => Number.isFinite(q.central.slope)))) {
      const right = best(qs.map((q) => q.right), 1), left = best(qs.map((q) => q.left), 1);
      if (Math.abs(right.value - left.value) > right.bar + left.bar) {
        const value = (left.value + right.value) / 2;
        const low = Math.min(left.value - left.bar, right.value - right.bar), high = Math.max(left.value + left.bar, right.value + right.bar);
        return { value, bar: Math.max(high - value, value - low), slopes: [left.value, right.value], note };
      }
    }
    if (Number.isFinite(central.bar)) return { ...central, note };
  }
  const one = finite > 0 ? best(qs.map((q) => q.right), 1) : best(qs.map((q) => q.left), 1);
  return { ...(one.bar < central.bar ? one : central), note };
}
