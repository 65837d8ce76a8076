import type { Subject } from '../subject.ts';
import type { SubjectContext } from '../to-subject.ts';

export function isLayer(_: unknown): _ is { forward: unknown } {
  return false;
}
export function layerFault(_: object): TypeError | undefined {
  return undefined;
}
export function layerSubject(_: object, __: SubjectContext): Subject {
  throw new TypeError('layers are not there yet');
}
