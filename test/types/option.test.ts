import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// `"types": ["node", "expect-gradient/vitest"]` is looked up among the packages of a project, where this one is not: a project that has it.

const root = fileURLToPath(new URL('../..', import.meta.url));
const modules = join(root, 'node_modules');

/** What the project has installed, and where it is. */
const INSTALLED = {
  'expect-gradient': root,
  vitest: join(modules, 'vitest'),
  '@types/node': join(modules, '@types/node'),
};

test('the option `types` of a compiler brings the matchers', () => {
  const project = mkdtempSync(join(tmpdir(), 'expect-gradient-option-'));
  try {
    cpSync(join(root, 'test/types/types-option'), project, { recursive: true });
    mkdirSync(join(project, 'node_modules/@types'), { recursive: true });
    for (const [name, place] of Object.entries(INSTALLED))
      symlinkSync(place, join(project, 'node_modules', name), 'junction');
    const args = [join(modules, 'typescript/bin/tsc'), '-p', project, '--pretty', 'false'];
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  } finally {
    rmSync(project, { recursive: true });
  }
});
