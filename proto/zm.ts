import { checkGradient } from '../src/index.ts';
import { zoo } from '../test/zoo/zoo.ts';
const [name, rule, quiet] = process.argv.slice(2);
for (const subject of zoo()) {
  if (!subject.name.startsWith(name)) continue;
  for (const m of subject.mutants) { if (m.rule !== rule) continue;
  if (!quiet) (globalThis as any).__climb = (line: any, l: any) => { const e = l.estimate; console.log("line", line.analytic, "->", e.value, "±", e.bar, e.slopes ?? "", l.noise.kind, l.noise.deviation, 'reach', e.reach); for (const r of l.rungs) console.log("    ", r.right.toExponential(2), (r.plus-line.v)/r.right, (line.v-r.minus)/r.left, (r.plus-r.minus)/(r.right+r.left)); };
  const c: any = checkGradient({ value: subject.value, gradient: m.gradient } as any, { at: subject.at });
  console.log(subject.name, c.verdict, c.reason, 'err', c.relativeError, 'thr', c.threshold, 'res', c.resolution);
  const v = c.variables[0]; for (let i = 0; i < Math.min(6, v.analytic.length); i++) console.log('     ', v.at[i], 'a', v.analytic[i], 'n', v.numeric[i], '±', v.bars[i], 'truth', subject.exact[i]); }
}
