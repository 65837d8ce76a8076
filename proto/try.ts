import { checkGradient } from '../src/index.ts';
const relu = ([x]: number[]) => Math.max(0, x);
for (const g of [0.01, 0.0001, -1e-13]) {
const c: any = checkGradient({ value: relu, gradient: () => [g] } as any, { at: [-1e-9] });
console.log(c.verdict, c.relativeError, c.threshold, c.variables[0].numeric, c.variables[0].bars, c.variables[0].unverified);
}
