import type { Arithmetic, OperationName } from './arithmetic.ts';
import { type Formula, formulas } from './formulas.ts';
import { numbers } from './numbers.ts';
import { binaryOperations, type Round, unaryOperations } from './operations.ts';

/** What a backward rule may look at: inputs a (and b), output y, the constant exponent p of `pow`. */
export interface Local {
  readonly a: number;
  readonly b: number;
  readonly y: number;
  readonly p: number;
}

/** A mistake in the backward pass of an otherwise correct program. */
export interface Mistake {
  /** The operation whose backward rule is wrong, and the wrong rule: one slope an input. */
  readonly operation?: OperationName;
  readonly slopes?: (local: Local) => readonly number[];
  /** Wrong only where the operation occurs for the nth time, counted from 0; everywhere when absent. */
  readonly occurrence?: number;
  /** Where `=` stands for `+=`. */
  readonly overwrites?: 'inputs' | 'everything';
}

/** A reverse sweep: the gradient, and how often each operation occurred. */
export interface Sweep {
  readonly gradient: number[];
  readonly occurrences: ReadonlyMap<OperationName, number>;
}

interface Node {
  readonly value: number;
  readonly parents: readonly Node[];
  readonly slopes: readonly number[];
  adjoint: number;
}

/** The gradient by reverse accumulation, with one mistake if any is given. */
export function sweep(
  formula: Formula,
  at: ArrayLike<number>,
  { round, mistake = {} }: { readonly round: Round; readonly mistake?: Mistake },
): Sweep {
  const nodes: Node[] = [];
  const occurrences = new Map<OperationName, number>();
  const x = Array.from(at, (xi) => leaf(round(xi)));
  const output = formula(formulas(tape({ nodes, occurrences, round, mistake })), x);
  output.adjoint = 1;
  const overwrites = (node: Node): boolean =>
    mistake.overwrites === 'everything' || (mistake.overwrites === 'inputs' && x.includes(node));
  for (const node of nodes.reverse()) pushBack(node, round, overwrites);
  return { gradient: x.map(({ adjoint }) => adjoint), occurrences };
}

interface Recording {
  readonly nodes: Node[];
  readonly occurrences: Map<OperationName, number>;
  readonly round: Round;
  readonly mistake: Mistake;
}

function tape({ nodes, occurrences, round, mistake }: Recording): Arithmetic<Node> {
  const plain = numbers(round);
  const record = (
    name: OperationName,
    parents: readonly Node[],
    { y, p = Number.NaN }: { readonly y: number; readonly p?: number },
    slopes: readonly number[],
  ): Node => {
    const count = occurrences.get(name) ?? 0;
    occurrences.set(name, count + 1);
    const here = mistake.operation === name && (mistake.occurrence ?? count) === count;
    const [a, b] = parents;
    const local = { a: a.value, b: b?.value ?? Number.NaN, y, p };
    const wrong = here ? mistake.slopes?.(local).map(round) : undefined;
    const node = { value: y, parents, slopes: wrong ?? slopes, adjoint: 0 };
    nodes.push(node);
    return node;
  };
  return {
    constant: (value) => leaf(round(value)),
    unary: (name, x) => {
      const y = plain.unary(name, x.value);
      return record(name, [x], { y }, [unaryOperations[name].slope(round, x.value, y)]);
    },
    binary: (name, a, b) => {
      const y = plain.binary(name, a.value, b.value);
      return record(name, [a, b], { y }, binaryOperations[name].slopes(round, a.value, b.value));
    },
    pow: (x, p) => {
      const y = plain.pow(x.value, p);
      return record('pow', [x], { y, p }, [round(p * round(x.value ** (p - 1)))]);
    },
    number: ({ value }) => value,
  };
}

function leaf(value: number): Node {
  return { value, parents: [], slopes: [], adjoint: 0 };
}

function pushBack(node: Node, round: Round, overwrites: (node: Node) => boolean): void {
  // an input that nothing flows back to stays exactly 0, also behind an infinite slope
  if (node.adjoint === 0) return;
  node.parents.forEach((parent, i) => {
    const share = round(node.adjoint * node.slopes[i]);
    parent.adjoint = overwrites(parent) ? share : round(parent.adjoint + share);
  });
}
