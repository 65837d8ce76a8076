/** The CommonJS file that a source is built to, beside all others: `src/vitest/setup.ts` → `vitest-setup.cjs`. */
export function builtName(path: string): string {
  return path
    .replace(/^(src|\.)\//, '')
    .replaceAll('/', '-')
    .replace(/\.ts$/, '.cjs');
}
