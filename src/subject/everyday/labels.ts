import { isObject } from '../kinds.ts';
import { memberOf } from '../members.ts';
import { LABELS } from '../spellings.ts';

/** What a parameter calls itself, unless another one beside it is called the same. */
export function labelOf(holder: object, beside: readonly unknown[] = []): string | undefined {
  const label = ownLabel(holder);
  const isTaken = beside.some(
    (other) => isObject(other) && other !== holder && ownLabel(other) === label,
  );
  return isTaken ? undefined : label;
}

function ownLabel(holder: object): string | undefined {
  const labels = LABELS.map((name) => memberOf(holder, name));
  return labels.find((label): label is string => typeof label === 'string' && label !== '');
}
