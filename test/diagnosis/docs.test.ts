import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { laws, matrixLaws, plain, remains, signs } from '../../src/diagnosis/catalogue.ts';
import { manifoldMistakes } from '../../src/diagnosis/manifold.ts';
import { shapes } from '../../src/diagnosis/shape.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

const documentation = read('../../docs/diagnoses.md');
const sections = documentation.split(/^### /m).slice(1);

test('docs/diagnoses.md has every id once, in the order of the catalogue', () => {
  const rules = [
    ...plain,
    ...shapes,
    ...manifoldMistakes,
    ...signs,
    ...laws,
    ...matrixLaws,
    ...remains,
  ];
  const ids = [...new Set(rules.map(({ id }) => id))];
  expect(sections.map((section) => section.match(/^`(.+)`/)?.[1])).toEqual(ids);
});

test.each(sections.map((section) => [section.split('\n')[0], section] as const))(
  'the example of %s is part of a message that a test has seen',
  (heading, section) => {
    const example = section.match(/```\n(.+?)\n```/s)?.[1] ?? '';
    expect(example).toContain(`(${heading.replaceAll('`', '')})`);
    // inside a template literal, indented with the code around it
    const messages = read('./messages.test.ts').replaceAll('\\`', '`').replace(/^ +/gm, '');
    expect(messages).toContain(example.replace(/^ +/gm, ''));
  },
);
