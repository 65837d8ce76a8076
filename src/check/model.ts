import { coverageOf } from '../judge/coverage.ts';
import { unfinishedOfAll } from '../judge/unfinished.ts';
import type { Budget } from '../probe/budget.ts';
import { drive } from '../probe/driver.ts';
import type { Span } from '../probe/shares.ts';
import type { GradientCheck, LayerCheck, Verdict } from '../record.ts';
import type { AdaptedLayer } from '../subject/adapter.ts';
import { andThen, type MaybePromise, orElse, whenDone } from '../subject/then.ts';
import { isUsers } from '../subject/users-code.ts';

/** What was found about a layer: one line, or one for each layer inside it too; no check where it could not be checked. */
export interface CheckedLayer {
  readonly lines: readonly LayerCheck[];
  readonly check?: GradientCheck;
}

/** How the layers of a model are checked. */
export interface Checking {
  readonly budget: Budget;
  /** How many checks come after those of the layers. */
  readonly after: number;
  readonly check: (layer: AdaptedLayer) => MaybePromise<GradientCheck>;
  /** Whether the user has asked for this one: then an error is not a reason to leave it out. */
  readonly isNamed: (layer: AdaptedLayer) => boolean;
}

/** Evaluations that are set aside for a layer that nobody knows more of yet: what directions through its variables need. */
const NEED = 64;

/** Checks the layers of a model one after the other, each by itself; one at least, whatever there is left to spend. */
export function checkLayers(
  layers: readonly AdaptedLayer[],
  { budget, after, ...how }: Checking,
): MaybePromise<readonly CheckedLayer[]> {
  const checked: CheckedLayer[] = [];
  function* each(): Generator<AdaptedLayer, readonly CheckedLayer[], CheckedLayer> {
    for (const layer of layers) checked.push(yield layer);
    return checked;
  }
  return drive(each(), (layer) => {
    budget.throwIfAborted();
    const isFirst = checked.every(({ check: found }) => found === undefined);
    const reason = isFirst ? undefined : budget.exhausted();
    if (reason !== undefined) return unchecked(layer, reason);
    const coming = layers.length - 1 - checked.length + after;
    const release = budget.reserveFor(Array<number>(coming).fill(NEED));
    const end = budget.progress.within(placeAmong({ done: checked.length, coming }), layer.path);
    return whenDone(
      () => checkLayer(layer, how),
      () => {
        release();
        end();
      },
    );
  });
}

/** Checks of which some are done, one is next, and others are still to come. */
interface Place {
  readonly done: number;
  readonly coming: number;
}

/** About what part of the work the next of several checks is. */
export function placeAmong({ done, coming }: Place): Span {
  const all = done + 1 + coming;
  return { from: done / all, to: (done + 1) / all };
}

function checkLayer(
  layer: AdaptedLayer,
  { check, isNamed }: Omit<Checking, 'budget' | 'after'>,
): MaybePromise<CheckedLayer> {
  const { path, name } = layer;
  if (layer.input === undefined) return unchecked(layer, layer.reason ?? NOT_REACHED);
  const found = (record: GradientCheck): CheckedLayer => ({
    lines: linesOf(record, { path, name }),
    check: record,
  });
  return orElse(
    () => andThen(check(layer), found),
    (error) => {
      if (isNamed(layer) || isUsers(error)) throw error;
      return unchecked(layer, error instanceof Error ? error.message : String(error));
    },
  );
}

const NOT_REACHED = 'it receives nothing in the forward pass of the model';

function unchecked(
  { path, name }: Pick<LayerCheck, 'path' | 'name'>,
  reason: string,
): CheckedLayer {
  const nothing = { relativeError: Number.NaN, threshold: Number.NaN };
  return { lines: [{ path, name, verdict: 'unchecked', reason, ...nothing }] };
}

/** A layer's own line after those of the layers inside it; without it where one of those is what is wrong. */
function linesOf(
  { verdict, reason, relativeError, threshold, layers: inner = [] }: GradientCheck,
  { path, name }: Pick<LayerCheck, 'path' | 'name'>,
): readonly LayerCheck[] {
  if (inner.some((layer) => layer.verdict === 'mismatch')) return inner;
  const why = reason === undefined ? {} : { reason };
  return [...inner, { path, name, verdict, relativeError, threshold, ...why }];
}

/** Whether a layer is certainly wrong. */
export function isBroken(checked: readonly CheckedLayer[]): boolean {
  return checked.some(({ check }) => check?.verdict === 'mismatch');
}

/**
 * What the checks of its layers, and of all of it, say about a model.
 *
 * @param whole - absent where it was not checked: the layers have no pass together, or one of them is wrong already
 */
export function concludeModel(
  checked: readonly CheckedLayer[],
  whole: GradientCheck | undefined,
): GradientCheck {
  const layers = checked.flatMap(({ lines }) => lines);
  const checks = checked.flatMap(({ check }) => check ?? []);
  const broken = checks.find(({ verdict }) => verdict === 'mismatch');
  const shown = broken ?? (whole && blaming(checks, whole)) ?? together(checks, layers);
  const all = whole === undefined ? checks : [...checks, whole];
  const { unfinished: _, ...one } = shown;
  return {
    ...one,
    layers,
    evaluations: evaluationsOf(all),
    ...unfinishedOfAll(one.verdict, all),
  };
}

/**
 * The check of all of a model, with the layers that overwrite what they are given: behind them the gradients of the others may be wrong
 * without being anybody's mistake, and where they are not the layer before did not need it any more.
 */
function blaming(checks: readonly GradientCheck[], whole: GradientCheck): GradientCheck {
  const isRight = whole.verdict === 'match';
  const spoilt = checks
    .flatMap(({ contract }) => contract)
    .filter(({ id }) => id === 'input-mutated')
    .map((violation) => (isRight ? { ...violation, fatal: false } : violation));
  if (spoilt.length === 0) return whole;
  const diagnoses = isRight ? whole.diagnoses : [];
  return { ...whole, diagnoses, contract: [...spoilt, ...whole.contract] };
}

/** Several layers as one record: for a model that has no pass of its own. */
function together(checks: readonly GradientCheck[], layers: readonly LayerCheck[]): GradientCheck {
  const [first] = checks;
  if (first === undefined) throw new TypeError(nothingChecked(layers));
  const gap = layers.find(({ verdict }) => verdict === 'unchecked' || verdict === 'inconclusive');
  const verdict: Verdict = gap === undefined ? 'match' : 'inconclusive';
  const variables = checks.flatMap((check) => check.variables);
  const largest = (number: (check: GradientCheck) => number) => Math.max(...checks.map(number));
  return {
    ...first,
    rows: largest(({ rows }) => rows),
    verdict,
    ...(gap && { reason: `${gap.path} (${gap.name}) was not verified: ${gap.reason}` }),
    relativeError: largest(({ relativeError }) => relativeError),
    threshold: largest(({ threshold }) => threshold),
    resolution: largest(({ resolution }) => resolution),
    variables,
    contract: checks.flatMap(({ contract }) => contract),
    coverage: coverageOf(
      variables,
      sumOf(checks, ({ coverage }) => coverage.probes),
    ),
  };
}

function nothingChecked(layers: readonly LayerCheck[]): string {
  const reasons = layers.map(({ path, name, reason }) => `  ${path} (${name}): ${reason}`);
  return `none of the layers can be checked\n${reasons.join('\n')}`;
}

function evaluationsOf(checks: readonly GradientCheck[]): GradientCheck['evaluations'] {
  return {
    value: sumOf(checks, ({ evaluations }) => evaluations.value),
    gradient: sumOf(checks, ({ evaluations }) => evaluations.gradient),
  };
}

function sumOf(checks: readonly GradientCheck[], count: (check: GradientCheck) => number): number {
  return checks.reduce((sum, check) => sum + count(check), 0);
}
