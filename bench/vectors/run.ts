import { checkJacobian, type GradientCheck } from '../../src/index.ts';
import { colouringOf } from '../../src/numeric/colouring.ts';
import { LARGER } from '../../test/zoo/larger-vectors.ts';
import { type Rows, slipsOf } from '../../test/zoo/vector-slips.ts';
import { VECTORS, type VectorFunction } from '../../test/zoo/vectors.ts';
import { table } from '../markdown.ts';
import type { Answer } from '../peers/peer.ts';
import { type VectorProblem, type VectorRule, vectorRules } from './rules.ts';

/** What a rule has said of all Jacobians. */
interface Said {
  readonly rule: string;
  readonly right: Record<Answer, number>;
  readonly wrong: Record<Answer, number>;
  /** Evaluations for right ones, over what is allowed for as many columns, or colours. */
  readonly costs: number[];
  /** Jacobians that it was wrong about. */
  readonly complaints: string[];
}

function open(rule: string): Said {
  const none = () => ({ correct: 0, wrong: 0, undecided: 0 });
  return { rule, right: none(), wrong: none(), costs: [], complaints: [] };
}

interface Place {
  readonly f: VectorFunction;
  readonly at: readonly number[];
}

const places: readonly Place[] = [...VECTORS, ...LARGER].flatMap((f) =>
  f.points.map((at) => ({ f, at })),
);

/** Holds every rule, and ours in the end, against the vector functions of the zoo with every slip. */
export function runVectors(): string {
  const all = [
    ...vectorRules.map(saidBy),
    ours('**expect-gradient**', denseOf),
    ours('**expect-gradient**, triplets without zeros', tripletsOf),
  ];
  const [{ right, wrong }] = all;
  const [r, w] = [right, wrong].map((count) => count.correct + count.wrong + count.undecided);
  return [
    `Vector functions: ${r} right Jacobians, and ${w} with a slip.`,
    table(
      [
        'rule',
        'false alarms',
        'misses',
        'inconclusive',
        'evaluations over what is allowed: mean, most',
      ],
      all.map(row),
    ),
    'Allowed are 2n + 5 evaluations for n columns, and of triplets 2c + 6 for c colours.',
    ...all.flatMap(({ rule, complaints }) =>
      rule.startsWith('**') ? complaints.map((one) => `- ${rule}: ${one}`) : [],
    ),
  ].join('\n\n');
}

function row({ rule, right, wrong, costs }: Said): readonly string[] {
  const mean = costs.reduce((sum, one) => sum + one, 0) / costs.length;
  return [
    rule,
    String(right.wrong),
    String(wrong.correct),
    `${right.undecided} + ${wrong.undecided}`,
    `${mean.toFixed(2)}, ${Math.max(...costs).toFixed(2)}`,
  ];
}

function allowed({ at }: Place): number {
  return 2 * at.length + 5;
}

function hasSizesOf(one: Rows, other: Rows): boolean {
  return one.length === other.length && one[0].length === other[0].length;
}

function saidBy(rule: VectorRule): Said {
  const said = open(rule.name);
  for (const place of places) {
    const problem = counted(place);
    const judge = rule.study(problem);
    const rows = place.f.jacobian(place.at);
    said.right[judge(rows)] += 1;
    // any rule sees that a matrix has other sizes
    for (const [, slipped] of slipsOf(rows))
      said.wrong[hasSizesOf(slipped, rows) ? judge(slipped) : 'wrong'] += 1;
    said.costs.push(problem.points.size / allowed(place));
  }
  return said;
}

/** A value that is computed once a point, as whoever wants a whole Jacobian does. */
function counted({
  f,
  at,
}: Place): VectorProblem & { readonly points: ReadonlyMap<string, readonly number[]> } {
  const points = new Map<string, readonly number[]>();
  const value = (x: readonly number[]) => {
    const key = x.join();
    const known = points.get(key) ?? f.value(x);
    points.set(key, known);
    return known;
  };
  return { at, value, points };
}

/** How a Jacobian is handed over, and how many evaluations it may cost. */
interface Held {
  readonly jacobian: unknown;
  readonly allowed: number;
}

type Holding = (rows: Rows, place: Place) => Held;

const denseOf: Holding = (rows, place) => ({ jacobian: rows, allowed: allowed(place) });

const tripletsOf: Holding = (rows, { at }) => {
  const entries = rows.flatMap((entriesOf, i) =>
    entriesOf.flatMap((entry, j) => (entry === 0 ? [] : [[i, j, entry] as const])),
  );
  const jacobian = {
    rows: entries.map(([i]) => i),
    cols: entries.map(([, j]) => j),
    values: entries.map(([, , entry]) => entry),
    shape: [rows.length, at.length],
  };
  const starts = Uint32Array.from([
    0,
    ...rows.map((_, i) => entries.filter(([row]) => row <= i).length),
  ]);
  const columns = Uint32Array.from(jacobian.cols);
  const { groups } = colouringOf({ starts, columns, width: at.length });
  return { jacobian, allowed: 2 * groups.length + 6 };
};

const ANSWERS = { match: 'correct', mismatch: 'wrong', inconclusive: 'undecided' } as const;

function ours(rule: string, hold: Holding): Said {
  const said = open(rule);
  for (const place of places) {
    const { f, at } = place;
    const rows = f.jacobian(at);
    const judge = (given: Rows) => {
      const fits = hasSizesOf(given, rows);
      const { jacobian } = fits ? hold(given, place) : denseOf(given, place);
      return checkJacobian({ value: f.value, jacobian: () => jacobian }, { at }) as GradientCheck;
    };
    const found = judge(rows);
    said.right[ANSWERS[found.verdict]] += 1;
    said.costs.push(found.evaluations.value / hold(rows, place).allowed);
    if (found.verdict !== 'match') said.complaints.push(`${f.name}, right: ${found.verdict}`);
    for (const [name, slipped] of slipsOf(rows)) {
      const { verdict } = judge(slipped);
      said.wrong[ANSWERS[verdict]] += 1;
      if (verdict !== 'mismatch') said.complaints.push(`${f.name}, ${name}: ${verdict}`);
    }
  }
  return said;
}
