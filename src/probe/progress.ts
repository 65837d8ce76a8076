import { now } from '../clock.ts';
import type { CheckProgress } from '../options/progress.ts';
import { callUsers } from '../subject/users-code.ts';
import type { Span } from './shares.ts';

/** A variable while it is looked at. */
export interface Stage {
  readonly variable: string;
  /** Evaluations that it takes, about. */
  readonly cost: number;
  /** What of it is suspected so far. */
  readonly suspected: () => readonly string[];
}

/** Tells somebody now and then how far a check has come; what it tells is put together when it is told, and not before. */
export interface Progress {
  /** Is told of every evaluation. */
  tick(evaluations: number): void;
  /** What is done until the returned function is called is this part of what is under way; `layer` is what it is about. */
  within(part: Span, layer?: string): () => void;
  /** Begins to look at some variables, that cost so much together. */
  open(cost: number): void;
  /** Begins with one; the returned function ends it. */
  begin(stage: Stage): () => void;
}

/** It is told no more often than that. */
const INTERVAL = 100;
/** Looking for suspects takes no more than this part of the time. */
const AFFORDABLE = 1 / 20;
/** Less than this share tells nothing of the time that is left. */
const TELLING = 0.02;
/** As long as anything is asked, something is left to do. */
const MOST = 0.99;
/** Suspects that are named. */
const NAMED = 8;

const SILENT: Progress = {
  tick() {},
  within: () => () => {},
  open() {},
  begin: () => () => {},
};

/** Without anybody to tell nothing is kept. */
export function openProgress(
  onProgress: ((progress: CheckProgress) => unknown) | undefined,
): Progress {
  return onProgress === undefined ? SILENT : telling(onProgress);
}

function telling(onProgress: (progress: CheckProgress) => unknown): Progress {
  const start = now();
  const parts: (Span & { readonly layer: string | undefined })[] = [
    { from: 0, to: 1, layer: undefined },
  ];
  const known = suspectsOf();
  let [last, latest, share] = [start, 0, 0];
  let cost = { all: 0, finished: 0, since: 0 };
  let stage: Stage | undefined;

  const shareNow = () => {
    const { from, to } = parts[parts.length - 1];
    const own = Math.min(latest - cost.since, stage?.cost ?? 0);
    const done = cost.all > 0 ? Math.min(1, (cost.finished + own) / cost.all) : 0;
    share = Math.min(MOST, Math.max(share, from + (to - from) * done));
    return share;
  };
  const report = (time: number): CheckProgress => {
    const done = shareNow();
    const { layer } = parts[parts.length - 1];
    const milliseconds = time - start;
    const left = (milliseconds * (1 - done)) / done;
    return {
      ...(layer !== undefined && { layer }),
      ...(stage !== undefined && { variable: stage.variable }),
      evaluations: latest,
      share: done,
      milliseconds,
      ...(done >= TELLING && { millisecondsLeft: left }),
      suspected: known.with(stage),
    };
  };

  return {
    tick(evaluations) {
      latest = evaluations;
      const time = now();
      if (time - last < INTERVAL) return;
      last = time;
      // a promise that it gives is its own affair
      callUsers(() => {
        onProgress(report(time));
      });
    },
    within({ from, to }, layer) {
      const outer = parts[parts.length - 1];
      const place = (at: number) => outer.from + (outer.to - outer.from) * at;
      parts.push({ from: place(from), to: place(to), layer: layer ?? outer.layer });
      cost = { all: 0, finished: 0, since: latest };
      return () => {
        stage = undefined;
        parts.pop();
        share = Math.max(share, place(to));
      };
    },
    open(all) {
      cost = { all, finished: 0, since: latest };
    },
    begin(next) {
      stage = next;
      cost.since = latest;
      return () => {
        known.keep(next);
        cost.finished += next.cost;
        stage = undefined;
      };
    },
  };
}

/** Who is suspected: of what is done for good, of what is under way as often as can be afforded. */
function suspectsOf() {
  let kept: readonly string[] = [];
  let seen: readonly string[] = [];
  let next = 0;
  return {
    keep(stage: Stage): void {
      if (kept.length < NAMED) kept = [...kept, ...stage.suspected()].slice(0, NAMED);
      seen = [];
      next = 0;
    },
    with(stage: Stage | undefined): readonly string[] {
      const begun = now();
      if (stage !== undefined && begun >= next) {
        seen = stage.suspected();
        next = now() + (now() - begun) / AFFORDABLE;
      }
      return [...kept, ...seen].slice(0, NAMED);
    },
  };
}
