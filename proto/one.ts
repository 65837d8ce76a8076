import { checkGradient } from '../src/index.ts';
import { drafts } from '../bench/specimens.ts';
const [corpus, name, cand] = process.argv.slice(2);
for await (const d of drafts({ corpus, group: undefined, name, oneIn: 1, seed: Number(process.env.SEED ?? 1) })) {
  const s = d.build();
  for (const c of s.candidates) {
    if (cand && !c.name.includes(cand)) continue;
    const seen: any[] = [];
    const value = (x: any) => { const v = (s.value as any)(x); seen.push([structuredClone(x), v]); return v; };
    const check: any = await checkGradient({ value, gradient: c.gradient } as any, { ...s.options, at: s.at } as any);
    console.log(d.name, '|', c.standing, c.name, '|', check.verdict, check.reason ?? '', 'evals', check.evaluations, 'thr', check.threshold, 'res', check.resolution, 'err', check.relativeError);
    for (const v of check.variables) { console.log(' ', v.path, v.verdict, 'err', v.relativeError, 'thr', v.threshold, 'res', v.resolution, 'unv', v.unverified); for (let i = 0; i < Math.min(6, v.analytic.length); i++) console.log('     ', v.at[i], 'a', v.analytic[i], 'n', v.numeric[i], '±', v.bars[i], 'truth', s.truth?.slopes[i]); 
    for (const w of v.worst.slice(0,1)) { console.log('     worst', w.coordinate, w.verdict, w.numeric, w.bar, w.slopes); for (const r of w.ladder ?? []) console.log('        ', r.step.toExponential(3), r.central, r.right, r.left, r.noise.toExponential(1)); } }
    if (process.env.SEEN) for (const [x, v] of seen) console.log(JSON.stringify(x), v);
  }
}
