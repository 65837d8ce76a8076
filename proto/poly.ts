import { checkGradient } from '../src/index.ts';
import { estimateSlope } from "../src/numeric/estimate.ts";
(globalThis as any).__climb = (line: any, l: any) => { const e = l.estimate; if (!(globalThis as any).once) {(globalThis as any).once=1; (globalThis as any).DBG=1; estimateSlope(line.base, l.rungs); (globalThis as any).DBG=0;} console.log("line", line.analytic, "->", e.value, "±", e.bar, e.slopes ?? "", l.noise.kind, l.noise.deviation, 'reach', e.reach); for (const r of l.rungs) console.log("    ", r.right.toExponential(2), (r.plus-line.v)/r.right, (line.v-r.minus)/r.left, (r.plus-r.minus)/(r.right+r.left), r.right-r.left); };
const c = [-1,-5,17,-3,0,0];
const value = ([t]: any) => c.reduceRight((s, ck) => s * t + ck, 0);
const r: any = checkGradient({ value, gradient: () => [0] } as any, { at: [-0.125] } as any);
console.log(r.verdict, r.variables[0].numeric, r.variables[0].bars, -5 + 34 * -.125 - 9 * .015625);
