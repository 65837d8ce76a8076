import { isObject } from '../kinds.ts';
import { memberOf } from '../members.ts';
import { PARAMETER_METHODS, PARAMETERS } from '../spellings.ts';
import { cellsOf } from './carrier.ts';

const LISTS = [...PARAMETERS, ...PARAMETER_METHODS];

/** The name under which an object lists its parameters; `undefined` where it lists none. */
export function listingOf(owner: object): string | undefined {
  return LISTS.find((name) => isListing(owner, name));
}

/** Whether an object lists parameters of its own. */
export function isHolder(owner: object): boolean {
  return listingOf(owner) !== undefined;
}

// `weights` that are numbers are one parameter, with its gradient beside it; numbers in a list may be one each
function isListing(owner: object, name: string): boolean {
  const member = memberOf(owner, name);
  if (typeof member === 'function') return member.length === 0;
  return isObject(member) && !(name === 'weights' && cellsOf(member) !== undefined);
}

/** What an object lists under a name: a member, or what a method of that name without arguments returns. */
export function listed(owner: unknown, name: string): unknown {
  if (!isObject(owner)) return undefined;
  const member = memberOf(owner, name);
  if (typeof member !== 'function') return member;
  return member.length === 0 ? member.call(owner) : undefined;
}
