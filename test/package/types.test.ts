import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Packed, pack, unpack } from './packed.ts';

// What docs/runners.md says for programs of `tsc` without a setup file in them: it takes the package as it is installed.

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

let packed: Packed;
beforeAll(() => {
  packed = pack();
});
afterAll(() => unpack(packed));

test('"types": ["node", "expect-gradient/vitest"] gives the matchers their types', () => {
  const { project } = packed;
  mkdirSync(join(project, 'node_modules', '@types'), { recursive: true });
  symlinkSync(join(modules, '@types', 'node'), join(project, 'node_modules', '@types', 'node'));
  const compilerOptions = {
    ...{ target: 'ES2022', module: 'NodeNext', strict: true, noEmit: true, skipLibCheck: true },
    types: ['node', 'expect-gradient/vitest'],
  };
  const tests = `import { expect } from 'vitest';
expect([6, 8]).toMatchNumericalGradient(([x, y]) => x * x + y * y, [3, 4]);
// @ts-expect-error -- there is no such option
expect({}).toHaveCorrectGradient({ epsilom: 1e-5 });
`;
  writeFileSync(join(project, 'a.ts'), tests);
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['a.ts'] }),
  );
  const tsc = join(modules, 'typescript', 'bin', 'tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
  expect(stdout).toBe('');
});
