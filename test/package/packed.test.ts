import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { evaluate, judge, type Packed, pack, unpack } from './packed.ts';

let packed: Packed;
beforeAll(() => {
  packed = pack();
});
afterAll(() => unpack(packed));

const ENTRIES = Object.keys(packageJson.exports).filter((name) => name !== './package.json');
/** The entries that import a runner: for each module system one. */
const RUNNERS = /^src\/(vitest|jest|expect|bun|playwright)\.ts$/;
const named = (entry: string) => entry.replace(/^\./, 'expect-gradient');

test('publint has nothing to say about what is packed', () => {
  const { status, output } = judge('publint', ['--strict', packed.tarball]);
  expect(output).toContain('All good!');
  expect(status).toBe(0);
});

test('the types are right however they are resolved', () => {
  const { status, output } = judge('attw', [packed.tarball, '--format', 'ascii', '--no-color']);
  expect(output).toContain('No problems found');
  expect(status).toBe(0);
  for (const entry of ENTRIES) expect(output).toContain(`"${named(entry)}"`);
});

describe('what is packed', () => {
  test('is what was built, and what goes with it', () => {
    const others = packed.files.filter((file) => !/^dist\/[\w-]+\.(c|m)?js$/.test(file));
    const described = others.filter((file) => !/^dist\/[\w-]+\.d\.c?ts$/.test(file));
    expect(described.sort()).toEqual([
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY-LICENSES.txt',
      'package.json',
    ]);
  });

  test('holds every file that package.json names', () => {
    const { main, module, types, exports, typesVersions } = packed.manifest;
    const all = pathsIn([main, module, types, exports, Object.values(typesVersions)]);
    expect(all.length).toBeGreaterThan(4 * ENTRIES.length);
    expect(all.filter((path) => !packed.files.includes(path.replace('./', '')))).toEqual([]);
  });

  test('is strict in both module systems: a write to what is frozen is an error', () => {
    const files = packed.files.filter((file) => file.endsWith('.cjs'));
    expect(files.length).toBeGreaterThan(10);
    const isStrict = (file: string) => /^(["'])use strict\1/.test(contentOf(packed, file));
    expect(files.filter((file) => !isStrict(file))).toEqual([]);
  });

  test('imports what is installed with it, a runner that may be there, or what is built in', () => {
    const { dependencies, peerDependencies } = packed.manifest;
    const allowed = Object.keys({ ...dependencies, ...peerDependencies });
    const foreign = imports(packed).filter(
      ({ to }) =>
        !isBuiltin(to) && to !== 'bun:test' && !allowed.some((name) => isPartOf(to, name)),
    );
    expect(foreign).toEqual([]);
  });

  test('imports nothing of its own that is not there', () => {
    const missing = packed.files
      .filter((file) => /\.[cm]?js$/.test(file))
      .flatMap((file) => specifiers(packed, file))
      .filter((to) => to.startsWith('.') && !packed.files.includes(`dist/${to.slice(2)}`));
    expect(missing).toEqual([]);
  });

  test('contains no code of a runner, and of nobody without their licence', () => {
    const regions = sourcesIn(/\.[cm]?js$/);
    expect(regions.filter((from) => from.startsWith('src/')).length).toBeGreaterThan(100);
    const owners = regions.map((from) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(from)?.[1]);
    const bundled = [...new Set(owners)].filter((name) => name !== undefined);
    const licences = contentOf(packed, 'dist/THIRD-PARTY-LICENSES.txt');
    expect(bundled.filter((name) => !/^(d3-\w+|internmap)$/.test(name))).toEqual([]);
    expect(bundled.filter((name) => !licences.includes(`${name} `))).toEqual([]);
  });
});

describe('a process has one copy of everything', () => {
  test('because no source is built into two CommonJS files', () => {
    const sources = sourcesIn(/\.cjs$/).filter((from) => !RUNNERS.test(from));
    expect(sources.filter((from, i) => sources.indexOf(from) < i)).toEqual([]);
    expect(sources).toContain('src/options/configuration.ts');
  });

  test('and none into an ES module for Node, but the entry of a runner', () => {
    const sources = sourcesIn(/\.mjs$/);
    expect(sources.filter((from) => !RUNNERS.test(from))).toEqual([]);
    expect(sources).toContain('src/vitest.ts');
  });

  test.each([
    ['', 'configureGradientChecks'],
    ['', 'formatGradientCheck'],
    ['/matchers', 'gradientMatchers'],
  ])('so an import of expect-gradient%s gives the same %s as require does', (entry, name) => {
    const both = `require('expect-gradient${entry}').${name} === imported.${name}`;
    const script = `import('expect-gradient${entry}').then((imported) => console.log(${both}))`;
    expect(evaluate(packed, script)).toBe('true\n');
  });

  test('and what is configured through one is so for the other', () => {
    const script = `
      const subject = { value: (x) => x * x, gradient: (x) => 2.001 * x };
      import('expect-gradient').then(({ configureGradientChecks }) => {
        configureGradientChecks({ threshold: 0.1 });
        console.log(require('expect-gradient').checkGradient(subject, { at: 3 }).threshold);
      });`;
    expect(evaluate(packed, script)).toBe('0.1\n');
  });
});

describe('every entry', () => {
  test.each(ENTRIES)(
    '%s has types of its own for each module system, and for old resolution',
    (entry) => {
      const conditions = packed.manifest.exports[entry];
      const base = entry === '.' ? 'index' : entry.slice(2);
      const es = { module: `./dist/${base}.js`, node: `./dist/${base}.mjs` };
      expect(conditions).toEqual({
        import: {
          types: `./dist/${base}.d.ts`,
          ...(entry.startsWith('./reporter') ? {} : es),
          default: `./dist/${base}.js`,
        },
        require: { types: `./dist/${base}.d.cts`, default: `./dist/${base}.cjs` },
      });
      if (entry === '.') return;
      expect(packed.manifest.typesVersions['*'][base]).toEqual([`./dist/${base}.d.cts`]);
    },
  );

  test.each(ENTRIES)('%s can be imported and required, where its runner can', (entry) => {
    const outcome = (how: string) => evaluate(packed, `${how.replace('NAME', named(entry))}`);
    const said = "then(() => console.log('loaded'), ({ stack }) => console.log(stack))";
    const imported = outcome(`import('NAME').${said}`);
    const required = outcome(`(async () => require('NAME'))().${said}`);
    for (const outcome of [imported, required]) {
      expect(isRunnersFault(outcome, packed) ? 'loaded\n' : outcome).toBe('loaded\n');
    }
  });

  test('that registers something is kept by a bundler that leaves out what has no effect', () => {
    const effects = packed.manifest.sideEffects.map((path) => path.replace(/\*$/, ''));
    const silent = ENTRIES.filter((entry) => isSetUp(entry, packed))
      .map((entry) => `./dist/${entry.slice(2)}.`)
      .filter((path) => !effects.includes(path));
    expect(silent).toEqual([]);
  });
});

/** Every string inside a value: the files `package.json` names. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

function contentOf({ home }: Packed, file: string): string {
  return readFileSync(join(home, file), 'utf8');
}

/** The sources built into files; the bundler says above each where it is from. */
function sourcesIn(files: RegExp): string[] {
  return packed.files
    .filter((file) => files.test(file))
    .flatMap((file) => [...contentOf(packed, file).matchAll(/^\/\/#region (.*)/gm)])
    .map(([, from]) => from);
}

/** What a built file imports or requires, in code. */
function specifiers(packed: Packed, file: string): string[] {
  const code = contentOf(packed, file).replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = code.matchAll(
    /^(?:import|export)\b[^'"]*["']([^"']+)["'];$|\b(?:require|import)\(["']([^"']+)["']\)/gm,
  );
  return [...found].map(([, imported, required]) => imported ?? required);
}

function imports(packed: Packed): readonly { readonly file: string; readonly to: string }[] {
  return packed.files
    .filter((file) => /\.[cm]?[jt]s$/.test(file))
    .flatMap((file) => specifiers(packed, file).map((to) => ({ file, to })))
    .filter(({ to }) => !to.startsWith('.'));
}

function isPartOf(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

/** Whether a runner is what failed: it is not installed, or does not let itself be loaded outside of its own process. */
function isRunnersFault(outcome: string, { manifest, home }: Packed): boolean {
  const runners = Object.keys(manifest.peerDependencies);
  const refused =
    /Cannot find (?:package|module) '([^']+)'|The requested module '([^']+)'|Received protocol '(bun):'/.exec(
      outcome,
    );
  const missing = refused?.slice(1).find((name) => name !== undefined);
  if (missing !== undefined)
    return [...runners, 'bun', 'bun:test'].some((name) => isPartOf(missing, name));
  const frames = outcome.split('\n').filter((line) => /^\s+at /.test(line));
  const thrower = frames.find((frame) => !frame.includes('node:')) ?? '';
  return thrower.includes('node_modules/') && !thrower.includes(home);
}

/** An entry that exports nothing is there for its effect. */
function isSetUp(entry: string, packed: Packed): boolean {
  const file = `dist/${entry === '.' ? 'index' : entry.slice(2)}.js`;
  return !/^export /m.test(contentOf(packed, file));
}
