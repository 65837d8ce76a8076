import type { Rolldown } from 'tsdown';

/** Writes declarations and nothing else: for CommonJS tsdown builds the code along with them, whatever `emitDtsOnly` says. */
export function typesOnly(): Rolldown.Plugin {
  return {
    name: 'types-only',
    generateBundle(_, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/\.d\.c?ts$/.test(name)) delete bundle[name];
      }
    },
  };
}
