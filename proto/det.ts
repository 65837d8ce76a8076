import { checkGradient } from '../src/index.ts';
import { zoo } from '../test/zoo/zoo.ts';
for (const name of process.argv.slice(2)) {
  const s: any = zoo().find((z: any) => z.name === name);
  const check: any = checkGradient({ value: s.value, gradient: s.gradient } as any, { at: s.at });
  const [v] = check.variables;
  const a = [...v.analytic];
  const size = 1.1 * v.smallestDetectable * (Math.hypot(...a) + Math.hypot(...v.numeric));
  const i = a.findIndex((x: number) => Math.abs(x) === Math.max(...a.map(Math.abs)));
  for (const error of [a, a.map((_: any, k: number) => k === i ? 1 : 0)]) {
    const wrong = a.map((x: number, k: number) => x + (size * error[k]) / Math.hypot(...error));
    const w: any = checkGradient({ value: s.value, gradient: () => (s.precision === 'float32' ? Float32Array.from(wrong) : wrong) } as any, { at: s.at });
    const [u] = w.variables;
    console.log(name, check.verdict, 'det', v.smallestDetectable, 'res', v.resolution, 'thr', v.threshold, '| wrong:', w.verdict, 'err', u.relativeError, 'thr', u.threshold, 'res', u.resolution, 'unv', u.unverified, [...u.numeric].slice(0, 4), [...u.bars].slice(0, 4), wrong.slice(0, 4));
  }
}
