import type { GradientReading, Subject, Twin, Values } from '../subject/subject.ts';
import {
  andThen,
  isPromise,
  type MaybePromise,
  onceBegun,
  orElse,
  whenDone,
} from '../subject/then.ts';
import { type Budget, OutOfBudget } from './budget.ts';
import { type Domain, isOutside, openDomain } from './domain.ts';
import { inTurn, severalAtOnce } from './driver.ts';
import { type Place, placeFor } from './place.ts';
import { HERE, type Point } from './point.ts';
import { openReadings } from './readings.ts';
import { answered, type Batch, type GradientRequest, type Request } from './request.ts';

/** Answers requests by calling the subject, counts the calls, and watches what they do to the point. */
export interface Evaluator {
  readonly subject: Subject;
  readonly budget: Budget;
  /** The point of the check, one number a coordinate. */
  readonly base: Float64Array;
  readonly evaluations: { value: number; gradient: number };
  /** Paths of the variables that the calls of a function changed. */
  readonly mutated: Readonly<Record<Called, Set<string>>>;
  /** Where the value is defined, as far as was seen. */
  readonly domain: Domain;
  answer(request: Request): MaybePromise<void>;
}

/** The functions of a subject that are given the point. */
export type Called = Request['want'] | 'values';

/** What evaluations may cost, and how many of an asynchronous value may be under way at once. */
export interface Means {
  readonly budget: Budget;
  readonly concurrency: number;
}

/** A place to write a point to, and the value there. */
interface Lane {
  readonly place: Place;
  readonly value: () => MaybePromise<Values>;
}

/** Without the value at the point, and the gradient twice, there is nothing to conclude from. */
const NEEDED: Readonly<Record<Request['want'], number>> = { value: 1, gradient: 2 };

/** One call of the user's `values` gets so many points at the most, and no more numbers than this in all. */
const LARGEST_CALL = { points: 256, numbers: 2 ** 22 };

/** Prepares to evaluate a subject. */
export function createEvaluator(subject: Subject, { budget, concurrency }: Means): Evaluator {
  const base = new Float64Array(subject.size);
  subject.load(base);
  const evaluations = { value: 0, gradient: 0 };
  const mutated: Evaluator['mutated'] = {
    value: new Set(),
    values: new Set(),
    gradient: new Set(),
  };
  const own: Lane = { place: placeFor(subject, base), value: () => subject.value() };
  const readings = openReadings();
  const twins: { readonly twin: Twin; readonly place: Place }[] = [];
  const domain = openDomain();
  let asynchronous = false;

  /** For calls that end when the check is over. */
  const putBack = () => subject.restore();

  function spend(want: Request['want']): void {
    const cost = want === 'value' ? (subject.cost ?? 1) : 1;
    for (let i = 0; i < cost; i++) {
      budget.spend({ want, isNeeded: evaluations[want] < NEEDED[want] * cost });
      evaluations[want] += 1;
    }
  }

  function settle(called: Called, place: Place): void {
    for (const path of place.settle()) mutated[called].add(path);
  }

  /** Calls the user's function at a point, and looks after the point when it is done. */
  function callAt<T>(
    { point, want, place }: { point: Point; want: Request['want']; place: Place },
    call: () => MaybePromise<T>,
  ): MaybePromise<T> {
    place.put(point);
    const reply = whenDone(
      () => budget.ask(call, putBack),
      () => settle(want, place),
    );
    asynchronous ||= isPromise(reply);
    return reply;
  }

  /** The same for a value that has read the point when it returns: its place is free at once. */
  function startAt(point: Point): MaybePromise<Values> {
    own.place.put(point);
    const reply = onceBegun(
      () => budget.ask(own.value, putBack),
      () => settle('value', own.place),
    );
    asynchronous ||= isPromise(reply);
    return reply;
  }

  function askAt(point: Point, { place, value }: Lane): MaybePromise<Values> {
    return place === own.place && subject.concurrent
      ? startAt(point)
      : callAt({ point, want: 'value', place }, value);
  }

  function answerOne(batch: Batch, i: number, lane: Lane): MaybePromise<void> {
    spend('value');
    return answerAt(batch, i, lane);
  }

  function answerAt(batch: Batch, i: number, lane: Lane): MaybePromise<void> {
    const point = batch.points[i];
    const values = orElse(
      () => andThen(askAt(point, lane), (found) => notedAt(point, found)),
      (error) => refusedAt(point, { error, lane, rows: batch.rows }),
    );
    if (isPromise(values)) return values.then((found) => answered(batch, i, found));
    answered(batch, i, values as Values);
  }

  function notedAt(point: Point, found: Values): Values {
    if (point !== HERE) domain.entered();
    return found;
  }

  /** What is no number of a point outside of the domain; any other error is thrown on. */
  function refusedAt(
    point: Point,
    { error, lane, rows }: { readonly error: unknown; readonly lane: Lane; readonly rows: number },
  ): MaybePromise<Values> {
    if (point === HERE || error instanceof OutOfBudget) throw error;
    const ask = (where: Point) => () => {
      spend('value');
      return askAt(where, lane);
    };
    return andThen(isOutside({ here: ask(HERE), there: ask(point) }), (outside) => {
      if (!outside) throw error;
      domain.refused(error);
      return new Array<number>(rows).fill(Number.NaN);
    });
  }

  /** As many of these points as may still be spent, in one call. */
  function answerTogether(batch: Batch, start: number, end: number): MaybePromise<void> {
    const spendable = spendFor(end - start);
    const taken = twinsFor(spendable.count);
    taken.forEach(({ place }, i) => {
      place.put(batch.points[start + i]);
    });
    const settleAll = () => {
      for (const { place } of taken) settle('values', place);
    };
    const call = () =>
      budget.ask(() => subject.together?.(taken.map(({ twin }) => twin)) ?? [], putBack);
    const answerAll = () =>
      andThen(taken.length === 0 ? [] : whenDone(call, settleAll), (found) => {
        found.forEach((values, i) => {
          answered(batch, start + i, notedAt(batch.points[start + i], values));
        });
      });
    const answers = orElse<void>(answerAll, (error) =>
      answerApart(batch, error, { start, end: start + taken.length }),
    );
    return andThen(answers, () => {
      if (spendable.end !== undefined) throw spendable.end;
    });
  }

  /** One by one the points show which of them is refused; where none is it was not the points. */
  function answerApart(
    batch: Batch,
    error: unknown,
    { start, end }: { readonly start: number; readonly end: number },
  ): MaybePromise<void> {
    if (error instanceof OutOfBudget) throw error;
    const { refusals } = domain;
    const work = (i: number) => answerAt(batch, start + i, own);
    return andThen(inTurn(end - start, work), () => {
      if (domain.refusals === refusals) throw error;
    });
  }

  function spendFor(count: number): { readonly count: number; readonly end?: unknown } {
    for (let i = 0; i < count; i++) {
      try {
        spend('value');
      } catch (end) {
        return { count: i, end };
      }
    }
    return { count };
  }

  function twinsFor(count: number) {
    if (twins.length < count) own.place.put(HERE);
    while (twins.length < count) {
      const twin = subject.twin?.() as Twin;
      twins.push({ twin, place: placeFor(twin, base) });
    }
    return twins.slice(0, count);
  }

  function lanesFor(count: number): readonly Lane[] {
    const most = Math.min(count, concurrency);
    if (subject.concurrent) return Array.from({ length: most }, () => own);
    if (subject.twin === undefined) return [own];
    const others = twinsFor(most - 1).map(({ twin, place }) => ({
      place,
      value: () => twin.value(),
    }));
    return [own, ...others];
  }

  function answerBatch(batch: Batch): MaybePromise<void> {
    const { length } = batch.points;
    if (subject.together !== undefined && length > 1) {
      const size = Math.min(LARGEST_CALL.points, Math.ceil(LARGEST_CALL.numbers / subject.size));
      return inTurn(Math.ceil(length / size), (i) =>
        answerTogether(batch, i * size, Math.min(length, (i + 1) * size)),
      );
    }
    if (asynchronous && concurrency > 1 && length > 1)
      return severalAtOnce(lanesFor(length), length, (i, lane) => answerOne(batch, i, lane));
    return inTurn(length, (i) => answerOne(batch, i, own));
  }

  function answerGradient(request: GradientRequest): MaybePromise<void> {
    request.reading = readings.take(request);
    if (request.reading !== undefined) return;
    spend('gradient');
    const at = { point: request.point, want: 'gradient', place: own.place } as const;
    return andThen(
      callAt(at, () => readRow(request)),
      (reading) => {
        request.reading = reading;
      },
    );
  }

  function readRow(request: GradientRequest): MaybePromise<GradientReading> {
    if (subject.jacobian === undefined) return subject.gradient(request.row);
    return andThen(subject.jacobian(), (rows) => {
      readings.keep(request, rows);
      return rows.at(request.row) as GradientReading;
    });
  }

  const answer = (request: Request) =>
    request.want === 'value' ? answerBatch(request) : answerGradient(request);
  return { subject, budget, base, evaluations, mutated, domain, answer };
}
