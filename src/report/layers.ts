import type { GradientCheck, LayerCheck } from '../record.ts';
import { formatError } from './number.ts';
import { asPhrase, errorTitle, type Fit, wrap } from './prose.ts';
import { shorten } from './shorten.ts';
import { layoutTable } from './table.ts';

const INDENT = '  ';

/** Layers listed before the rest is only counted. */
const ROWS = 40;

/** Which layer of a model breaks first, and one line a layer; nothing for what is no model, or is correct. */
export function formatLayers(check: GradientCheck, fit: Fit): readonly string[] {
  const { layers = [], verdict } = check;
  if (layers.length === 0 || verdict === 'match') return [];
  const sentence = firstBroken(layers, verdict);
  return [
    ...(sentence === '' ? [] : [...wrap(sentence, fit), '']),
    ...table(layers, fit),
    ...gaps(layers, fit),
  ];
}

/** Which layer of a model breaks first, in a sentence; empty where nothing can be said. */
export function firstBroken(
  layers: readonly LayerCheck[],
  verdict: GradientCheck['verdict'],
): string {
  const [first, ...more] = layers.filter((layer) => layer.verdict === 'mismatch');
  const verified = layers.filter((layer) => layer.verdict === 'match').length;
  const others = layers.length - 1 - more.length;
  if (first === undefined) {
    return verdict === 'inconclusive' ? '' : putTogether(layers, verified);
  }
  const rest = others === 0 ? '' : `; ${whatOfThe({ others, verified })}`;
  const also =
    more.length === 0 ? '' : `, ${listed(more)} ${more.length === 1 ? 'is' : 'are'} wrong as well`;
  return `${called(first)} is the first that breaks${also}${rest}`;
}

function putTogether(layers: readonly LayerCheck[], verified: number): string {
  const undecided = layers.filter(({ verdict }) => verdict === 'inconclusive');
  if (undecided.length === 0) {
    const which = verified === layers.length ? 'every layer' : 'every layer that could be checked';
    return `${which} is correct given its input: what is wrong is how the model puts them together`;
  }
  const others = verified === 0 ? '' : ', every other that could be checked is correct';
  return `${listed(undecided)} ${undecided.length === 1 ? 'is' : 'are'} undecided${others}: what is wrong is there, or how the model puts the layers together`;
}

/** The layers that are not wrong: as far as is known. */
function whatOfThe({ others, verified }: { readonly others: number; readonly verified: number }) {
  if (others === 1)
    return verified === 1 ? 'the other is correct given its input' : 'the other is not verified';
  if (verified === others) return 'the others are correct given their inputs';
  return verified === 0
    ? 'the others are not verified'
    : `of the other ${others}, ${verified} are correct given their inputs`;
}

function table(layers: readonly LayerCheck[], { width }: Fit): readonly string[] {
  const rows = layers
    .slice(0, ROWS)
    .map(({ path, name, relativeError, verdict }) => [
      path,
      name,
      Number.isNaN(relativeError) ? '' : formatError(relativeError),
      verdict,
    ]);
  const header = ['layer', 'kind', errorTitle({ width }), 'verdict'];
  const lines = layoutTable([header, ...rows], { width: width - INDENT.length });
  const left = layers.length - rows.length;
  return [...lines, ...(left > 0 ? [`… and ${left} more`] : [])].map((line) => INDENT + line);
}

/** Why layers could not be verified. */
function gaps(layers: readonly LayerCheck[], { width }: Fit): readonly string[] {
  return layers.flatMap((layer) => {
    const { verdict, reason } = layer;
    if (reason === undefined) return [];
    const what = verdict === 'unchecked' ? 'was not checked by itself' : 'is undecided';
    return wrap(`${called(layer)} ${what}: ${asPhrase(reason)}`, { width, indent: INDENT.length });
  });
}

function called({ path, name }: LayerCheck): string {
  return `${shorten(path, { width: 40 })} (${name})`;
}

function listed(layers: readonly LayerCheck[]): string {
  return layers.length <= 3 ? layers.map(called).join(', ') : `${layers.length} others`;
}
