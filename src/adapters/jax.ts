import type { GradientAdapter } from '../subject/adapter.ts';
import { functionsOfArrays } from './functions.ts';
import { jaxKind } from './jax/arrays.ts';
import { arrayPoint } from './jax/functions.ts';
import { asJax, type JaxNamespace } from './jax/namespace.ts';
import { plainPoint } from './jax/plain.ts';
import { holds } from './point.ts';

export type { JaxNamespace } from './jax/namespace.ts';

/**
 * Makes functions of jax-js arrays checkable: `configureGradientChecks({ adapters: [jaxjs(jax)] })`.
 *
 * They are checked at the arrays in `at`, which are read and left as they are: a list of them is several arguments, a record
 * is one. Functions get arrays of their own at every call, and own them.
 *
 * @param jax - the namespace the project imports, so that no second copy of the library is loaded
 * @throws TypeError - for anything else
 */
export function jaxjs(jax: JaxNamespace): GradientAdapter {
  const library = asJax(jax);
  const isOurs = (at: unknown) => holds(at, jaxKind(library));
  const adapter: GradientAdapter = (received, request) =>
    isOurs(request.at)
      ? functionsOfArrays(received, request, (at, names) => arrayPoint(library, at, names))
      : undefined;
  return Object.assign(adapter, {
    plain: (at: unknown) => (isOurs(at) ? plainPoint(library, at) : undefined),
  });
}
