import { drive } from '../probe/driver.ts';
import type { GradientCheck } from '../record.ts';
import type { Cotangents, Subject } from '../subject/subject.ts';
import { andThen, type MaybePromise, whenDone } from '../subject/then.ts';

/**
 * Checks a subject through each of its cotangents, until one check does not match; one forward pass serves them all.
 *
 * What goes unseen through one cotangent, because it multiplies the wrong number with a small one or drowns it in the
 * others, shows through the next.
 *
 * @param check - checks a subject that has one cotangent
 * @returns the check of the first cotangent that does not match; when all do, the one with the largest relative error
 */
export function checkCotangents(
  subject: Subject,
  check: (subject: Subject) => MaybePromise<GradientCheck>,
): MaybePromise<GradientCheck> {
  const { cotangents } = subject;
  if (cotangents === undefined) return check(subject);
  const passes = shareForwardPasses(subject, cotangents);
  const all = checkEach(cotangents.count);
  return whenDone(
    () =>
      andThen(
        drive(all, (which) => check(passes.seenThrough(which))),
        ({ worst, seenThrough }) => ({
          ...worst,
          evaluations: { ...passes.evaluations },
          cotangents: seenThrough,
        }),
      ),
    () => subject.restore(),
  );
}

/** What is worst of all, and through how many cotangents it was looked at until then. */
interface Outcome {
  readonly worst: GradientCheck;
  readonly seenThrough: number;
}

function* checkEach(count: number): Generator<number, Outcome, GradientCheck> {
  let worst = yield 0;
  let which = 1;
  for (; which < count && worst.verdict === 'match'; which++) {
    const next = yield which;
    if (next.verdict !== 'match' || next.relativeError > worst.relativeError) worst = next;
  }
  return { worst, seenThrough: which };
}

/** One subject, to be seen through one cotangent after the other. */
interface SharedPasses {
  seenThrough(which: number): Subject;
  /** How often the subject itself was asked. */
  readonly evaluations: { value: number; gradient: number };
}

/** Values of more coordinates moved together than this are not kept: they lie on random lines, met once. */
const MOST_MOVES = 2;

function shareForwardPasses(subject: Subject, cotangents: Cotangents): SharedPasses {
  const base = Float64Array.from({ length: subject.size }, (_, k) => subject.read(k));
  const moved = new Map<number, number>();
  const known = new Map<string, Float64Array>();
  const steps = new Map<number, number>();
  const evaluations = { value: 0, gradient: 0 };

  function write(coordinate: number, to: number): void {
    subject.write(coordinate, to);
    if (Object.is(to, base[coordinate])) moved.delete(coordinate);
    else moved.set(coordinate, to);
  }

  function evaluate(place: string): MaybePromise<Float64Array> {
    evaluations.value += 1;
    for (const [coordinate, to] of moved)
      if (moved.size === 1 && !steps.has(coordinate))
        steps.set(coordinate, Math.abs(to - base[coordinate]));
    const isWorthKeeping = moved.size <= MOST_MOVES;
    return andThen(cotangents.values(), (values) => {
      if (isWorthKeeping) known.set(place, values);
      return values;
    });
  }

  function valueThrough(which: number): MaybePromise<number> {
    const place = [...moved].join(';');
    const values = which === 0 ? undefined : known.get(place);
    return andThen(values ?? evaluate(place), (found) => found[which]);
  }

  function gradientThrough(which: number) {
    evaluations.gradient += 1;
    return cotangents.gradient(which);
  }

  const { cotangents: _, ...plain } = subject;
  return {
    evaluations,
    seenThrough: (which) => ({
      ...plain,
      write,
      value: () => valueThrough(which),
      gradient: () => gradientThrough(which),
      ...(which > 0 && { knownStep: (coordinate) => steps.get(coordinate) }),
      restore: () => {},
    }),
  };
}
