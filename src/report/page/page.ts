import type { GradientCheck, VariableCheck } from '../../record.ts';
import { headline } from '../headline.ts';
import { findings, notes } from './findings.ts';
import { gauge } from './gauge.ts';
import { ladderFigure } from './ladder-figure.ts';
import { mapFigure } from './map-figure.ts';
import { element, fragment, type Markup } from './markup.ts';
import { pointsOf } from './points.ts';
import { scatterFigure } from './scatter-figure.ts';
import { slopesFigure } from './slopes-figure.ts';
import { STYLE } from './style.ts';
import {
  anchorOf,
  coordinatesTable,
  layersTable,
  sortedByVerdict,
  variablesTable,
  verdictMark,
} from './tables.ts';

/** Variables that are drawn: of those that do not match, and of all, the wrong ones first. */
const MOST = { wrong: 8, all: 3 };

/**
 * Writes a check as one page of HTML that needs nothing else: no script, no font, no request. It is well-formed XML too.
 */
export function formatPage(check: GradientCheck): string {
  const sentence = headline(check, { negated: false });
  const drawn = sortedByVerdict(check.variables).filter(
    ({ verdict }, i) => i < (verdict === 'match' ? MOST.all : MOST.wrong),
  );
  const body = element('body', {}, [
    patterns(),
    element('header', {}, [
      verdictMark(check.verdict),
      element('h1', {}, [sentence]),
      gauge(check),
      thresholdReason(check),
    ]),
    element('main', {}, [
      findings(check),
      layersTable(check),
      variablesTable(check, new Set(drawn)),
      ...drawn.map((variable) => variableSection(check, variable)),
      notes(check),
    ]),
  ]);
  const head = element('head', {}, [
    element('meta', { charset: 'utf-8' }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('title', {}, [sentence]),
    { markup: `<style>${STYLE}</style>` },
  ]);
  return `<!DOCTYPE html>\n${element('html', { lang: 'en' }, [head, body]).markup}\n`;
}

function variableSection(check: GradientCheck, variable: VariableCheck): Markup {
  const { path, shape, dtype, verdict } = variable;
  const points = pointsOf(variable);
  const id = anchorOf(variable, check.variables);
  const kind = shape.length === 0 ? dtype : `[${shape.join(', ')}] ${dtype}`;
  return element('section', { class: 'variable', id }, [
    element('h2', {}, [
      element('code', {}, [path]),
      element('span', { class: 'kind' }, [kind]),
      verdictMark(verdict),
    ]),
    element('div', { class: 'figures' }, [
      mapFigure(variable, points),
      scatterFigure(variable, points),
      slopesFigure(variable) ?? ladderFigure(variable),
    ]),
    coordinatesTable(check, variable),
  ]);
}

function thresholdReason({ thresholdReason: reason }: GradientCheck): Markup | undefined {
  return reason === undefined
    ? undefined
    : element('p', { class: 'remark' }, [`The threshold in force: ${reason}.`]);
}

/** Hatchings, which the drawings refer to by name. */
function patterns(): Markup {
  const hatch = (id: string) =>
    element(
      'pattern',
      { id, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      [
        element('rect', { class: 'ground', width: 5, height: 5 }),
        element('rect', { class: 'stripe', width: 2, height: 5 }),
      ],
    );
  const hidden = { width: 0, height: 0, 'aria-hidden': 'true', class: 'patterns' };
  return element('svg', hidden, [
    element('defs', {}, [fragment([hatch('undecided'), hatch('unresolved')])]),
  ]);
}
