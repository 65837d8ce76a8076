import type { Import, SourceFile } from './import-graph.ts';

/** What every runner needs and no one else may know. */
const FRAMEWORKS =
  /^(vitest|jest|expect|chai|bun:test|node:test|@jest\/|@vitest\/|@playwright\/|@std\/expect)/;

const RUNNERS = ['bun', 'expect', 'jest', 'playwright', 'vitest'];

/** The files a runner loads: they import it, and hand it to what they alone are made of. */
const ENTRIES = [...RUNNERS, 'reporter'];
const ENTRY = new RegExp(`^(${ENTRIES.join('|')})\\.ts$`);
const OF_ENTRY = new RegExp(`^(${ENTRIES.join('|')})/`);

const SHAPELESS = /(^|\/)(utils?|helpers?|common|types)(\.ts|\/)/;

/** The matchers, and what Bun is given for them: it takes nothing that is not written as a function with a `this`. */
const WITH_THIS = /^(matchers\.ts|bun\/)/;

/** What belongs to no room, and imports nothing of ours. */
const BELOW_ALL = /^(clock|process-wide)\.ts$/;

/** The rooms and what lies between them, lowest first: an arrow goes down, or stays in its room. */
const ORDER: readonly (readonly string[])[] = [
  ['clock.ts', 'process-wide.ts'],
  ['numeric'],
  ['record'],
  ['record.ts'],
  ['naming.ts'],
  ['subject'],
  ['options'],
  ['probe'],
  ['judge'],
  ['strategy'],
  ['diagnosis', 'report'],
  ['check', 'terminal.ts'],
  ['entry'],
  ['matchers.ts'],
  RUNNERS,
  ['reporter'],
  ['adapters', 'index.ts', ...ENTRIES.map((entry) => `${entry}.ts`)],
];

const LIMIT = 260;

/** A house rule: what a file does against it, in words. */
type HouseRule = (file: SourceFile, all: readonly SourceFile[]) => readonly string[];

/** The rules of the house, by name. */
export const HOUSE_RULES: Readonly<Record<string, HouseRule>> = {
  'numeric imports only numeric': ({ path, imports }) =>
    isIn(path, 'numeric') ? imports.filter(({ to }) => !isIn(to, 'numeric')).map(named) : [],

  'only entries know a test framework': ({ path, imports }) =>
    ENTRY.test(path)
      ? []
      : imports
          .filter(isFramework)
          .filter(({ typeOnly }) => !typeOnly || !OF_ENTRY.test(path))
          .map(named),

  'only adapters know a tensor library': ({ path, imports }) =>
    ENTRY.test(path) || OF_ENTRY.test(path) || isIn(path, 'adapters')
      ? []
      : imports
          .filter((one) => isForeign(one) && isUnknown(one) && !isDrawing(one, path))
          .map(named),

  'diagnosis and report read the record': ({ path, imports }) =>
    isIn(path, 'diagnosis') || isIn(path, 'report')
      ? imports.filter((one) => !isReadable(one, path) && !isDrawing(one, path)).map(named)
      : [],

  'options know nothing of a check': ({ path, imports }) =>
    isIn(path, 'options') ? imports.filter((one) => !isBelowOptions(one)).map(named) : [],

  'adapters know what a subject is, and nobody knows them': ({ path, imports }) =>
    imports
      .filter(({ to }) =>
        isIn(path, 'adapters') ? !isForeign({ to }) && !isBelowAdapters(to) : isIn(to, 'adapters'),
      )
      .map(named),

  'no arrow up': ({ path, imports }) =>
    levelOf(path) === -1
      ? ['it has no place in the order']
      : imports.filter((one) => !isForeign(one) && !isDown(path, one.to)).map(named),

  'only matchers.ts touches `this`': ({ path, usesThis }) =>
    usesThis && !WITH_THIS.test(path) ? ['this'] : [],

  'no cycles': ({ path }, all) => {
    const cycle = pathBetween(path, path, all);
    return cycle ? [cycle.join(' → ')] : [];
  },

  'no shapeless names': ({ path }) => (SHAPELESS.test(path) ? ['its name'] : []),

  'no long files': ({ lines }) => (lines > LIMIT ? [`${lines} lines`] : []),
};

/** Every breach of a rule, one a line. */
export function breachesOf(rule: string, files: readonly SourceFile[]): string[] {
  const breaches = (file: SourceFile) => HOUSE_RULES[rule](file, files);
  return files.flatMap((file) => breaches(file).map((breach) => `${file.path}: ${breach}`));
}

/** The packages this one depends on; they know nothing of tensors. */
const DEPENDENCIES = /^(fastest-levenshtein|pure-rand)(\/|$)/;

function isFramework(one: Import): boolean {
  return isForeign(one) && FRAMEWORKS.test(one.to);
}

function isUnknown({ to }: Import): boolean {
  return !DEPENDENCIES.test(to) && !FRAMEWORKS.test(to);
}

/** Scales and shapes, for the page alone: nothing else may be loaded with them. */
function isDrawing({ to }: Import, from: string): boolean {
  return isIn(from, 'report/page') && /^d3-(array|scale|shape)$/.test(to);
}

function isForeign({ to }: Pick<Import, 'to'>): boolean {
  return !to.endsWith('.ts');
}

/** Own files, numbers, and of the check only the types of its record and how its entries are named; a diagnosis has nothing to do with a report. */
function isReadable({ to, typeOnly }: Import, from: string): boolean {
  const [own] = from.split('/');
  const isRecord = to === 'naming.ts' || (to === 'record.ts' && typeOnly);
  return isIn(to, own) || isIn(to, 'numeric') || isRecord;
}

/** What the user hands over may be an option; nothing of what is done with it may be known there. */
function isBelowOptions({ to }: Import): boolean {
  const folders = ['options', 'subject', 'numeric'];
  return folders.some((folder) => isIn(to, folder)) || BELOW_ALL.test(to);
}

/** What an adapter is made of: it offers a subject, from arrays of a known dtype. */
function isBelowAdapters(path: string): boolean {
  return ['adapters', 'subject', 'numeric'].some((folder) => isIn(path, folder));
}

/** A floor may have several rooms; there are no doors between them. */
function isDown(from: string, to: string): boolean {
  return roomOf(from) === roomOf(to) || (levelOf(to) !== -1 && levelOf(to) < levelOf(from));
}

function levelOf(path: string): number {
  return ORDER.findIndex((rooms) => rooms.includes(roomOf(path)));
}

/** Its folder in the sources, or the file itself where it is in none. */
function roomOf(path: string): string {
  return path.split('/')[0];
}

function isIn(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

function named({ to, typeOnly }: Import): string {
  return typeOnly ? `type of ${to}` : to;
}

/** The shortest way of imports, breadth first; undefined where there is none. */
function pathBetween(
  from: string,
  to: string,
  files: readonly SourceFile[],
): readonly string[] | undefined {
  const importsOf = new Map(files.map(({ path, imports }) => [path, imports]));
  const ways = [[from]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of importsOf.get(way[way.length - 1]) ?? []) {
      if (next.to === to) return [...way, to];
      if (!seen.has(next.to)) ways.push([...way, next.to]);
      seen.add(next.to);
    }
  }
  return undefined;
}
