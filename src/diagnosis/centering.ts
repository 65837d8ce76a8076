import { byRow, groupedAlong, mean } from './groups.ts';
import type { Form, Law, Words } from './law.ts';
import { brief, digitsOf, everyCoordinate, shortest } from './prose.ts';
import { type Row, type Scope, tolerance } from './scope.ts';

/** The two sides differ by their mean, over all coordinates or over an axis. */
export const missingCentering: Law = {
  id: 'missing-centering',
  forms: (scope) =>
    scope.complete && scope.rows.length > 1
      ? groupings(scope).flatMap((grouping) => [
          subtracted(scope, grouping),
          ...forgotten(scope, grouping),
        ])
      : [],
};

/** Which rows have a mean together. */
interface Grouping {
  /** ` over axis 0`; empty for the mean over all. */
  readonly name: string;
  readonly cost: number;
  readonly groups: readonly (readonly Row[])[];
}

function groupings({ rows, variables }: Scope): readonly Grouping[] {
  const all = { name: '', cost: 5, groups: [rows] };
  const most = Math.max(...variables.map(({ shape }) => shape.length));
  if (most < 2) return [all];
  const axes = Array.from({ length: most }, (_, axis) => ({
    name: ` over axis ${axis}`,
    cost: 7,
    groups: groupedAlong(rows, axis),
  }));
  return [all, ...axes];
}

/** analytic = numeric − mean(numeric): nothing is fitted. */
function subtracted(scope: Scope, { name, cost, groups }: Grouping): Form {
  const means = byRow(groups, (group) => mean(group, ({ numeric }) => numeric));
  const slack = byRow(groups, (group) => mean(group, ({ bar }) => bar));
  return {
    predictions: scope.rows.map((row) => ({
      numeric: row.numeric - (means.get(row) ?? 0),
      bar: row.bar + (slack.get(row) ?? 0),
    })),
    cost,
    fitted: 0,
    words: () => ({
      title: `needless centering${name}`,
      evidence: `analytic = numeric - mean of numeric${name} in ${everyCoordinate(scope)}`,
      help: 'does the gradient subtract a mean that the value does not subtract?',
    }),
  };
}

/**
 * numeric = analytic − mean(analytic). The mean is not to be had from the numeric side, so each group fits one number;
 * but then the numeric side must have the mean zero.
 */
function forgotten(scope: Scope, { name, cost, groups }: Grouping): readonly Form[] {
  if (!groups.every(isCentred) || groups.some(isRound)) return [];
  const means = byRow(groups, (group) => mean(group, ({ analytic }) => analytic));
  return [
    {
      predictions: scope.rows.map((row) => ({
        numeric: row.numeric + (means.get(row) ?? 0),
        bar: row.bar,
      })),
      cost,
      fitted: groups.length,
      words: () => forgottenWords(scope, { name, first: means.values().next().value ?? 0 }),
    },
  ];
}

function forgottenWords(
  scope: Scope,
  { name, first }: { readonly name: string; readonly first: number },
): Words {
  const size = name === '' ? ` (${brief(first)})` : '';
  return {
    title: `missing centering${name}`,
    evidence: `numeric = analytic - mean of analytic${name}${size} in ${everyCoordinate(scope)}`,
    help: 'does the value centre, normalise or take a softmax, whose gradient has the mean zero?',
  };
}

// to a thousandth: else any gradient that differs by a constant would do
function isCentred(group: readonly Row[]): boolean {
  const size = mean(group, ({ numeric }) => Math.abs(numeric));
  const slack = mean(group, (row) => tolerance(row, row));
  const off = Math.abs(mean(group, ({ numeric }) => numeric));
  return group.length > 1 && off <= slack && slack < 1e-3 * size;
}

// a mean is hardly ever a round number, but a constant that somebody has added is
function isRound(group: readonly Row[]): boolean {
  const shift = mean(group, ({ analytic }) => analytic);
  const slack = mean(group, ({ bar }) => bar);
  return digitsOf(shortest(shift, { uncertainty: slack })) <= 2;
}
