import type { GradientCheckOptions } from '../src/index.ts';
import { libraries } from './corpora/libraries.ts';
import { networks } from './corpora/networks.ts';
import { programs } from './corpora/programs.ts';
import { sweeps } from './corpora/sweeps.ts';
import { fromZoo } from './corpora/zoo.ts';
import type { Point } from './peers/peer.ts';
import type { Truth } from './truth.ts';

/** Where specimens come from. */
export const corpora = ['programs', 'sweeps', 'networks', 'zoo', 'libraries'] as const;

export type Corpus = (typeof corpora)[number];

/**
 * What a gradient is, known without any checker.
 *
 * `faint`: wrong by less than differences can show; `tiny`: wrong where the norm does not show it; `limiting`: one of several
 * that people return at a kink, never to be called wrong; `undecided`: never to be called right.
 */
export type Standing = 'correct' | 'wrong' | 'faint' | 'tiny' | 'limiting' | 'undecided';

/** A gradient to judge. */
export interface Candidate {
  readonly name: string;
  readonly standing: Standing;
  readonly gradient: (x: never) => unknown;
  /** Its numbers at the point, where they are not simply those of what `gradient` returns. */
  readonly analytic?: readonly number[];
  /** How large the mistake is that was planted, relative to the norm of the gradient. */
  readonly planted?: number;
}

/** A function at a point, with the gradients to judge. */
export interface Specimen {
  readonly tags: readonly string[];
  /** The coarsest format among point and gradient: what the default threshold goes by. */
  readonly format: 'float64' | 'float32';
  readonly at: unknown;
  readonly value: (x: never) => unknown;
  readonly candidates: readonly Candidate[];
  readonly options?: GradientCheckOptions;
  readonly truth?: Truth;
  /** Whether the rules of others are asked, too; their points are flat. */
  readonly forPeers?: { readonly at: Point; readonly value: (x: Point) => number };
}

/** A specimen by name, before anything is computed for it. */
export interface Draft {
  readonly corpus: Corpus;
  /** The row of the table it counts in. */
  readonly group: string;
  readonly name: string;
  readonly build: () => Specimen;
}

/** What a run is narrowed down to. */
export interface Wanted {
  readonly corpus: string | undefined;
  readonly group: string | undefined;
  /** Part of the name. */
  readonly name: string | undefined;
  /** One specimen in so many of each group. */
  readonly oneIn: number;
  /** What random specimens are drawn from. */
  readonly seed: number;
}

const sources: Readonly<
  Record<Corpus, (wanted: Wanted) => Iterable<Draft> | Promise<Iterable<Draft>>>
> = {
  programs,
  sweeps,
  networks,
  zoo: fromZoo,
  libraries,
};

/** All specimens that are wanted, corpus by corpus; each is built when its turn comes. */
export async function* drafts(wanted: Wanted): AsyncGenerator<Draft> {
  for (const corpus of corpora.filter((own) => (wanted.corpus ?? own) === own)) {
    const seen = new Map<string, number>();
    for (const draft of await sources[corpus](wanted)) {
      if (!draft.group.startsWith(wanted.group ?? '')) continue;
      if (!`${draft.group}: ${draft.name}`.includes(wanted.name ?? '')) continue;
      const index = seen.get(draft.group) ?? 0;
      seen.set(draft.group, index + 1);
      if (index % wanted.oneIn === 0) yield draft;
    }
  }
}
