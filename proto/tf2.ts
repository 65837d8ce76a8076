import * as tf from '@tensorflow/tfjs';
import { checkGradient, configureGradientChecks } from '../src/index.ts';
import { tensorflow } from '../src/adapters/tensorflow.ts';
import { inputTensors, tensorflowOperations } from '../test/libraries/tensorflow.ts';
tf.enableProdMode(); await tf.setBackend('cpu');
configureGradientChecks({ adapters: [tensorflow(tf)] } as any);
for (const op of tensorflowOperations(tf) as any[]) {
  if (op.wrong !== undefined) continue;
  if (process.argv[2] && op.name !== process.argv[2]) continue;
  const at = inputTensors(tf, op);
  const check: any = checkGradient(((...t: any[]) => op.forward(...t)) as any, { at: at.length === 1 ? at[0] : at } as any);
  if (check.verdict === 'match') continue;
  console.log(op.name, check.verdict, check.reason, check.evaluations.value);
  for (const v of check.variables) { const w = v.worst[0]; if (!w) continue; console.log('  ', v.path, v.verdict, v.relativeError, v.threshold, v.resolution, w.coordinate, w.analytic, w.numeric, w.bar); if (process.argv[2]) for (const r of w?.ladder ?? []) console.log('     ', r.step.toExponential(2), r.central.toPrecision(6), r.right.toPrecision(6), r.left.toPrecision(6), r.noise.toExponential(1)); }
}
