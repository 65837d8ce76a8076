import type { GradientAdapter } from '../subject/adapter.ts';
import {
  type CheckMode,
  type GradientCheckOptions,
  OPTIONS,
  type ResolvedOptions,
} from './options.ts';
import { type Part, readPart } from './part.ts';
import type { Option } from './table.ts';

/** What holds for every check of a run. */
export interface Surroundings {
  /** Those of the repository. */
  readonly defaults: GradientCheckOptions;
  readonly adapters: readonly GradientAdapter[];
  /** The mode that the environment asks for. */
  readonly forced: CheckMode | undefined;
  /** The part that the environment asks for, of whoever asks for none. */
  readonly part?: Part | undefined;
}

/** Fills in the defaults: of the repository, then of the mode. */
export function resolveOptions(
  options: GradientCheckOptions,
  { defaults, adapters, forced, part: partOfRun }: Surroundings,
): ResolvedOptions {
  const given = { ...dropUndefined(defaults), ...dropUndefined(options) };
  const mode = forced ?? given.mode ?? OPTIONS.mode.default;
  const { coordinates, part, ...filled } = { ...defaultsIn(mode), ...given, mode };
  return {
    ...filled,
    coordinates: coordinates === 'all' ? Number.POSITIVE_INFINITY : coordinates,
    part: part === undefined ? partOfRun : readPart(part),
    adapters,
  } as ResolvedOptions;
}

function defaultsIn(mode: CheckMode): GradientCheckOptions {
  const options: readonly (readonly [string, Option<unknown>])[] = Object.entries(OPTIONS);
  return Object.fromEntries(
    options.map(([name, option]) => [
      name,
      mode === 'quick' && 'quick' in option ? option.quick : option.default,
    ]),
  );
}

function dropUndefined(options: GradientCheckOptions): GradientCheckOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
