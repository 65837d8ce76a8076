import { bendReading, readLineNoise } from '../src/numeric/line-noise.ts';
import * as tf from '@tensorflow/tfjs';
import { checkGradient, configureGradientChecks } from '../src/index.ts';
import { tensorflow } from '../src/adapters/tensorflow.ts';
import { inputTensors, tensorflowOperations } from '../test/libraries/tensorflow.ts';

tf.enableProdMode(); await tf.setBackend('cpu');
if (process.argv[3]) (globalThis as any).__climb = (line: any, l: any) => { const e = l.estimate; if (process.argv[3] === 'n' && l.noise.kind !== 'level') return; console.log('line', line.analytic, '->', e.value, '±', e.bar, e.slopes ?? '', l.noise.kind, l.noise.deviation, 'reach', e.reach, 'v', line.v); for (const [k, r] of l.rungs.entries()) { const b = bendReading({ value: line.v, noise: line.base.noise }, r); const c = l.rungs[k+1]; const s = (q: any) => (q.plus - q.minus) / (q.right + q.left); console.log('    ', r.right.toExponential(2), s(r).toPrecision(6), 'reading', b.reading.toExponential(2), 'floor', b.floor.toExponential(2), 'odd', c ? (Math.abs(s(r) - s(c)) * r.right * 1.41).toExponential(2) : ''); } };
configureGradientChecks({ adapters: [tensorflow(tf)] } as any);
for (const op of tensorflowOperations(tf) as any[]) {
  if (op.wrong !== undefined) continue;
  if (process.argv[2] && op.name !== process.argv[2]) continue;
  const at = inputTensors(tf, op);
  const check: any = checkGradient(((...t: any[]) => op.forward(...t)) as any, { at: at.length === 1 ? at[0] : at } as any);
  if (check.verdict === 'match') continue;
  console.log(op.name, check.verdict, check.reason, check.evaluations.value);
  for (const v of check.variables) { console.log('  ', v.path, v.verdict, v.relativeError, v.threshold, v.resolution, 'norm', Math.hypot(...v.analytic)); const order = [...v.bars.keys()].sort((a: any, b: any) => v.bars[b] - v.bars[a]); for (const i of order.slice(0, 4)) console.log('      ', v.at[i], v.analytic[i], v.numeric[i], v.bars[i]); }
}
