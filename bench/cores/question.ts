import { drafts, type Standing } from '../specimens.ts';
import { adapterCases } from './adapters.ts';
import { layerCases } from './layers.ts';
import { optionCases } from './options.ts';

/** What two cores are asked. */
export interface Question {
  readonly name: string;
  /** The row of the table it counts in. */
  readonly group: string;
  readonly standing: Standing;
  /** Made anew for each check. */
  readonly subject: () => unknown;
  readonly options: object;
}

/** What a run is narrowed down to. */
export interface Narrowed {
  /** Part of the name. */
  readonly only: string | undefined;
  readonly corpus: string | undefined;
  /** One wrong gradient in so many; every correct one in any case. */
  readonly every: number;
  /** One specimen of the bench in so many. */
  readonly oneIn: number;
}

/** Every question: layers, options and tensors, unless only one corpus is wanted, then the specimens of the bench. */
export async function* questions(narrowed: Narrowed): AsyncGenerator<Question> {
  const { only, corpus, every, oneIn } = narrowed;
  if (corpus === undefined)
    for (const question of [...layerCases, ...optionCases, ...(await adapterCases())])
      if (question.name.includes(only ?? '')) yield question;
  let i = 0;
  const wanted = { corpus, group: undefined, name: only, oneIn, seed: 1 };
  for await (const draft of drafts(wanted)) {
    const { at, value, candidates, options } = draft.build();
    for (const { name, standing, gradient } of candidates)
      if (standing === 'correct' || i++ % every === 0)
        yield {
          name: `${draft.name} | ${name}`,
          group: draft.group,
          standing,
          subject: () => ({ value, gradient }),
          options: { ...options, at },
        };
  }
}
