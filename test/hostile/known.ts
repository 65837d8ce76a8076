import type { Recipe } from './recipe.ts';

/** What is known not to hold yet, by subject and fault: to be empty. */
const KNOWN: readonly { readonly subject: RegExp; readonly fault: RegExp }[] = [];

export function isKnown({ subject, fault }: Recipe): boolean {
  return KNOWN.some((one) => one.subject.test(subject) && one.fault.test(fault));
}
