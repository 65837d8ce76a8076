import type {
  ContractViolation,
  CoordinateCheck,
  Coverage,
  Diagnosis,
  GradientCheck,
} from '../record.ts';
import { formatBar } from './bar.ts';
import { placeOf } from './headline.ts';
import { literal } from './legible.ts';
import { asPhrase, counted, type Fit, listed, wrap } from './prose.ts';
import { shorten } from './shorten.ts';
import { columnsOf } from './width.ts';
import { wordsOf } from './words.ts';
import { worstFirst } from './worst.ts';

/** What mistake it looks like, with its evidence and what to look at. */
export function formatDiagnosis(
  diagnosis: Diagnosis,
  check: GradientCheck,
  fit: Fit,
): readonly string[] {
  const title = asPhrase(diagnosis.title) + placeOf(diagnosis, check);
  return [
    ...wrap(`diagnosis: ${title} (${diagnosis.id})`, fit),
    ...wrap(asPhrase(diagnosis.evidence), { ...fit, indent: 2 }),
    ...help(diagnosis.help, fit),
  ];
}

/** A promise the subject did not keep, and what to look at. */
export function formatViolation(
  { title, help: advice }: ContractViolation,
  fit: Fit,
): readonly string[] {
  return [...wrap(`contract: ${asPhrase(title)}`, fit), ...help(advice, fit)];
}

/** How notes are laid out, and the check with names as they are, for what is to be copied. */
interface Noting extends Fit {
  readonly original?: GradientCheck;
}

/** The circumstances: cost, step, coverage, and how to do it again. */
export function formatNotes(
  check: GradientCheck,
  { original = check, ...fit }: Noting,
): readonly string[] {
  const notes = [
    evaluations(check),
    step(check),
    coverage(check),
    unverified(check),
    unchecked(check),
  ].filter((note) => note !== '');
  return [...notes.flatMap((note) => wrap(`note: ${note}`, fit)), ...repetition(original, fit)];
}

function help(advice: string, fit: Fit): readonly string[] {
  return wrap(`help: ${asPhrase(advice)}`, { ...fit, indent: 2 });
}

function evaluations(check: GradientCheck): string {
  const { evaluations, seed, rows } = check;
  const { value, gradient } = evaluations;
  const isContracted = check.variables.every(({ derivative }) => derivative === undefined);
  const through = rows > 1 && isContracted ? `, ${rows} cotangents` : '';
  const { derivative } = wordsOf(check);
  const of = check.of === 'hessian' ? '' : ' of the value';
  return `${counted(value, 'evaluation')}${of}, ${gradient} of the ${derivative}; seed ${seed}${through}`;
}

function step({ epsilon }: GradientCheck): string {
  return epsilon === undefined
    ? ''
    : `epsilon ${epsilon}, plain central differences; bars of round-off only`;
}

function coverage(check: GradientCheck): string {
  const { checked, total, smallestDetectable, missProbability } = check.coverage;
  if (checked === total) return '';
  if (missProbability !== undefined) return throughAll(check.coverage, missProbability);
  const { one, many } = wordsOf(check);
  const { part } = check;
  const share = `${part ? `part ${part.number}/${part.of}: ` : ''}${checked} of ${total} ${total === 1 ? one : many} checked`;
  if (checked === 0 || smallestDetectable >= 1) return share;
  return `${share}; smallest detectable error in them ${formatBar(smallestDetectable)}`;
}

/** What directions through all coordinates have proven, and what they may have missed. */
function throughAll(
  { checked, total, probes, smallestDetectable }: Coverage,
  missProbability: number,
): string {
  const looked = `${checked} of ${counted(total, 'coordinate')} checked one by one, the others by ${counted(probes, 'probe')} through all of them`;
  if (smallestDetectable >= 1) return looked;
  const seen = `a relative error above ${formatBar(smallestDetectable)} would have been seen in any single one`;
  const chance = missProbability < 1e-15 ? 'next to none' : formatBar(missProbability);
  return `${looked}; ${seen}, and in several together unless they cancel, a chance of ${chance} at most`;
}

/** Variables named before the rest is only counted. */
const NAMED = 3;

/** Columns a path may take inside a note. */
const PATH_WIDTH = 40;

/** Zeros on both sides agree; but so would they if somebody had forgotten a gradient that happens to be zero here. */
function unverified(check: GradientCheck): string {
  const { variables } = check;
  const zero = variables.filter((variable) => variable.unverified);
  if (zero.length === 0) return '';
  const paths = zero.slice(0, NAMED).map(({ path }) => shorten(path, { width: PATH_WIDTH }));
  const more = zero.length > NAMED ? [`${zero.length - NAMED} more variables`] : [];
  const of = variables.length === 1 ? '' : ` of ${listed([...paths, ...more])}`;
  const isAll = zero.every(({ checked, total }) => checked === total);
  const where = isAll ? 'everywhere' : 'wherever it was checked';
  const { derivative } = wordsOf(check);
  const isExact = zero.every(({ analytic }) => analytic.every((a) => a === 0));
  const what = isExact
    ? `is zero ${where}, analytic and numeric`
    : `is small beside the slopes around, ${where}, and counts as zero`;
  return `the ${derivative}${of} ${what}: unverified, because a forgotten ${derivative} would agree as well`;
}

/** Inputs that a layer takes and gives no gradient of: they were held as they are. */
function unchecked({ unchecked: inputs = [] }: GradientCheck): string {
  if (inputs.length === 0) return '';
  const paths = inputs.map((path) => shorten(path, { width: PATH_WIDTH }));
  return `${listed(paths)} ${paths.length === 1 ? 'has' : 'have'} no gradient: unchecked`;
}

/**
 * The options that check only the worst coordinate, to be copied: never shortened, and broken only where JavaScript allows it;
 * nothing when they do not fit even then.
 */
function repetition(check: GradientCheck, { width }: Fit): readonly string[] {
  const [worst] = worstFirst(check);
  if (worst === undefined || check.coverage.checked < 2) return [];
  const { names, note } = worstAlone(check, worst);
  const options = `{ variables: [${names}], seed: ${check.seed} }`;
  const forms = [
    [`${note} ${options}`],
    [note, `  ${options}`],
    [note, '  { variables: [', `    ${names},`, `  ], seed: ${check.seed} }`],
  ];
  return forms.find((lines) => lines.every((line) => columnsOf(line) <= width)) ?? [];
}

/** What is possible one by one and not together shows only in all of them. */
function worstAlone(check: GradientCheck, worst: CoordinateCheck) {
  const { one, many } = wordsOf(check);
  if (worst.around?.kind !== 'impossible')
    return { names: literal(worst.coordinate), note: `note: for the worst ${one} alone:` };
  const tied = worstFirst(check).filter(({ around }) => around?.kind === 'impossible');
  const names = tied.map(({ coordinate }) => literal(coordinate)).join(', ');
  return { names, note: `note: for these ${many} alone:` };
}
