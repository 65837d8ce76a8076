import { accessedCells, isAccessed } from './accessed.ts';
import type { AdaptedSubject } from './adapter.ts';
import { watchAliasing } from './aliasing.ts';
import { arrived } from './arrived.ts';
import { putNumbersBack } from './arriving.ts';
import { valuesOf } from './cells.ts';
import { askPatiently, type SubjectContext } from './context.ts';
import { fitGradient } from './fit-gradient.ts';
import { flatView } from './flat.ts';
import { inOneCall } from './in-one-call.ts';
import { ALONE, type Use, whileTaken } from './in-use.ts';
import { isObject } from './kinds.ts';
import { numberObjective, type Objective, objectiveFor } from './objective.ts';
import { isPair } from './pair.ts';
import { memberPath } from './path.ts';
import { putBackAll } from './put-back.ts';
import { readTree, type TreeRules } from './read-tree.ts';
import { readingOf } from './reading.ts';
import type { GradientReading, Subject } from './subject.ts';
import { andThen, type MaybePromise, unlessDone } from './then.ts';
import { arraysOf, type RecordNode, type Tree } from './tree.ts';
import { callUsers } from './users-code.ts';

/**
 * Makes what an adapter says a subject: its arrays are written where they are, its output is contracted with random
 * cotangents; `restore` puts everything back, and `release` is the adapter's.
 *
 * @returns a promise when the value is one
 */
export function adaptedSubject(
  adapted: AdaptedSubject,
  { seed, cotangents = 1, ask = askPatiently, use = ALONE }: SubjectContext,
  received?: unknown,
): MaybePromise<Subject> {
  const value = () => callUsers(() => adapted.value());
  const name = adapted.description ?? 'the subject';
  const release = () => adapted.release?.();
  const stand = unlessDone(
    () => taking(standIn(adapted), { name, use, received }),
    release,
  ) as StandIn;
  const draw = (output: unknown) =>
    typeof output === 'number'
      ? numberObjective(name)
      : objectiveFor(output, { name, source: 'value()', seed, cotangents });
  return unlessDone<Subject>(
    () =>
      andThen(ask(value, stand.restore), (output) => {
        stand.settle();
        const subject = subjectOf(adapted, stand, draw(output));
        const layers = () => ask(() => callUsers(() => adapted.layers?.() ?? []), stand.restore);
        return { ...subject, ...(adapted.layers && { layers }) };
      }),
    () => putBackAll([stand.restore, release]),
  );
}

function subjectOf(adapted: AdaptedSubject, stand: StandIn, objective: Objective): Subject {
  const { tree, flush, restore } = stand;
  const aliasing = watchAliasing(arraysOf(tree));
  const value = () => {
    flush();
    return andThen(
      callUsers(() => adapted.value()),
      objective.contract,
    );
  };
  const gradient = (row: number): MaybePromise<GradientReading> => {
    flush();
    const gradient = callUsers(() => adapted.gradient(objective.cotangent(row)));
    return andThen(gradient, (found) => {
      const parts = fitGradient(tree, found);
      return readingOf(parts, { ...aliasing(parts), reused: [] });
    });
  };
  return {
    ...flatView(arraysOf(tree)),
    description: adapted.description ?? 'adapted subject',
    isAdapted: true,
    rows: objective.count,
    isGrained: objective.isGrained,
    cotangents: objective.cotangents,
    value,
    gradient,
    ...(adapted.concurrent === true && { concurrent: true }),
    ...batchesOf(adapted, tree, objective),
    restore,
    release: () => adapted.release?.(),
  };
}

function batchesOf(
  adapted: AdaptedSubject,
  tree: RecordNode,
  { contract }: Objective,
): Pick<Subject, 'twin' | 'together'> {
  if (adapted.values === undefined) return {};
  const values: AdaptedSubject['values'] = (points) => adapted.values?.(points);
  return inOneCall({ values, arrays: arraysOf(tree), contract });
}

/** Has nobody else at work on what is written where it is, or behind functions of the object itself. */
function taking(
  stand: StandIn,
  { name, use, received }: { name: string; use: Use; received: unknown },
): StandIn {
  const { tree, isElsewhere, restore } = stand;
  const isOwner = isElsewhere && isObject(received) && !isPair(received);
  const rows = arraysOf(tree).flatMap(({ cells }) => cells.rows);
  const written = isOwner ? [received, ...rows] : rows;
  use.take({ name, written, reached: new Set(written) });
  return { ...stand, restore: whileTaken(use, restore) };
}

/** The adapter's arrays, ready to be written and to be put back. */
interface StandIn {
  readonly tree: RecordNode;
  /** Whether some of the numbers are behind functions. */
  readonly isElsewhere: boolean;
  flush(): void;
  /** Writes the numbers that were given back to where they have been overwritten. */
  settle(): void;
  restore(): void;
}

function standIn({ variables }: AdaptedSubject): StandIn {
  const flushes: (() => void)[] = [];
  const read = ([key, value]: [string, unknown]): [string, Tree] => {
    const name = memberPath('variables', key);
    if (!isAccessed(value)) return [key, liveTree(value, { name, root: key })];
    const { cells, flush } = accessedCells(value, name);
    flushes.push(flush);
    return [key, { kind: 'array', path: key, cells }];
  };
  const children = new Map(Object.entries(variables).map(read));
  const tree: RecordNode = { kind: 'record', path: 'variables', children };
  const arrays = arraysOf(tree);
  if (arrays.length === 0)
    throw new TypeError('`variables` must name at least one array that the value depends on');
  const originals = arrays.map(({ cells }) => valuesOf(cells));
  const settles = arrays.map((array, i) => () => putNumbersBack(array, originals[i]));
  const flush = () => {
    for (const flushOne of flushes) flushOne();
  };
  return {
    tree,
    isElsewhere: flushes.length > 0,
    flush,
    settle: () => putBackAll(settles),
    // a write that fails on the way out is tried once more: nobody comes after it
    restore: () =>
      putBackAll([...settles, ...flushes.map((flush) => () => unlessDone(flush, flush))]),
  };
}

// A bare number lies in the record that was handed over, where nothing of the owner's would read it.
function liveTree(value: unknown, rules: TreeRules): Tree {
  if (typeof value === 'number')
    throw new TypeError(
      `\`${rules.name}\` must be an array to write to, or { read, write }, got ${arrived(value)}`,
    );
  const tree = readTree({ root: value }, rules);
  const frozen = arraysOf(tree).find(({ cells }) => cells.rows.some(Object.isFrozen));
  if (frozen === undefined) return tree;
  throw new TypeError(`\`variables.${frozen.path}\` must be writable, got a frozen array`);
}
