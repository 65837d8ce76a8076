import type { AdaptedSubject, AdapterRequest } from '../../subject/adapter.ts';
import { sizeOf } from '../../subject/cells.ts';
import { putBackAll } from '../../subject/put-back.ts';
import { andThen, type MaybePromise, unlessDone } from '../../subject/then.ts';
import { evaluateWith, oneOutput, outputTensors } from './cotangent.ts';
import { evaluate } from './evaluate.ts';
import { applyLayer, classOf, type LayerCall } from './layer-call.ts';
import { layerInput } from './layer-input.ts';
import { outputsAt, type PlacedLayer } from './many-points.ts';
import { capturedLayers } from './model.ts';
import type { Tensor, TensorFlow } from './namespace.ts';
import { storeTensors } from './stored.ts';
import { type NamedWeight, rememberWeights, trainableWeights } from './weights.ts';
import { arraysByPath, releaseAll, type StoredVariable, workingPoint } from './working-point.ts';

/** Where an input hangs: how errors and paths begin. */
const INPUT = { name: 'input', bare: 'input', root: 'input' };

/** A layer with an input that can be written. */
interface WorkingLayer extends PlacedLayer {
  /** What has to be done in the end, in reverse. */
  readonly cleanUps: (() => void)[];
}

/** Makes a layer or a model a subject: its input and the weights it is trained by are the variables. */
export function layerSubject(
  tf: TensorFlow,
  call: LayerCall,
  request: AdapterRequest,
): MaybePromise<AdaptedSubject> {
  const cleanUps: (() => void)[] = [];
  const release = () => putBackAll(cleanUps.splice(0).reverse());
  const made = disposedBy(cleanUps);
  return unlessDone<AdaptedSubject>(
    () =>
      andThen(workingPoint(tf, layerInput(tf, call, request, made), INPUT), (input) => {
        cleanUps.push(input.release);
        return andThen(subjectOf({ tf, call, input, cleanUps }), (subject) => ({
          ...subject,
          release,
        }));
      }),
    release,
  );
}

/** Notes tensors, to be disposed of in the end. */
function disposedBy(cleanUps: (() => void)[]): (tensor: Tensor) => Tensor {
  return (tensor) => {
    cleanUps.push(() => tensor.dispose());
    return tensor;
  };
}

function subjectOf(working: WorkingLayer): MaybePromise<AdaptedSubject> {
  const { tf, call, cleanUps } = working;
  return andThen(built(working), () => {
    const weights = trainableWeights(tf, call.layer);
    const written = weights.map(({ weight }) => weight);
    cleanUps.push(rememberWeights(tf, call.layer, new Set(written)));
    return andThen(storeTensors(tf, written), ({ stored }) => {
      cleanUps.push(() => releaseAll(stored));
      const named = stored.map((one, i) => ({ ...one, path: (weights[i] as NamedWeight).path }));
      const variables = [...differentiableInputs(working), ...named];
      return {
        ...adapted(working, variables.length > 0 ? variables : working.input.variables),
        // what is read at once is not read the faster for being read together
        ...(working.input.reader.waits && {
          values: (points) => outputsAt(working, named, points),
        }),
      };
    });
  });
}

function adapted(
  working: WorkingLayer,
  variables: readonly StoredVariable[],
): Omit<AdaptedSubject, 'release'> {
  const { tf, call, input, cleanUps } = working;
  const { layers } = call.layer;
  return {
    description: `layer ${classOf(call.layer)}`,
    variables: arraysByPath(variables),
    value: () => evaluate(tf, input.reader, () => output(working)),
    gradient: (cotangent) => {
      const gradients = evaluateWith(tf, { reader: input.reader, cotangent }, (drawn) => {
        const { f, dy } = oneOutput(tf, () => output(working), drawn);
        return tapeGradients(tf, { f, dy }, variables);
      });
      return andThen(gradients, (found) => byPath(variables, found as readonly unknown[]));
    },
    ...(layers && {
      layers: () => {
        const run = () => void runOnce(working);
        return capturedLayers(tf, layers, { run, made: disposedBy(cleanUps) });
      },
    }),
  };
}

function output({ call, input }: WorkingLayer): unknown {
  return applyLayer(call, input.around(input.floats()));
}

/** Has a layer that was never used make its weights; not in training, which would move its running statistics on. */
function built(working: WorkingLayer): unknown {
  const { layer, inList } = working.call;
  if (layer.built) return undefined;
  return runOnce({ ...working, call: { layer, keywords: {}, ...(inList && { inList }) } });
}

/** Runs a layer and forgets what comes out. */
function runOnce(working: WorkingLayer): unknown {
  return evaluate(working.tf, working.input.reader, () => {
    output(working);
  });
}

/** Gradients by TensorFlow.js; `undefined` for what the output does not depend on. */
function tapeGradients(
  tf: TensorFlow,
  { f, dy }: { readonly f: () => unknown; readonly dy?: Tensor | undefined },
  variables: readonly StoredVariable[],
): readonly (Tensor | undefined)[] {
  const xs = variables.map(({ tensor }) => tensor());
  return tf.engine().gradients(f, xs, dy, true).grads;
}

function byPath(
  variables: readonly StoredVariable[],
  gradients: readonly unknown[],
): Record<string, unknown> {
  return Object.fromEntries(
    variables.map(({ path, array }, i) => [path, gradients[i] ?? zeros(array.shape ?? [])]),
  );
}

function zeros(shape: readonly number[]): object {
  return { data: new Float32Array(sizeOf(shape)), shape };
}

/**
 * The inputs that are variables: all but those of whole numbers that have no gradient, like the indices that an embedding
 * is given as floats.
 */
function differentiableInputs(working: WorkingLayer): readonly StoredVariable[] {
  const { variables } = working.input;
  const isWhole = ({ array }: StoredVariable) => Array.from(array.read()).every(Number.isInteger);
  return variables.filter((one) => !isWhole(one) || hasGradient(working, one));
}

// TensorFlow.js gives none, or throws on the way to it: the gradient of indices would have to be one of integers.
function hasGradient(working: WorkingLayer, variable: StoredVariable): boolean {
  const { tf, input } = working;
  const sum = () => tf.addN(outputTensors(tf, output(working)).map((y) => tf.sum(y)));
  let found: unknown;
  try {
    evaluate(tf, input.reader, () => {
      [found] = tapeGradients(tf, { f: sum }, [variable]);
    });
  } catch {
    return false;
  }
  return found != null;
}
