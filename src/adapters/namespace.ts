import { arrived } from '../subject/arrived.ts';
import { isObject } from '../subject/kinds.ts';

/**
 * Sees to it that what was given for a library is its namespace.
 *
 * @throws TypeError - naming what is missing
 */
export function checkNamespace(
  namespace: unknown,
  { call, source, members }: { call: string; source: string; members: readonly string[] },
): void {
  const missing = members.find((name) => !isObject(namespace) || !(name in namespace));
  if (missing === undefined) return;
  const got = isObject(namespace) ? `one without \`${missing}\`` : arrived(namespace);
  throw new TypeError(`${call} must be given the library: ${source}; got ${got}`);
}
