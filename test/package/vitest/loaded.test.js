import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { test } from 'vitest';

test('says what its setup file has loaded', () => {
  const files = Object.keys(createRequire(import.meta.url).cache);
  const own = files.filter((file) => /[\\/]expect-gradient[\\/]dist[\\/]/.test(file));
  console.log(`loaded ${JSON.stringify(own.map((file) => basename(file)))}`);
});
