import { sectionIn, withSection } from '../readme-section.mjs';
import type { Results } from './results.ts';
import { formatTable, formatUses } from './table.ts';
import { formatTypes } from './types.mjs';

/** A part of a page that is written from the results. */
export interface Section {
  /** Relative to the root of the repository. */
  readonly page: string;
  readonly name: string;
  readonly text: (results: Results) => string;
}

/** Every part of every page that shows what was measured. */
export const sections: readonly Section[] = [
  { page: 'README.md', name: 'compatibility', text: formatTable },
  { page: 'docs/compatibility.md', name: 'uses', text: formatUses },
  { page: 'docs/compatibility.md', name: 'types', text: ({ types }) => formatTypes(types) },
];

/** What a page shows now; undefined where its markers are missing. */
export function shownIn(text: string, { name }: Section): string | undefined {
  return sectionIn(text, name);
}

/** The page with what was measured in its sections. */
export function updated(page: string, text: string, results: Results): string {
  return sections
    .filter((section) => section.page === page)
    .reduce(
      (updating, section) => withSection(updating, section.name, section.text(results)),
      text,
    );
}
