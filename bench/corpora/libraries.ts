import { type LibraryCase, libraryCases } from '../../test/libraries/cases.ts';
import type { Draft, Specimen } from '../specimens.ts';

/** Gradients by released libraries; test/libraries proves which of them are right. */
export async function libraries(): Promise<Draft[]> {
  return (await libraryCases()).map((one) => ({
    corpus: 'libraries',
    group: `libraries ${one.precision}`,
    name: `${one.library}: ${one.name}`,
    build: () => toSpecimen(one),
  }));
}

function toSpecimen({ at, precision, correct, note, ...one }: LibraryCase): Specimen {
  const value: LibraryCase['value'] = (x) => one.value(x);
  const gradient: LibraryCase['gradient'] = (x) => one.gradient(x);
  return {
    tags: [],
    format: at instanceof Float32Array ? 'float32' : precision,
    at,
    value,
    candidates: [{ name: note ?? 'correct', standing: correct ? 'correct' : 'wrong', gradient }],
    forPeers: { at, value },
  };
}
