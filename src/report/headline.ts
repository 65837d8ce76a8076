import type { Diagnosis, GradientCheck, VariableCheck } from '../record.ts';
import { asPhrase } from './prose.ts';
import { shorten } from './shorten.ts';
import { wordsFor, wordsOf } from './words.ts';

/** Columns a path may take inside a sentence. */
const PATH_WIDTH = 40;

/**
 * Says in one sentence what the check found and, if it is known, what mistake it looks like.
 *
 * @param negated - the sentence is for an assertion that demanded a mismatch
 */
export function headline(check: GradientCheck, { negated }: { readonly negated: boolean }): string {
  const { derivative } = wordsOf(check);
  switch (check.verdict) {
    case 'match':
      return `the ${derivative} is correct${whereCorrect(check)}${negated ? ', but a mismatch was demanded' : ''}`;
    case 'mismatch':
      return `${derivative} mismatch${whereWrong(check)}${resemblance(check)}`;
    case 'inconclusive':
      return `${derivative} check inconclusive${whyUndecided(check) || resemblance(check)}`;
  }
}

/** What a diagnosis was found in, unless its title says so or nothing else could be meant. */
export function placeOf({ path, title }: Diagnosis, { variables }: GradientCheck): string {
  if (path === undefined || variables.length < 2) return '';
  const named = title.split(/[\s,:]+/).some((word) => word === path || word.startsWith('∂'));
  return named ? '' : ` in ${shorten(path, { width: PATH_WIDTH })}`;
}

function whereCorrect(check: GradientCheck): string {
  const { checked, total, missProbability } = check.coverage;
  const { many } = wordsOf(check);
  if (total <= 1) return '';
  return checked === total || missProbability !== undefined
    ? ` in all ${total} ${many}`
    : ` in the ${checked} (of ${total}) ${many} checked`;
}

function whereWrong({ variables }: GradientCheck): string {
  const wrong = variables.filter((variable) => certain(variable) > 0);
  if (wrong.length === 0) return somewhere(variables);
  const only = wrong.length === 1 && variables.length > 1;
  const of = only ? shorten(wrong[0].path, { width: PATH_WIDTH }) : '';
  const undecided = sum(variables, (variable) => variable.wrong - certain(variable));
  return (
    share(only ? wrong : variables, of) + (undecided > 0 ? `, ${undecided} more undecided` : '')
  );
}

/** Directions have seen an error that no single coordinate was found to have. */
function somewhere(variables: readonly VariableCheck[]): string {
  const wrong = variables.filter(({ verdict }) => verdict === 'mismatch');
  if (variables.length === 1 || wrong.length !== 1) return '';
  return ` in ${shorten(wrong[0].path, { width: PATH_WIDTH })}`;
}

function share(variables: readonly VariableCheck[], of: string): string {
  const wrong = sum(variables, certain);
  const checked = sum(variables, (variable) => variable.checked);
  const total = sum(variables, (variable) => variable.total);
  if (total === 1) return of === '' ? '' : ` in ${of}`;
  const { many } = wordsFor(variables[0]);
  const among = checked === total ? many : `checked ${many}`;
  const counts = wrong === checked ? `all ${checked}` : `${wrong} of ${checked}`;
  return ` in ${counts} ${among}${of === '' ? '' : ` of ${of}`}`;
}

// certain ones come first in the record: if it ends with an undecided one, it holds all of them
function certain({ worst, wrong }: VariableCheck): number {
  const count = worst.filter(({ verdict }) => verdict === 'mismatch').length;
  return count === worst.length ? wrong : count;
}

function resemblance(check: GradientCheck): string {
  const likenesses = check.diagnoses.map(
    (diagnosis) => asPhrase(diagnosis.title) + placeOf(diagnosis, check),
  );
  if (likenesses.length === 0) return '';
  if (likenesses.length <= 2) return `: looks like ${likenesses.join(' and ')}`;
  return `: looks like ${likenesses[0]}, and ${likenesses.length - 1} more mistakes`;
}

// a reason that repeats the broken contract would say the same thing twice
function whyUndecided({ reason, contract }: GradientCheck): string {
  if (reason === undefined) return '';
  const repeated = contract.some(({ fatal, title }) => fatal && reason.startsWith(title));
  return repeated ? '' : `: ${asPhrase(reason)}`;
}

function sum(
  variables: readonly VariableCheck[],
  count: (variable: VariableCheck) => number,
): number {
  return variables.reduce((total, variable) => total + count(variable), 0);
}
