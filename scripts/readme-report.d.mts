import type { ExampleRun } from './run-examples.mjs';

/** The pages that show the report. */
export const PAGES: readonly string[];

/** The report of the example that is wrong on purpose, as the pages show it. */
export function reportOf(run: ExampleRun): string;

/** The examples' run as on a terminal that can draw everything, whatever the one around it can. */
export function runExamplesQuietly(): ExampleRun;

/** What stands between the markers of a page; undefined without them. */
export function reportIn(page: string): string | undefined;

/** A page with another report between the markers. */
export function withReport(page: string, report: string): string;
