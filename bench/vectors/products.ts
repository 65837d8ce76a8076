import { checkHessian, checkJvp, checkVjp, type GradientCheck } from '../../src/index.ts';
import { LARGER } from '../../test/zoo/larger-vectors.ts';
import {
  backwards,
  forwards,
  productSlips,
  type Times,
  type Vector,
} from '../../test/zoo/product-slips.ts';
import { VECTORS, type VectorFunction } from '../../test/zoo/vectors.ts';
import { table } from '../markdown.ts';
import type { Answer } from '../peers/peer.ts';
import { productRules } from './product-rules.ts';

/** A product with the Jacobian of a function: v, or of a gradient, w. */
interface Column {
  readonly name: string;
  readonly kind: 'jvp' | 'vjp';
  readonly times: Times;
  readonly functions: readonly VectorFunction[];
  readonly check: (f: VectorFunction, product: Product, at: Vector) => GradientCheck;
}

type Product = (x: Vector, vector: Vector) => Vector;

const ALL = [...VECTORS, ...LARGER];

/** Those that are gradients: their matrices are symmetric, everywhere. */
const GRADIENTS = ['a softmax', 'a discrete boundary value', 'five points of a stencil'];

const COLUMNS: readonly Column[] = [
  {
    name: 'J·v',
    kind: 'jvp',
    times: forwards,
    functions: ALL,
    check: ({ value }, jvp, at) => checkJvp({ value, jvp }, { at }) as GradientCheck,
  },
  {
    name: 'Jᵀ·w',
    kind: 'vjp',
    times: backwards,
    functions: ALL,
    check: ({ value }, vjp, at) => checkVjp({ value, vjp }, { at }) as GradientCheck,
  },
  {
    name: 'H·v',
    kind: 'jvp',
    times: forwards,
    functions: ALL.filter(({ name }) => GRADIENTS.includes(name)),
    check: ({ value }, hvp, at) => checkHessian({ gradient: value, hvp }, { at }) as GradientCheck,
  },
];

const ANSWERS = { match: 'correct', mismatch: 'wrong', inconclusive: 'undecided' } as const;

/** What a rule has said of the products of one column. */
interface Said {
  readonly right: Record<Answer, number>;
  readonly wrong: Record<Answer, number>;
  readonly complaints: string[];
}

type Judge = (product: Product) => Answer;

/** Holds every rule that checks products, and ours, against the vector functions of the zoo with every slip. */
export function runProducts(): string {
  const rules = [...productRules.map(({ name }) => name), '**expect-gradient**'];
  const said = rules.map((_, i) => COLUMNS.map((column) => saidBy(column, i)));
  const counts = said[0].map(({ right, wrong }, i) => {
    const total = (one: Said['right']) => one.correct + one.wrong + one.undecided;
    return `${total(right)} right ${COLUMNS[i].name} and ${total(wrong)} with a slip`;
  });
  return [
    `Products: ${counts.join(', ')}.`,
    table(
      ['rule', ...COLUMNS.map(({ name }) => `${name}: false alarms, misses, inconclusive`)],
      said.map((columns, i) => [rules[i], ...columns.map(cell)]),
    ),
    'Inconclusive by intention is a product that is another at every call.',
    ...said.slice(-1)[0].flatMap(({ complaints }) => complaints.map((one) => `- ${one}`)),
  ].join('\n\n');
}

function cell({ right, wrong }: Said): string {
  return `${right.wrong}, ${wrong.correct}, ${right.undecided} + ${wrong.undecided}`;
}

function saidBy(column: Column, rule: number): Said {
  const none = () => ({ correct: 0, wrong: 0, undecided: 0 });
  const said: Said = { right: none(), wrong: none(), complaints: [] };
  for (const f of column.functions)
    for (const at of f.points) {
      const judge = judgeFor(column, rule, { f, at });
      const found = judge((x, vector) => column.times(f.jacobian(x), vector));
      said.right[found] += 1;
      if (found !== 'correct') said.complaints.push(`${column.name} of ${f.name}, right: ${found}`);
      for (const { name, product } of productSlips(f, at, column.times)) {
        const answer = judge(product);
        said.wrong[answer] += 1;
        if (answer === 'correct') said.complaints.push(`${column.name} of ${f.name}, ${name}`);
      }
    }
  return said;
}

function judgeFor(
  { kind, check }: Column,
  rule: number,
  { f, at }: { readonly f: VectorFunction; readonly at: Vector },
): Judge {
  if (rule === productRules.length) return (product) => ANSWERS[check(f, product, at).verdict];
  const judge = productRules[rule].study({ at, value: f.value, kind });
  return (product) => judge((vector) => product(at, vector));
}
