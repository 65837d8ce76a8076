import { fitGradient } from '../fit-gradient.ts';
import type { ReadOutput } from '../jacobian/jacobian-subject.ts';
import { sideOf } from '../jacobian/side.ts';
import { readingOf } from '../reading.ts';

/** A gradient as the output whose Jacobian a Hessian is: in the structure, and with the names, of the point. */
export const gradientOutput: ReadOutput = (_, { tree, variables }) => ({
  side: sideOf(tree),
  variables,
  numbers: (gradient) =>
    readingOf(fitGradient(tree, gradient), { aliasesPoint: [], reused: [] }).values,
});

/** The same of one that was made of differences: flat already. */
export const flatOutput: ReadOutput = (_, { tree, variables }) => ({
  side: sideOf(tree),
  variables,
  numbers: (gradient) => gradient as Float64Array,
});
