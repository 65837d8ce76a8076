import { askPatiently, type SubjectContext } from '../context.ts';
import { callOf } from '../everyday/calls.ts';
import type { Differenced } from './numeric-gradient.ts';
import { functionAt, type Named, type Written } from './written.ts';

/** The value alone, to be differenced. */
export function valueAlone(
  { owner, value }: Written,
  context: SubjectContext,
): Omit<Differenced, 'stencil'> {
  const { at, ask = askPatiently } = context;
  const { name, f } = value as Named;
  const { names = context.names } = callOf(f, at);
  const valueAt = functionAt(f, { owner, at });
  // each of the calls that a gradient is made of ends where the check does
  const call = (point: unknown) =>
    ask(
      () => valueAt(point),
      () => {},
    );
  return { value: { name, call }, at, ...(names && { names }) };
}
