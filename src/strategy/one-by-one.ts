import type { Finding } from '../judge/finding.ts';
import { norm } from '../numeric/norm.ts';
import type { Check } from '../probe/request.ts';
import type { Study } from '../probe/study.ts';
import { type FirstLook, findingOf, firstLooks } from './first-look.ts';
import { climbEach, confirmSilence } from './second-tier.ts';
import type { Selection } from './selection.ts';

/** Finds out about every selected coordinate of one variable: cheaply where it agrees, thoroughly where it does not. */
export function* examine(
  study: Study,
  selection: Selection,
  { threshold, findings }: { readonly threshold: number; readonly findings: Map<number, Finding> },
): Check<void> {
  const looks: FirstLook[] = [];
  const onLook = (look: FirstLook) => {
    looks.push(look);
    findings.set(look.coordinate, findingOf(study, look));
  };
  yield* firstLooks(study, selection.checked, { threshold, onLook });
  const unsettled = looks.filter(({ outcome }) => outcome === 'unsettled');
  const silent = looks.filter(({ outcome }) => outcome === 'silent');
  const norms = normsOf(study, looks, silent);
  const certified = norms.unresolved <= threshold * norms.analytic;
  const hidden = !certified && norms.analytic > norms.unresolved;
  const quiet =
    silent.length === 0 ||
    (!hidden && (yield* confirmSilence(study, silent, { threshold, certified })));
  const doubtful = quiet ? unsettled : [...unsettled, ...silent];
  if (doubtful.length === 0) return;
  yield* climbEach(study, doubtful, {
    threshold,
    findings,
    enough: (threshold * norms.analytic) / (4 * Math.sqrt(looks.length)),
  });
}

/** The size of a variable's gradient, and of what its silent coordinates could hide. */
function normsOf(study: Study, looks: readonly FirstLook[], silent: readonly FirstLook[]) {
  return {
    analytic: norm(looks.map(({ coordinate }) => study.reading.values[coordinate])),
    unresolved: norm(silent.map(({ estimate }) => estimate.bar)),
  };
}
