import type { Words } from './law.ts';
import { type Lines, predicting } from './lines.ts';
import type { MatrixLaw } from './matrix-law.ts';
import { shortest } from './prose.ts';
import type { Row } from './scope.ts';

/** Wrong lines are the negative of what they should be. */
export const signFlippedInLines: MatrixLaw = {
  id: 'sign-flipped',
  forms: (lines) =>
    lines.wrong.length === 0
      ? []
      : [
          {
            predictions: predicting(lines, (line, at) => {
              const { numeric, bar } = lines.lines[line][at];
              return { numeric: -numeric, bar };
            }),
            cost: 3 + lines.wrong.length,
            fitted: 0,
            words: () => flippedWords(lines),
          },
        ],
};

/**
 * Every wrong line is a multiple of what it should be, each with a factor of its own: y = g(u(x)) has J = diag(g′)·u′, so that g′ left
 * out scales the rows; what belongs to one input alone scales its column.
 */
export const chainRuleDropped: MatrixLaw = {
  id: 'chain-rule-dropped',
  forms: (lines) => {
    const factors = new Map(lines.wrong.map((line) => [line, factorOf(lines.lines[line])]));
    if (lines.wrong.length === 0 || [...factors.values()].includes(undefined)) return [];
    return [
      {
        predictions: predicting(lines, (line, at) => {
          const { numeric, bar } = lines.lines[line][at];
          const { value } = factors.get(line) as Factor;
          return { numeric: value * numeric, bar: Math.abs(value) * bar };
        }),
        cost: 5,
        fitted: lines.wrong.length,
        words: () => scaledWords(lines, factors as ReadonlyMap<number, Factor>),
      },
    ];
  },
};

interface Factor {
  readonly value: number;
  readonly uncertainty: number;
}

/** By the entry that shows it best; one entry alone has a factor whatever it is. */
function factorOf(line: readonly Row[]): Factor | undefined {
  const telling = line.filter(({ numeric, bar }) => Math.abs(numeric) > 4 * bar);
  if (telling.length < 2) return undefined;
  const best = telling.reduce((a, b) =>
    a.bar / Math.abs(a.numeric) <= b.bar / Math.abs(b.numeric) ? a : b,
  );
  const value = best.analytic / best.numeric;
  if (value === 0) return undefined;
  const relative = best.bar / Math.abs(best.numeric) + best.variable.threshold;
  return { value, uncertainty: Math.abs(value) * relative };
}

function flippedWords({ noun, names, wrong, lines }: Lines): Words {
  const [first] = wrong;
  return {
    title:
      wrong.length === 1
        ? `a flipped sign in the ${noun} of ${names[first]}`
        : `a flipped sign in ${wrong.length} of ${lines.length} ${noun}s`,
    evidence: `analytic = −numeric in ${wrong.length === 1 ? `that ${noun}` : 'each of them'}; the other ${noun}s agree`,
    help: `is it that of ${noun === 'row' ? 'data − model where the value is model − data' : 'minus the variable'}?`,
  };
}

function scaledWords(
  { noun, names, wrong, lines }: Lines,
  factors: ReadonlyMap<number, Factor>,
): Words {
  const shown = wrong.slice(0, 3).map((line) => {
    const { value, uncertainty } = factors.get(line) as Factor;
    return `${shortest(value, { uncertainty }).toPrecision(4)} × numeric in the ${noun} of ${names[line]}`;
  });
  const more = wrong.length > 3 ? ', and so on' : '';
  return {
    title:
      wrong.length === 1
        ? `a factor in the ${noun} of ${names[wrong[0]]}`
        : `a factor of the chain rule left out, another in each of ${wrong.length} ${noun}s`,
    evidence: `analytic = ${shown.join(', ')}${more}: every entry of ${wrong.length === lines.length ? `all ${lines.length} ${noun}s` : 'these'} has the factor`,
    help:
      noun === 'row'
        ? 'is the derivative of an outer function of each output left out, or taken twice: a square root, a weight, a loss?'
        : 'is the derivative of an inner function of this variable left out, or taken twice: an exponential, a change of units?',
  };
}
