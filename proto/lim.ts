import { checkGradient } from '../src/index.ts';
const relu = (x: number) => Math.max(0, x);
(globalThis as any).__climb = (line: any, l: any) => { const e = l.estimate; console.log("line", line.analytic, "->", e.value, "±", e.bar, e.slopes ?? "", l.noise.kind, l.noise.deviation); for (const r of l.rungs) console.log("    ", r.right.toExponential(2), (r.plus-line.v), (line.v-r.minus)); };
const c: any = checkGradient({ value: ([x, y]: any) => relu(x + y) - relu(x - y), gradient: () => [0, 0] } as any, { at: [0, 0] } as any);
console.log(c.verdict, c.reason, c.evaluations);
