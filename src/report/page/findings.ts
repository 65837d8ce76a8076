import type { ContractViolation, Diagnosis, GradientCheck } from '../../record.ts';
import { placeOf } from '../headline.ts';
import { formatNotes } from '../notes.ts';
import { asPhrase, WIDTH } from '../prose.ts';
import { element, type Markup } from './markup.ts';

/** What mistakes it looks like, and which promises the subject did not keep. */
export function findings(check: GradientCheck): Markup | undefined {
  const { diagnoses, contract } = check;
  if (diagnoses.length + contract.length === 0) return undefined;
  return element('section', { class: 'findings', 'aria-label': 'What it looks like' }, [
    ...contract.filter(({ fatal }) => fatal).map(violation),
    ...diagnoses.map((one) => diagnosis(one, check)),
    ...contract.filter(({ fatal }) => !fatal).map(violation),
  ]);
}

function diagnosis(found: Diagnosis, check: GradientCheck): Markup {
  return element('article', { class: 'diagnosis' }, [
    element('h2', {}, [
      asPhrase(found.title) + placeOf(found, check),
      element('span', { class: 'id' }, [found.id]),
    ]),
    element('p', {}, [found.evidence]),
    help(found.help),
  ]);
}

function violation({ id, title, help: advice }: ContractViolation): Markup {
  return element('article', { class: 'contract' }, [
    element('h2', {}, [asPhrase(title), element('span', { class: 'id' }, [id])]),
    help(advice),
  ]);
}

function help(advice: string): Markup {
  return element('p', { class: 'help' }, [element('strong', {}, ['Look at: ']), advice]);
}

/** The circumstances, and how to do it again: what the text report says, without its line breaks. */
export function notes(check: GradientCheck): Markup {
  const whole = formatNotes(check, { width: WIDTH }).join('\n').replace(/\n +/g, ' ');
  const items = whole.split('\n').map((note) => note.replace(/^note: /, ''));
  return element('section', { class: 'notes' }, [
    element('h2', {}, ['Notes']),
    element(
      'ul',
      {},
      items.map((item) => element('li', {}, [item])),
    ),
  ]);
}
