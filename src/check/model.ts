import type { AdaptedLayer } from '../subject/adapter.ts';
import { andThen, type MaybePromise, orElse } from '../subject/then.ts';
import { drive } from './driver.ts';
import type { GradientCheck, LayerCheck, Verdict } from './record.ts';

/** A layer that was checked, and the whole of what was found; without the latter it could not be. */
export interface CheckedLayer {
  readonly layer: LayerCheck;
  readonly check?: GradientCheck;
}

/** Checks the layers of a model one after the other, each by itself. */
export function checkLayers(
  layers: readonly AdaptedLayer[],
  check: (layer: AdaptedLayer) => MaybePromise<GradientCheck>,
): MaybePromise<readonly CheckedLayer[]> {
  function* each(): Generator<AdaptedLayer, readonly CheckedLayer[], CheckedLayer> {
    const checked: CheckedLayer[] = [];
    for (const layer of layers) checked.push(yield layer);
    return checked;
  }
  return drive(each(), (layer) => checkLayer(layer, check));
}

function checkLayer(
  { path, name, layer, input }: AdaptedLayer,
  check: (layer: AdaptedLayer) => MaybePromise<GradientCheck>,
): MaybePromise<CheckedLayer> {
  const unchecked = (reason: string): CheckedLayer => ({
    layer: {
      path,
      name,
      verdict: 'unchecked',
      reason,
      relativeError: Number.NaN,
      threshold: Number.NaN,
    },
  });
  if (input === undefined) return unchecked('it receives nothing in the forward pass of the model');
  const found = (record: GradientCheck): CheckedLayer => {
    const { verdict, reason, relativeError, threshold } = record;
    const why = reason === undefined ? {} : { reason };
    return { layer: { path, name, verdict, relativeError, threshold, ...why }, check: record };
  };
  return orElse(
    () => andThen(check({ path, name, layer, input }), found),
    (error) => unchecked(error instanceof Error ? error.message : String(error)),
  );
}

/**
 * What the checks of its layers, and of all of it, say about a model.
 *
 * @param whole - absent for a list of layers without a pass of its own
 */
export function concludeModel(
  checked: readonly CheckedLayer[],
  whole: GradientCheck | undefined,
): GradientCheck {
  const layers = checked.map(({ layer }) => layer);
  const checks = checked.flatMap(({ check }) => check ?? []);
  const broken = checks.find(({ verdict }) => verdict === 'mismatch');
  const shown = broken ?? whole ?? together(checks, layers);
  const all = whole === undefined ? checks : [...checks, whole];
  return { ...shown, layers, evaluations: sumOf(all) };
}

/** Several layers as one record: for a model that has no pass of its own. */
function together(checks: readonly GradientCheck[], layers: readonly LayerCheck[]): GradientCheck {
  const [first] = checks;
  if (first === undefined) throw new TypeError(nothingChecked(layers));
  const gap = layers.find(({ verdict }) => verdict === 'unchecked' || verdict === 'inconclusive');
  const verdict: Verdict = gap === undefined ? 'match' : 'inconclusive';
  const largest = (number: (check: GradientCheck) => number) => Math.max(...checks.map(number));
  const total = (number: (check: GradientCheck) => number) =>
    checks.reduce((sum, check) => sum + number(check), 0);
  return {
    ...first,
    verdict,
    ...(gap && { reason: `${gap.path} (${gap.name}) was not verified: ${gap.reason}` }),
    relativeError: largest(({ relativeError }) => relativeError),
    threshold: largest(({ threshold }) => threshold),
    resolution: largest(({ resolution }) => resolution),
    variables: checks.flatMap(({ variables }) => variables),
    contract: checks.flatMap(({ contract }) => contract),
    coverage: {
      checked: total(({ coverage }) => coverage.checked),
      total: total(({ coverage }) => coverage.total),
      smallestDetectable: largest(({ coverage }) => coverage.smallestDetectable),
    },
  };
}

function nothingChecked(layers: readonly LayerCheck[]): string {
  const reasons = layers.map(({ path, name, reason }) => `  ${path} (${name}): ${reason}`);
  return `none of the layers can be checked\n${reasons.join('\n')}`;
}

function sumOf(checks: readonly GradientCheck[]): GradientCheck['evaluations'] {
  return {
    value: checks.reduce((sum, { evaluations }) => sum + evaluations.value, 0),
    gradient: checks.reduce((sum, { evaluations }) => sum + evaluations.gradient, 0),
  };
}
