import { type Failure, type Use, usesOf } from '../../test/uses/uses.cjs';
import { foregroundAfter, isColoured, withoutColour } from './colour.ts';
import type { Colour, Family, Outcome } from './family.ts';
import { expectedLines, find, firstDifference, type Place, showsError } from './printed.ts';

/** What a run of a suite left: what the runner told programs, and what it showed people. */
export interface Evidence {
  readonly exitCode: number | null;
  readonly outcomes: readonly Outcome[];
  readonly output: string;
}

/** What is wrong, by the name of the use. Every use that was judged is there; one that works has no complaint. */
export type Judgement = Readonly<Record<string, readonly string[]>>;

/** Compares the run of the whole table with what each use expects. */
export async function judgeTable(family: Family, evidence: Evidence): Promise<Judgement> {
  const uses = usesOf('table').filter(({ name }) => whyLacking(family, name) === undefined);
  if (evidence.outcomes.length === 0) return nothingRan(uses, evidence);
  const judged = await Promise.all(uses.map((use) => complaintsAbout(use, { family, evidence })));
  const names = new Set(uses.map(({ name }) => name));
  const surplus = evidence.outcomes.filter(({ name }) => !names.has(name));
  return {
    ...Object.fromEntries(uses.map(({ name }, index) => [name, judged[index]])),
    // an `expect` that learnt something new must not go unnoticed
    ...Object.fromEntries(
      surplus.map(({ name }) => [name, ['ran, though it is said to be absent']]),
    ),
  };
}

/** Every use has failed; the first one says what the runner said last. */
function nothingRan([first, ...others]: readonly Use[], { output }: Evidence): Judgement {
  const last = output.trim().split('\n').slice(-8);
  return {
    [first.name]: ['nothing ran', ...last],
    ...Object.fromEntries(others.map(({ name }) => [name, ['nothing ran']])),
  };
}

/** Why a use is no part of a runner; undefined where it is. */
export function whyLacking({ lacks = {} }: Family, use: string): string | undefined {
  return lacks[use] ?? lacks[columnOf(use)];
}

/** The column of a use. */
export function columnOf(use: string): string {
  return use.split(': ')[0];
}

interface Case {
  readonly family: Family;
  readonly evidence: Evidence;
}

async function complaintsAbout(use: Use, { family, evidence }: Case): Promise<readonly string[]> {
  const { name } = use;
  const fails = family.differs?.[name]?.fails ?? use.fails;
  const outcome = evidence.outcomes.find((one) => one.name === name);
  if (outcome === undefined) return ['did not run'];
  if (outcome.passed !== (fails === undefined))
    return [outcome.passed ? 'passed, but must fail' : 'failed, but must pass'];
  if (fails === undefined) return [];
  return missingFrom(evidence.output, { use: { ...use, fails }, family });
}

interface FailingUse {
  readonly use: Use & { readonly fails: Failure };
  readonly family: Family;
}

/** What a failing use must have printed and has not. */
async function missingFrom(
  output: string,
  { use, family }: FailingUse,
): Promise<readonly string[]> {
  const { fails } = use;
  if ('says' in fails)
    return fails.says.test(withoutColour(output)) ? [] : [`not printed: ${fails.says}`];
  const error = 'error' in fails ? fails.error : fails.also;
  const complaints =
    error === undefined || showsError(error, output) ? [] : [`not printed: ${error}`];
  // the table runs under NO_COLOR
  const block = await expectedLines(use, { line: family.line, ascii: true });
  if (block.length === 0 || find(block, output) !== undefined) return complaints;
  return [...complaints, `printed ${firstDifference(block, output)}`];
}

/** Compares what a run printed of the long report with the colours it was asked for. */
export async function judgeColour(
  family: Family,
  { output, colour }: { readonly output: string; readonly colour: Colour },
): Promise<readonly string[]> {
  const [use] = usesOf('report');
  const block = await expectedLines(use, { line: family.line, ascii: colour === 'NO_COLOR' });
  const place = find(block, output);
  if (place === undefined) return [`printed ${firstDifference(block, output)}`];
  return colour === 'on' ? complaintsWithColour(output, place) : complaintsWithout(output, place);
}

function complaintsWithout(output: string, { from, to }: Place): readonly string[] {
  const block = output.split('\n').slice(from, to).join('\n');
  return isColoured(block) ? ['the report is coloured'] : [];
}

/** A runner may paint the rest of a message in a colour of its own, red say: no line may leave one behind. */
function complaintsWithColour(output: string, { from, to }: Place): readonly string[] {
  const lines = output.split('\n');
  const ends = lines.slice(from, to).map((_, index) => lines.slice(0, from + index + 1).join('\n'));
  const left = ends.findIndex((text) => foregroundAfter(text) !== undefined);
  return [
    ...(isColoured(lines[from]) ? [] : ['the first line has no colour']),
    ...(left < 0 ? [] : [`line ${left + 1} of the report leaves a colour behind`]),
  ];
}

/** A run in which a failing check was not awaited must not be green, though its test ran. */
export function judgeUnawaited({ exitCode, outcomes }: Evidence): readonly string[] {
  const [{ name }] = usesOf('unawaited');
  if (!outcomes.some((outcome) => outcome.name === name)) return ['did not run'];
  return exitCode === 0 ? ['the run is green'] : [];
}
