import type { ContractViolation, Diagnosis, GradientCheck } from '../check/record.ts';
import { placeOf } from './headline.ts';
import { formatError } from './number.ts';
import { asPhrase, counted, WIDTH, wrap } from './prose.ts';
import { columnsOf } from './width.ts';
import { worstFirst } from './worst.ts';

/** What mistake it looks like, with its evidence and what to look at. */
export function formatDiagnosis(diagnosis: Diagnosis, check: GradientCheck): readonly string[] {
  const title = asPhrase(diagnosis.title) + placeOf(diagnosis, check);
  return [
    ...wrap(`diagnosis: ${title} (${diagnosis.id})`),
    ...wrap(asPhrase(diagnosis.evidence), { indent: 2 }),
    ...help(diagnosis.help),
  ];
}

/** A promise the subject did not keep, and what to look at. */
export function formatViolation({ title, help: advice }: ContractViolation): readonly string[] {
  return [...wrap(`contract: ${asPhrase(title)}`), ...help(advice)];
}

/** The circumstances: cost, step, coverage, and how to do it again. */
export function formatNotes(check: GradientCheck): readonly string[] {
  const notes = [evaluations(check), step(check), coverage(check)].filter((note) => note !== '');
  return [...notes.flatMap((note) => wrap(`note: ${note}`)), ...repetition(check)];
}

function help(advice: string): readonly string[] {
  return wrap(`help: ${asPhrase(advice)}`, { indent: 2 });
}

function evaluations({ evaluations: { value, gradient }, seed }: GradientCheck): string {
  return `${counted(value, 'evaluation')} of the value, ${gradient} of the gradient; seed ${seed}`;
}

function step({ epsilon }: GradientCheck): string {
  return epsilon === undefined
    ? ''
    : `epsilon ${epsilon}, plain central differences; bars of round-off only`;
}

function coverage({ coverage: { checked, total, smallestDetectable } }: GradientCheck): string {
  if (checked === total) return '';
  const share = `${checked} of ${counted(total, 'coordinate')} checked`;
  const smallest = `smallest detectable error ${formatError(smallestDetectable)}`;
  return checked === 0 ? share : `${share}; ${smallest}`;
}

/**
 * The options that check only the worst coordinate, to be copied: never shortened, and broken only where JavaScript allows it;
 * nothing when they do not fit even then.
 */
function repetition(check: GradientCheck): readonly string[] {
  const [worst] = worstFirst(check);
  if (worst === undefined || check.coverage.checked < 2) return [];
  const name = quoted(worst.coordinate);
  const note = 'note: for the worst coordinate alone:';
  const options = `{ variables: [${name}], seed: ${check.seed} }`;
  const forms = [
    [`${note} ${options}`],
    [note, `  ${options}`],
    [note, '  { variables: [', `    ${name},`, `  ], seed: ${check.seed} }`],
  ];
  return forms.find((lines) => lines.every((line) => columnsOf(line) <= WIDTH)) ?? [];
}

function quoted(path: string): string {
  return /['\\]|\p{Cc}/u.test(path) ? JSON.stringify(path) : `'${path}'`;
}
