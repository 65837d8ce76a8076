import { checkGradient } from '../src/index.ts';
(globalThis as any).__climb = (line: any, l: any) => { const e = l.estimate; console.log("line", line.analytic, "->", e.value, "±", e.bar, e.slopes ?? "", l.noise.kind, l.noise.deviation); for (const r of l.rungs) console.log("    ", r.right.toExponential(2), (r.plus-line.v), (line.v-r.minus)); };
for (const g of [1, 0, 2]) { const c: any = checkGradient({ value: (x: any) => x + 1 * Number(x > 0), gradient: () => g } as any, { at: 0 } as any); console.log(c.verdict, c.reason, c.variables[0].worst, c.evaluations); }
