import type { Form, Law, Words } from './law.ts';
import { isCopy, type Lines, predicting } from './lines.ts';
import type { MatrixLaw } from './matrix-law.ts';
import { listed } from './prose.ts';

/** The rows, or the columns, of the right matrix in another order. */
export const rowsExchanged = exchanged('rows-exchanged', 'row');
export const columnsExchanged = exchanged('columns-exchanged', 'column');

/** A row is the derivative of another output, or a column that by another input. */
export const wrongOutput = taken('wrong-output', 'row');
export const wrongInput = taken('wrong-input', 'column');

function exchanged(id: Law['id'], noun: Lines['noun']): MatrixLaw {
  return {
    id,
    forms: (lines) => {
      if (lines.noun !== noun) return [];
      const sources = sourcesOf(lines);
      return sources && isOrder(lines, sources)
        ? [copied(lines, sources, exchangedWords(lines))]
        : [];
    },
  };
}

function taken(id: Law['id'], noun: Lines['noun']): MatrixLaw {
  return {
    id,
    forms: (lines) => {
      if (lines.noun !== noun) return [];
      const sources = sourcesOf(lines);
      return sources && !isOrder(lines, sources)
        ? [copied(lines, sources, takenWords(lines, sources))]
        : [];
    },
  };
}

/** Whether the wrong lines have each other's numbers, and nobody else's. */
function isOrder({ wrong }: Lines, sources: readonly number[]): boolean {
  return wrong.every((line) => sources.includes(line));
}

/** For each wrong line the one whose numbers it has, another wrong one if there is. */
function sourcesOf({ lines, wrong }: Lines): readonly number[] | undefined {
  const among = [...wrong, ...lines.keys()];
  const sources = wrong.map((line) =>
    among.find((other) => other !== line && isCopy(lines[line], lines[other])),
  );
  const isEach = sources.length > 0 && sources.every((source) => source !== undefined);
  return isEach ? (sources as readonly number[]) : undefined;
}

function copied(lines: Lines, sources: readonly number[], words: Words): Form {
  const sourceOf = new Map(lines.wrong.map((line, k) => [line, sources[k]]));
  return {
    predictions: predicting(lines, (line, at) => {
      const { numeric, bar } = lines.lines[sourceOf.get(line) ?? line][at];
      return { numeric, bar };
    }),
    cost: 3 + sources.length * Math.log2(lines.lines.length),
    fitted: 0,
    words: () => words,
  };
}

function exchangedWords({ noun, names, wrong }: Lines): Words {
  const which = wrong.map((line) => names[line]);
  const pair = wrong.length === 2;
  return {
    title: pair
      ? `the ${noun}s of ${listed(which)} exchanged`
      : `${wrong.length} ${noun}s in another order`,
    evidence: pair
      ? `each of them has the numbers of the other`
      : `the ${noun}s of ${listed(which)} have each other's numbers`,
    help: ORDER_HELP[noun],
  };
}

const ORDER_HELP = {
  row: 'are the outputs in the order in which `value` returns them?',
  column: 'are the columns in the order of the variables?',
} as const;

function takenWords({ noun, names, wrong }: Lines, sources: readonly number[]): Words {
  const [first] = wrong;
  const [own, other] = [names[first], names[sources[0]]];
  const derivative = noun === 'row' ? `the derivative of ${other}` : `the derivative by ${other}`;
  const many = noun === 'row' ? 'derivatives of other outputs' : 'derivatives by other inputs';
  return {
    title:
      wrong.length === 1
        ? `${derivative} in the ${noun} of ${own}`
        : `${wrong.length} ${noun}s that are ${many}`,
    evidence: `the ${noun} of ${own} has the numbers that differences give for ${other}`,
    help: `is an index, or a line that was copied, still that of another ${noun}?`,
  };
}
