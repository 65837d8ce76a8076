import { watchAliasing } from '../aliasing.ts';
import type { SubjectContext } from '../context.ts';
import { fitGradient } from '../fit-gradient.ts';
import { callAt, type PointFunction, pointAt } from '../function-subject.ts';
import { isRecord } from '../kinds.ts';
import { numberObjective, type Objective, objectiveFor } from '../objective.ts';
import { readingOf } from '../reading.ts';
import { PRIMALS, PULLBACKS } from '../spellings.ts';
import type { Subject } from '../subject.ts';
import { andThen } from '../then.ts';
import type { Tree } from '../tree.ts';
import { callUsers } from '../users-code.ts';

/** An output, and the function from its cotangent to the gradient of the point. */
interface Pulled {
  readonly output: unknown;
  readonly pullback: (cotangent: unknown) => unknown;
}

/** The output and the pullback in `[y, pullback]` and `{ y, pullback }`. */
export function pullbackIn(result: unknown): Pulled | undefined {
  if (Array.isArray(result))
    return result.length === 2 && isPullback(result[1])
      ? { output: result[0], pullback: result[1] }
      : undefined;
  if (!isRecord(result)) return undefined;
  const output = PRIMALS.find((name) => name in result);
  const pullback = PULLBACKS.map((name) => result[name]).find(isPullback);
  return output !== undefined && pullback ? { output: result[output], pullback } : undefined;
}

function isPullback(value: unknown): value is Pulled['pullback'] {
  return typeof value === 'function';
}

interface Told extends PointFunction {
  readonly at: unknown;
  readonly names?: readonly string[];
}

/** Makes a function that returns its output and a pullback a subject: its output is contracted with random cotangents. */
export function pullbackSubject(
  told: Told,
  { first, context }: { readonly first: unknown; readonly context: SubjectContext },
): Subject {
  const point = pointAt(told.at, told.names);
  const aliasing = watchAliasing(point.arrays);
  const objective = objectiveOf(told.name, pulled(told.name, first).output, context);
  const pull = () => andThen(callAt(told, point), (result) => pulled(told.name, result));
  return {
    variables: point.variables,
    size: point.size,
    read: point.read,
    write: point.write,
    load: point.load,
    store: point.store,
    changedFrom: point.changedFrom,
    description: 'function returning [y, pullback]',
    rows: objective.count,
    isGrained: objective.isGrained,
    cotangents: objective.cotangents,
    value: () => andThen(pull(), ({ output }) => objective.contract(output)),
    gradient: (row) =>
      andThen(pull(), ({ pullback }) =>
        andThen(
          callUsers(() => pullback(objective.cotangent(row))),
          (gradient) => {
            const parts = fitArguments(point.tree, gradient);
            return readingOf(parts, aliasing(parts));
          },
        ),
      ),
    restore: () => {},
  };
}

function objectiveOf(
  name: string,
  output: unknown,
  { seed, cotangents = 1 }: SubjectContext,
): Objective {
  if (typeof output === 'number') return numberObjective(name);
  return objectiveFor(output, { name, source: 'y', seed, cotangents });
}

function pulled(name: string, result: unknown): Pulled {
  const found = pullbackIn(result);
  if (found !== undefined) return found;
  throw new TypeError(`${name} must return [y, pullback] at every call`);
}

// The pullback of a function of one argument may return a list of that one gradient.
function fitArguments(tree: Tree, gradient: unknown) {
  const isTuple = tree.kind !== 'list' && Array.isArray(gradient) && gradient.length === 1;
  if (!isTuple) return fitGradient(tree, gradient);
  try {
    return fitGradient(tree, gradient);
  } catch {
    return fitGradient(tree, gradient[0]);
  }
}
