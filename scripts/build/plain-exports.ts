import type { Rolldown } from 'tsdown';

const GETTER =
  /Object\.defineProperty\(exports, ["'](\w+)["'], \{\s*enumerable: true,\s*get: function ?\(\) \{\s*return (\w+);\s*\}\s*\}\);/g;

/** Writes `exports.name = name` where the bundler writes a getter six times as long, for cycles and `let`: here are neither. */
export function plainExports(): Rolldown.Plugin {
  return {
    name: 'plain-exports',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = file.code.replaceAll(GETTER, 'exports.$1 = $2;');
      }
    },
  };
}
