import { describe, expect, test } from 'vitest';
import { sectionIn } from '../scripts/readme-section.mjs';
import { firstCheckPage, firstProgram, reportOf, run, stories } from './first-check.ts';
import '../src/vitest.ts';

describe.each(stories())('docs/first-check.md, $name', (story) => {
  test('every check of it is green', () => {
    for (const check of story.checks) run(story.given + check, expect);
  });

  test('its mistake gives the report that it shows', () => {
    expect(story.mistaken).not.toBe(story.given);
    expect(sectionIn(firstCheckPage(), story.name), 'run `npm run spellings`').toBe(
      reportOf(story, expect),
    );
  });
});

describe('docs/first-check.md, the first test', () => {
  run(firstProgram(), expect, test);
});
