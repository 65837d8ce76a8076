import type { Rolldown } from 'tsdown';
import { builtName, exportedFunctions, importsOf, isSource, sourceFile } from './sources.ts';

/** What a passing check does without, or needs for one kind of subject only; every module of these exports functions. */
export const LAZY = [
  'check/received.ts',
  // a check that does not agree at the first look
  'strategy/second-tier.ts',
  'probe/climb.ts',
  'strategy/rounding.ts',
  'judge/reasons.ts',
  'judge/violations.ts',
  'check/diagnoses.ts',
  'diagnosis/diagnose.ts',
  'report/unchecked.ts',
  'report/message.ts',
  'report/page/page.ts',
  'terminal.ts',
  // misuse
  'subject/arrived.ts',
  'subject/misfit.ts',
  'subject/near.ts',
  'subject/reject.ts',
  'subject/unfit.ts',
  'options/misuse.ts',
  'subject/layer/missing.ts',
  // one kind of subject, one option
  'strategy/textbook.ts',
  'strategy/named.ts',
  'strategy/rest.ts',
  'subject/bare-gradient.ts',
  'subject/combined.ts',
  'subject/adapted.ts',
  'subject/within.ts',
  'check/layered.ts',
  'subject/layer/model.ts',
  'subject/layer/layer-subject.ts',
  'subject/layer/samples.ts',
  'subject/layer/statement.ts',
].map(sourceFile);

/** Before the path of a lazy module: what stands for it. */
export const STUBS = 'lazy:';

/**
 * Makes importers of some modules load them when one of their functions is first called.
 *
 * For CommonJS only: nothing else loads synchronously, and bundlers follow its `require` as they do an import.
 */
export function lazily(): Rolldown.Plugin {
  return {
    name: 'lazily',
    buildStart() {
      for (const id of LAZY) {
        this.emitFile({ type: 'chunk', id, name: builtName(id), fileName: `${builtName(id)}.cjs` });
      }
    },
    async resolveId(source, importer) {
      if (source.startsWith(STUBS)) return source;
      if (importer?.startsWith(STUBS)) return { id: source, external: true };
      if (importer === undefined || !isSource(importer)) return null;
      const resolved = await this.resolve(source, importer, { skipSelf: true });
      return resolved !== null && LAZY.includes(resolved.id) ? `${STUBS}${resolved.id}` : null;
    },
    load(id) {
      return id.startsWith(STUBS) ? loadingStubs(id.slice(STUBS.length)) : null;
    },
  };
}

function loadingStubs(file: string): string {
  const stub = (name: string) =>
    `export function ${name}(...args) { return require('./${builtName(file)}.cjs').${name}(...args); }`;
  return exportedFunctions(file).map(stub).join('\n');
}

/** Chunks of what is loaded together: with the matchers, and with the first check. Each export of a chunk costs bytes. */
export function loadedTogether(): Rolldown.CodeSplittingGroup[] {
  const atOnce = reachable('matchers.ts');
  const atFirstCheck = reachable('check/received.ts');
  return [
    { name: 'registered', test: (id) => atOnce.has(id.replace(STUBS, '')) || atOnce.has(id) },
    { name: 'check', test: (id) => atFirstCheck.has(id) },
  ];
}

/** A source file and all it needs at once. */
function reachable(path: string): ReadonlySet<string> {
  const found = new Set([sourceFile(path)]);
  for (const file of found) {
    for (const to of importsOf(file)) {
      if (isSource(to) && !LAZY.includes(to)) found.add(to);
    }
  }
  return found;
}
