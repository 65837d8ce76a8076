import { flatten } from '../bench/flatten.ts';
import { drafts } from '../bench/specimens.ts';
import { isBeyondAnyone } from '../bench/truth.ts';
import { climbLine } from './climb.ts';

const [corpus, oneIn = '10', group, listing, seed = '1'] = process.argv.slice(2);

function put(at: any, i: number, x: number): any {
  let left = i;
  const walk = (node: any): any => {
    if (typeof node === 'number') return left-- === 0 ? x : node;
    if (ArrayBuffer.isView(node)) {
      const view = (node as any).slice();
      if (left >= 0 && left < view.length) view[left] = x;
      left -= view.length;
      return view;
    }
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node === 'object' && node !== null)
      return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, walk(v)]));
    return node;
  };
  return walk(at);
}
function dtypesOf(at: any): string[] {
  if (typeof at === 'number') return ['float64'];
  if (at instanceof Float32Array) return Array.from(at, () => 'float32');
  if (ArrayBuffer.isView(at)) return Array.from(at as any, () => 'float64');
  if (typeof at !== 'object' || at === null) return [];
  return Object.values(at).flatMap(dtypesOf);
}
interface Row { n: number; covered: number; kinks: number; evals: number; ok: number; okCeil: number; decidable: number; ratios: number[]; none: number }
const rows = new Map<string, Row>();
for await (const draft of drafts({ corpus, group, name: undefined, oneIn: Number(oneIn), seed: Number(seed) })) {
  const s = draft.build();
  if (!s.truth) continue;
  const flat = flatten(s.at);
  const dtypes = dtypesOf(s.at);
  const v0 = (s.value as any)(structuredClone(s.at));
  if (typeof v0 !== 'number') continue;
  const asked = s.format === 'float64' ? 1e-7 : 1e-4;
  const beyond = isBeyondAnyone(s.truth, asked);
  const size = Math.max(Math.hypot(...s.truth.slopes.map(([a, b]) => Math.max(Math.abs(a), Math.abs(b)))), asked * s.truth.reference());
  const row = rows.get(draft.group) ?? { n: 0, covered: 0, kinks: 0, evals: 0, ok: 0, okCeil: 0, decidable: 0, ratios: [], none: 0 };
  rows.set(draft.group, row);
  for (let i = 0; i < Math.min(flat.length, 4); i++) {
    let evals = 0;
    const phi = (x: number) => { evals += 1; return (s.value as any)(put(s.at, i, x)) as number; };
    const format = dtypes.includes('float32') ? 'float32' : 'float64';
    const r = climbLine(phi, { x: flat[i], value: v0, dtype: dtypes[i] as any, format: format as any });
    const [low, high] = s.truth.slopes[i];
    const error = Math.max(low - r.value, r.value - high, 0);
    const covered = error <= r.bar;
    row.n += 1; row.evals += evals; row.covered += Number(covered); row.kinks += Number(!!r.slopes);
    if (!Number.isFinite(r.bar)) row.none += 1;
    const u = r.slopes ? r.bar - Math.abs(r.slopes[1] - r.slopes[0]) / 2 : r.bar;
    if (!beyond) { row.decidable += 1; row.ok += Number(u <= asked * 2 * size); row.okCeil += Number(u <= s.truth.ceiling * 2 * size); }
    if (error > 0) row.ratios.push(r.bar / error);
    if (listing && (listing === 'all' || (listing === 'x' && !covered) || (listing === 'n' && !beyond && !(u <= s.truth.ceiling * 2 * size)))) {
      console.log(`${draft.group}: ${draft.name} [${i}] x=${flat[i]} truth ${low}..${high} got ${r.value} ± ${r.bar.toExponential(2)} ${r.slopes ? 'KINK ' + r.slopes : ''} ${covered ? '' : 'UNCOVERED'} evals ${evals} ${beyond ? 'beyond' : ''} ${(r as any).note ?? ''}`);
      if (process.env.LADDER) for (const q of (r as any).rungs) console.log('   ', q.right.toExponential(3), q.left.toExponential(3), q.plus - v0, v0 - q.minus, (q.plus - q.minus) / (q.right + q.left));
    }
  }
}
const med = (a: number[]) => a.sort((x, y) => x - y)[a.length >> 1];
console.log('group'.padEnd(34), '  lines  covered  none kinks  ok@thr  ok@ceil  evals  bar/err');
for (const [g, r] of rows) console.log(g.padEnd(34), String(r.n).padStart(6), `${((100 * r.covered) / r.n).toFixed(1)}% (${r.n - r.covered})`.padStart(12), String(r.none).padStart(4), String(r.kinks).padStart(4), `${((100 * r.ok) / r.decidable).toFixed(1)}%`.padStart(8), `${((100 * r.okCeil) / r.decidable).toFixed(1)}%`.padStart(8), (r.evals / r.n).toFixed(1).padStart(6), (med(r.ratios) ?? 0).toPrecision(2));
