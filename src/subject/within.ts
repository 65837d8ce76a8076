import type { AdaptedLayer } from './adapter.ts';
import type { GradientReading, Subject } from './subject.ts';
import { andThen, type MaybePromise } from './then.ts';
import type { Variable } from './variable.ts';

/** The subject with its variables named as parts of something larger: `W` in `layers[2]` is `layers[2].W`. */
export function within(place: string, subject: Subject): Subject {
  return renamed(subject, (path) => joined(place, path));
}

/** The subject with other names for its variables. */
export function renamed(subject: Subject, named: (path: string) => string): Subject {
  const renamedVariable = (variable: Variable) => ({ ...variable, path: named(variable.path) });
  const renamedReading = (reading: MaybePromise<GradientReading>) =>
    andThen(reading, (found) => ({
      ...found,
      aliasesPoint: found.aliasesPoint.map(named),
      reused: found.reused.map(named),
    }));
  const { changedStatistics, layers, trainingSwitches, unchecked } = subject;
  const renamedLayers = (found: readonly AdaptedLayer[]) =>
    found.map((layer) => ({ ...layer, path: named(layer.path) }));
  return {
    ...subject,
    variables: subject.variables.map(renamedVariable),
    changedFrom: (expected) => subject.changedFrom(expected).map(renamedVariable),
    gradient: (row) => renamedReading(subject.gradient(row)),
    ...(layers && { layers: () => andThen(layers(), renamedLayers) }),
    ...(trainingSwitches && { trainingSwitches: trainingSwitches.map(named) }),
    ...(unchecked && { unchecked: unchecked.map(named) }),
    ...(changedStatistics && { changedStatistics: () => changedStatistics().map(named) }),
  };
}

function joined(place: string, path: string): string {
  return path === '' || path.startsWith('[') ? place + path : `${place}.${path}`;
}
