import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** This package as the registry would hand it out, and a project that has it installed. */
export interface Packed {
  readonly tarball: string;
  /** What the tarball holds, relative to the package. */
  readonly files: readonly string[];
  readonly manifest: Manifest;
  /** Where it is installed. */
  readonly home: string;
  /** A project that has it installed, its dependencies and the runners that this repository has. */
  readonly project: string;
}

/** What `package.json` says that is used here. */
export interface Manifest {
  readonly main: string;
  readonly module: string;
  readonly types: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly typesVersions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly sideEffects: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** Packs what was built and installs it in a project of its own, without a network. */
export function pack(): Packed {
  const project = realpathSync(mkdtempSync(join(tmpdir(), 'expect-gradient-packed-')));
  // its own `prepack` would build again under the tests that run at the same time
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', project];
  const [packed] = JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8' }));
  const modules = join(project, 'node_modules');
  const home = join(modules, 'expect-gradient');
  mkdirSync(home, { recursive: true });
  const tarball = join(project, packed.filename);
  execFileSync('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']);
  const manifest: Manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    link(name, modules);
  }
  const files = packed.files.map(({ path }: { path: string }) => path);
  return { tarball, files, manifest, home, project };
}

/** A link to a package that is not there leads nowhere, which is what not installed means. */
function link(name: string, modules: string): void {
  mkdirSync(dirname(join(modules, name)), { recursive: true });
  symlinkSync(join(root, 'node_modules', name), join(modules, name));
}

/** Removes a packed package with its project. */
export function unpack({ project }: Packed): void {
  rmSync(project, { recursive: true });
}

/** What a script in the project prints, its complaints included. */
export function evaluate({ project }: Packed, script: string): string {
  const args = ['--input-type=commonjs', '--eval', script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  return stdout + stderr;
}

/** What a tool of this repository says of a file, and whether it is content. */
export function judge(tool: string, args: readonly string[]) {
  const bin = join(root, 'node_modules/.bin', tool);
  const { status, stdout, stderr } = spawnSync(bin, args, { cwd: root, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}
