import type { Form, Law } from './law.ts';
import type { Lines } from './lines.ts';

/** A law about whole rows, or columns, of a Jacobian. */
export interface MatrixLaw extends Pick<Law, 'id'> {
  readonly forms: (lines: Lines) => readonly Form[];
}
