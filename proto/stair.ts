import { checkGradient } from '../src/index.ts';
(globalThis as any).__climb = (line: any, l: any) => { const e = l.estimate; console.log("line", line.analytic, "->", e.value, "±", e.bar, e.slopes ?? "", l.noise.kind, l.noise.deviation); for (const r of l.rungs) console.log("    ", r.right.toExponential(2), (r.plus-line.v)/r.right, (line.v-r.minus)/r.left); };
const S = 316227766016837.94;
const c: any = checkGradient({ value: (t: any) => 1 + t + ((S + t) - S), gradient: () => 2 } as any, { at: 0 } as any);
console.log(c.verdict, c.reason, c.evaluations);
