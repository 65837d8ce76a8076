import { type PutBack, putBackAll } from '../../subject/put-back.ts';
import { isVariable } from './kind.ts';
import type { Layer, LayerWeight, TensorFlow, Variable } from './namespace.ts';
import { remember } from './stored.ts';

/** A weight that a layer is trained by, and what it is called. */
export interface NamedWeight {
  /** `kernel`; in a model `layers[0].kernel`. */
  readonly path: string;
  readonly weight: Variable;
}

/** The weights a layer or a model is trained by, each once, though layers may share it. */
export function trainableWeights(tf: TensorFlow, layer: Layer): readonly NamedWeight[] {
  const seen = new Set<unknown>();
  const named = namedWeights(layer).filter(({ weight }) => {
    const isNew = !seen.has(weight);
    seen.add(weight);
    return isNew;
  });
  const paths = named.map(({ path }) => path);
  const isTaken = (path: string) => paths.indexOf(path) !== paths.lastIndexOf(path);
  return named.map(({ path, weight }) => ({
    path: isTaken(path) ? weight.name : path,
    weight: variableOf(tf, weight),
  }));
}

interface Named {
  readonly path: string;
  readonly weight: LayerWeight;
}

function namedWeights(layer: Layer): readonly Named[] {
  const own = new Set(layer.trainableWeights);
  if (layer.layers === undefined)
    return [...own].map((weight) => ({ path: shortName(weight, layer), weight }));
  return layer.layers.flatMap((inner, i) =>
    namedWeights(inner)
      .filter(({ weight }) => own.has(weight))
      .map(({ path, weight }) => ({ path: `layers[${i}].${path}`, weight })),
  );
}

// TensorFlow.js names a weight `dense_Dense1/kernel`: the layer's name in front says nothing here.
function shortName({ originalName }: LayerWeight, { name }: Layer): string {
  return originalName.startsWith(`${name}/`) ? originalName.slice(name.length + 1) : originalName;
}

/** Remembers every weight that is not written by the check: running statistics move on in training mode. */
export function rememberWeights(
  tf: TensorFlow,
  layer: Layer,
  except: ReadonlySet<Variable>,
): PutBack {
  const others = layer.weights
    .map((weight) => variableOf(tf, weight))
    .filter((weight) => !except.has(weight));
  const restores = others.map((weight) => remember(tf, weight));
  return () => putBackAll(restores);
}

function variableOf(tf: TensorFlow, weight: LayerWeight): Variable {
  const variable = weight.read();
  if (isVariable(tf, variable)) return variable;
  throw new TypeError(`the weight ${weight.name} must be a tf.Variable`);
}
