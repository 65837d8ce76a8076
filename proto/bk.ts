import { checkGradient } from '../src/index.ts';
(globalThis as any).__climb = (line: any, l: any) => { const e = l.estimate; console.log("line", line.analytic, "->", e.value, "±", e.bar, e.slopes ?? "", l.noise.kind, l.noise.deviation); for (const r of l.rungs) console.log("    ", r.right.toExponential(2), (r.plus-line.v)/r.right, (line.v-r.minus)/r.left); };
const relu = (x: number) => Math.max(0, x);
const c: any = checkGradient({ value: ([t]: any) => (relu(t) + 1)**2, gradient: () => new Float32Array([2]) } as any, { at: new Float32Array([-1e-9]) } as any);
console.log(c.verdict, c.reason, c.evaluations);
