import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const uses = fileURLToPath(new URL('../../test/uses', import.meta.url));

/** Copies the shared table and the project files of a family into a directory. */
export function layOut(project: string, fixture: string): void {
  for (const file of readdirSync(uses).filter((name) => name.endsWith('.cjs')))
    cpSync(join(uses, file), join(project, file));
  cpSync(join(uses, 'fixtures', fixture), project, { recursive: true });
}
