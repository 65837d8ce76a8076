import { adnnCases } from './adnn.ts';
import type { LibraryCase } from './case.ts';
import { convnetjsCases } from './convnetjs.ts';
import { jaxCases } from './jax.ts';
import { mathjsCases } from './mathjs.ts';
import { neatapticCases } from './neataptic.ts';
import { nerdamerCases } from './nerdamer.ts';
import { simplegradCases } from './simplegrad.ts';
import { tensorflowCases } from './tensorflow.ts';

export type { LibraryCase } from './case.ts';

/** Every gradient of every library, the correct ones and the wrong ones. */
export async function libraryCases(): Promise<readonly LibraryCase[]> {
  return [
    ...mathjsCases,
    ...nerdamerCases,
    ...adnnCases,
    ...simplegradCases,
    ...convnetjsCases,
    ...neatapticCases,
    ...(await tensorflowCases()),
    ...(await jaxCases()),
  ];
}
