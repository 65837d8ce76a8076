import type { CoordinateCheck, GradientCheck, VariableCheck } from '../record.ts';

/** Breaks lines, moves or colours what a terminal shows, or turns the direction of writing round. */
const UNRULY = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** A name of the user's as it is printed: one such sign would spoil a whole report. */
export function legible(name: string): string {
  return name.replace(UNRULY, '�');
}

/** The same of a sentence, whose line breaks are those between words. */
function legibleProse(text: string): string {
  return text.replace(UNRULY, (sign) => (/\s/.test(sign) ? ' ' : '�'));
}

/** A text as JavaScript is to read it, each such sign by its number. */
export function literal(text: string): string {
  const isPlain = !/['\\]/.test(text) && legible(text) === text;
  return isPlain ? `'${text}'` : JSON.stringify(text).replace(UNRULY, numbered);
}

function numbered(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A check as it is told in text: names may be anything, and what an adapter says of an object too. */
export function legibleCheck(check: GradientCheck): GradientCheck {
  const { reason, layers, unchecked } = check;
  return {
    ...check,
    ...(reason !== undefined && { reason: legibleProse(reason) }),
    variables: check.variables.map(legibleVariable),
    ...(unchecked && { unchecked: unchecked.map(legible) }),
    ...(layers && {
      layers: layers.map((layer) => ({
        ...layer,
        path: legible(layer.path),
        name: legible(layer.name),
        ...(layer.reason !== undefined && { reason: legibleProse(layer.reason) }),
      })),
    }),
    diagnoses: check.diagnoses.map((one) => ({
      ...one,
      ...(one.path !== undefined && { path: legible(one.path) }),
      title: legibleProse(one.title),
      evidence: legibleProse(one.evidence),
      help: legibleProse(one.help),
    })),
    contract: check.contract.map((one) => ({
      ...one,
      title: legibleProse(one.title),
      help: legibleProse(one.help),
    })),
  };
}

function legibleVariable(variable: VariableCheck): VariableCheck {
  const named = (coordinate: CoordinateCheck) => ({
    ...coordinate,
    coordinate: legible(coordinate.coordinate),
  });
  return { ...variable, path: legible(variable.path), worst: variable.worst.map(named) };
}
