import type { Finding } from '../judge/finding.ts';
import type { PartRead } from '../judge/probed.ts';
import type { Weighing } from '../numeric/group-testing.ts';
import type { Weights } from '../numeric/weights.ts';
import type { Study } from '../probe/study.ts';
import type { Gauge } from './gauge.ts';

/** A search for the coordinates of one variable that are wrong. */
export interface Search {
  /** With the noise that the variable's directions have shown. */
  readonly study: Study;
  readonly gauge: Gauge;
  /** Those that all of the variable was weighed along. */
  readonly directions: readonly Weights[];
  /** The next key for what is drawn. */
  readonly key: () => number;
  /** What was measured one by one. */
  readonly findings: Map<number, Finding>;
  /** By how much those differ that were found wrong. */
  readonly located: Map<number, { readonly error: number; readonly bar: number }>;
  /** What single coordinates that are right show over the steps of directions, as kinks along them make it, and how well they are known. */
  readonly explained: Map<number, Explained>;
  /** Those along which there are kinks, though directions have not shown any: next to the point they show none, over any step. */
  readonly kinked: Set<number>;
  /** Whether nothing is blamed but by two ladders: there are kinks, and they may lie along single coordinates. */
  readonly isCautious: boolean;
  /** The widest bar that is sharp enough. */
  readonly sharp: number;
}

interface Explained {
  /** Along one direction, or several. */
  readonly weighings: readonly Weighing[];
  readonly ownBar: number;
}

/** Some coordinates of a variable, ascending, and what was weighed of them. */
export interface Part {
  readonly members: Uint32Array;
  readonly weighings: Weighing[];
  /** Whether so few that they are to be looked at one by one. */
  readonly isUnclear?: boolean;
  /** Whether its weighings are what one wrong coordinate would account for, which is no more than supposed. */
  readonly isSupposed?: boolean;
}

/** What is left of a part's weighings when what was located in it is set right, and what is explained is taken away. */
export function restOf(search: Search, part: Part): readonly Weighing[] {
  const { located, explained } = search;
  const { members, weighings } = part;
  if (isMeasured(search, part)) return ownRests(search, part);
  const own = [...located].filter(([coordinate]) => includes(members, coordinate));
  const kinked = [...explained].filter(([coordinate]) => includes(members, coordinate));
  return weighings.map(({ weights, value, bar }) => {
    const others = kinked.map(([, one]) => leftOf(one, weights));
    return {
      weights,
      value: own.reduce((rest, [k, { error }]) => rest - weights(k) * error, value - sum(others)),
      bar: own.reduce(
        (all, [k, one]) => all + Math.abs(weights(k)) * one.bar,
        widened(bar, others),
      ),
    };
  });
}

/** A part as its directions have shown it. */
export function readAlong({ members, weighings }: Part): PartRead {
  return { size: members.length, readings: weighings };
}

/** What is left of a part, as it is read: of what was measured one by one, each by itself. */
export function readIn(search: Search, part: Part): readonly PartRead[] {
  const rest = restOf(search, part);
  if (isMeasured(search, part)) return rest.map((one) => ({ size: 1, readings: [one] }));
  return [{ size: part.members.length, readings: rest }];
}

/** No larger parts are measured one by one. */
export const FEW = 4;

/** Whether each of the members was measured by itself. */
function isMeasured({ findings }: Search, { members }: Part): boolean {
  return members.length <= FEW && members.every((k) => findings.has(k));
}

/** Nothing is left of what was measured one by one, but what their own bars leave; at a kink, where all passes between the slopes, nothing. */
function ownRests({ findings }: Search, { members, weighings }: Part): readonly Weighing[] {
  // no direction through it may have been clear of kinks
  const weights = weighings.at(0)?.weights ?? byItself;
  return Array.from(members, (k) => {
    const { estimate } = findings.get(k) as Finding;
    return { weights, value: 0, bar: estimate.slopes ? 0 : BY_ITSELF * estimate.bar };
  });
}

function byItself(): number {
  return 1;
}

/** Noise adds up in squares; what is not known does not. */
function widened(bar: number, others: readonly Left[]): number {
  return others.reduce(
    (all, { unknown }) => all + unknown,
    Math.hypot(bar, ...others.map((one) => one.bar)),
  );
}

/** An error of a single coordinate is seen in a direction by half of itself, and by itself from twice its own bar on. */
const BY_ITSELF = 1 / 2;

interface Left extends Pick<Weighing, 'value' | 'bar'> {
  readonly unknown: number;
}

/** What kinks along a coordinate make of a direction: over another step of it they make more or less, of either sign. */
function leftOf({ weighings, ownBar }: Explained, weights: Weights): Left {
  const unknown = BY_ITSELF * ownBar;
  const own = weighings.find((one) => one.weights === weights);
  if (own) return { value: own.value, bar: own.bar, unknown };
  const [{ value, bar }] = weighings;
  return { value: 0, bar, unknown: unknown + 2 * Math.abs(value) };
}

function sum(some: readonly Left[]): number {
  return some.reduce((total, { value }) => total + value, 0);
}

export function isWrong(weighings: readonly Weighing[]): boolean {
  return weighings.some(({ value, bar }) => Math.abs(value) > bar);
}

/** Whether a coordinate is among ascending ones. */
function includes(members: Uint32Array, coordinate: number): boolean {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (members[middle] < coordinate) low = middle + 1;
    else high = middle;
  }
  return members[low] === coordinate;
}
