// Writes docs/record.schema.json; test/record-schema.test.ts says when that is due.
import { writeFileSync } from 'node:fs';
import { recordSchema } from './generate.ts';

const path = new URL('../../docs/record.schema.json', import.meta.url);
writeFileSync(path, `${JSON.stringify(recordSchema(), null, 2)}\n`);
