import type { ExampleRun } from './run-examples.mjs';

/** The report of the example that is wrong on purpose, as the README shows it. */
export function reportOf(run: ExampleRun): string;

/** The examples' run without colour. */
export function runExamplesQuietly(): ExampleRun;

/** What stands between the markers of the README; undefined without them. */
export function reportIn(readme: string): string | undefined;

/** The README with another report between the markers. */
export function withReport(readme: string, report: string): string;
