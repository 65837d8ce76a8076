import * as tf from '@tensorflow/tfjs';
import { checkGradient, configureGradientChecks } from '../src/index.ts';
await tf.setBackend('cpu');
const adapter = (await import('../src/adapters/tensorflow.ts') as any);
const make = Object.values(adapter)[0] as any;
const x = tf.tensor([[0.3, -0.2, 1.1], [0.5, 0.7, -0.4]]);
configureGradientChecks({ adapters: [(adapter as any).tensorflow(tf)] } as any);
const check: any = await checkGradient(((x: any) => tf.softmax(x)) as any, { at: x } as any);
console.log(check.verdict, check.reason, check.evaluations);
for (const v of check.variables) { console.log(Array.from(v.analytic), Array.from(v.numeric), Array.from(v.bars)); const w = v.worst[0]; console.log(w?.coordinate, w?.analytic, w?.numeric, w?.bar); for (const r of w?.ladder ?? []) console.log(r.step, r.central, r.right, r.left, r.noise); }
