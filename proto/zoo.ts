import { checkGradient } from '../src/index.ts';
import { drafts } from '../bench/specimens.ts';
const [name, cand = 'correct', quiet] = process.argv.slice(2);
if (!quiet) (globalThis as any).__climb = (line: any, l: any) => { const e = l.estimate; console.log("line", line.analytic, "->", e.value, "±", e.bar, e.slopes ?? "", l.noise.kind, l.noise.deviation, 'reach', e.reach); for (const r of l.rungs) console.log("    ", r.right.toExponential(2), (r.plus-line.v)/r.right, (line.v-r.minus)/r.left, (r.plus-r.minus)/(r.right+r.left)); };
for await (const d of drafts({ corpus: 'zoo', group: undefined, name: undefined, oneIn: 1, seed: 1 })) {
  if (!d.name.startsWith(name)) continue;
  const s = d.build();
  for (const c of s.candidates) {
    if (c.name !== cand) continue;
    const check: any = await checkGradient({ value: s.value, gradient: c.gradient } as any, { ...s.options, at: s.at } as any);
    console.log(d.name, '|', c.standing, c.name, '|', check.verdict, check.reason ?? '', 'evals', check.evaluations.value, 'thr', check.threshold, 'res', check.resolution, 'err', check.relativeError);
    for (const v of check.variables) { console.log(' ', v.path, v.verdict, 'err', v.relativeError, 'thr', v.threshold, 'res', v.resolution, 'unv', v.unverified, 'det', v.smallestDetectable); for (let i = 0; i < Math.min(8, v.analytic.length); i++) console.log('     ', v.at[i], 'a', v.analytic[i], 'n', v.numeric[i], '±', v.bars[i], 'truth', s.truth?.slopes[i]); }
  }
}
