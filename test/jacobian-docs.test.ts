import { readFileSync } from 'node:fs';
import nerdamer from 'nerdamer';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { checkJacobian, type GradientCheck, type GradientCheckOptions } from '../src/index.ts';
import '../src/vitest.ts';
import 'nerdamer/Calculus.js';

// The code of docs/jacobian.md as it stands; what it leaves to the reader is given here.

const page = readFileSync(new URL('../docs/jacobian.md', import.meta.url), 'utf8');

type Given = Readonly<Record<string, unknown>>;

/** Runs code of the page with what it is given, and returns what it ends with. */
function run(code: string, given: Given = {}): unknown {
  const script = ts.transpile(code, { target: ts.ScriptTarget.ES2022 });
  return new Function(...Object.keys(given), script)(...Object.values(given));
}

/** The programs of the page, each with the last heading before it. */
const programs = page.split(/^(?=## )/m).flatMap((section) =>
  [...section.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => ({
    title: section.startsWith('## ') ? section.slice(3, section.indexOf('\n')) : '',
    code,
  })),
);

const RECIPES = 'What is understood';

const cross = ([a, b, c]: readonly number[]) => [
  [0, -c, b],
  [c, 0, -a],
  [-b, a, 0],
];
const times = (rows: readonly (readonly number[])[], columns: readonly (readonly number[])[]) =>
  rows.map((row) =>
    columns[0].map((_, j) => row.reduce((sum, entry, k) => sum + entry * columns[k][j], 0)),
  );
const rotationMatrix = ([w, x, y, z]: readonly number[]) => [
  [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
  [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
  [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
];

/** What the programs are about, by their headings. */
const GIVEN: Readonly<Record<string, Given>> = {
  '': {
    times: [0.5, 1, 2],
    data: [1.4, 1, 0.5],
  },
  'On manifolds': {
    arm: [0.3, -1.2, 2.1],
    q: [0.5, -0.1, 0.7, 0.5],
    cross,
    times,
    rotationMatrix,
    rotated: (q: readonly number[], arm: readonly number[]) =>
      times(
        rotationMatrix(q),
        arm.map((x) => [x]),
      ).flat(),
    minus: (rows: readonly (readonly number[])[]) => rows.map((row) => row.map((x) => -x)),
    multiplied: ([a, b, c, d]: readonly number[], [e, f, g, h]: readonly number[]) => [
      a * e - b * f - c * g - d * h,
      a * f + b * e + c * h - d * g,
      a * g - b * h + c * e + d * f,
      a * h + b * g - c * f + d * e,
    ],
    exponential: ([a, b, c]: readonly number[]) => {
      const angle = Math.hypot(a, b, c);
      const s = angle < 1e-6 ? 1 / 2 : Math.sin(angle / 2) / angle;
      return [Math.cos(angle / 2), s * a, s * b, s * c];
    },
  },
};

test.each(programs.filter(({ title }) => title in GIVEN))(
  'the program of "$title" runs',
  ({ title, code }) => {
    expect(() => run(code, { ...GIVEN[title], expect })).not.toThrow();
  },
);

test('there is no program that is not run', () => {
  const others = programs.map(({ title }) => title).filter((title) => !(title in GIVEN));
  expect(others).toEqual([RECIPES]);
});

/** A recipe for one library: its comment, and the member that it is. */
const recipes = [
  ...(programs.find(({ title }) => title === RECIPES)?.code ?? '').matchAll(
    /^\/\/ (.+)\n(jacobian: .+?),(?: \/\/.*)?$/gm,
  ),
].map(([, library, member]) => ({ library, member }));

interface Held {
  readonly value: unknown;
  readonly at: unknown;
  /** What the recipe takes its numbers from: of the right matrix, and with a slip in an entry. */
  readonly right: Given;
  readonly wrong: Given;
  readonly options?: GradientCheckOptions;
}

const plane = {
  value: ([x, y]: readonly number[]) => [x * x * y, Math.sin(x), x + y ** 3],
  at: [0.7, 1.3],
  entries: [
    [2 * 0.7 * 1.3, 0.7 ** 2],
    [Math.cos(0.7), 0],
    [1, 3 * 1.3 ** 2],
  ],
};
const slipped = plane.entries.map((row, i) => row.map((x, j) => (i === 2 && j === 0 ? -x : x)));

const columnMajor = (rows: readonly (readonly number[])[]): Given => ({
  rows: 3,
  columns: 2,
  matrix: { elements: [0, 1].flatMap((j) => rows.map((row) => row[j])) },
});
/** Pointers, row indices, values, as ccsSparse of numeric 1.2.6 returns them. */
const ccs = (rows: readonly (readonly number[])[]): Given => ({
  ccs: [
    [0, 3, 5],
    [0, 1, 2, 0, 2],
    [rows[0][0], rows[1][0], rows[2][0], rows[0][1], rows[2][1]],
  ],
});
/** What an expression of nerdamer is about; its types do not say that it is there. */
const symbolOf = (expression: object) => (expression as { readonly symbol: unknown }).symbol;
const symbols = (last: string): Given => ({
  nerdamer,
  J: symbolOf(nerdamer(`matrix([2*x*y, x^2], [cos(x), 0], [${last}, 3*y^2])`)),
});
/** An equation of cannon-es 0.20.0: two elements of two Vec3 each. */
const equations = (factor: number): Given => {
  const vec = (x: number, y: number, z: number) => ({ x, y, z });
  const element = (at: number) => ({
    spatial: vec(at, at + 1, at + 2),
    rotational: vec(at + 3, factor * (at + 4), at + 5),
  });
  return { equations: [{ jacobianElementA: element(1), jacobianElementB: element(7) }] };
};

const HELD: Readonly<Record<string, Held>> = {
  'three and gl-matrix': {
    ...plane,
    right: columnMajor(plane.entries),
    wrong: columnMajor(slipped),
    options: { layout: 'inputs-by-outputs' },
  },
  numeric: { ...plane, right: ccs(plane.entries), wrong: ccs(slipped) },
  nerdamer: {
    value: ({ x, y }: Record<string, number>) => plane.value([x, y]),
    at: { x: 0.7, y: 1.3 },
    right: symbols('1'),
    wrong: symbols('2'),
  },
  'cannon-es': {
    value: (x: readonly number[]) => [x.reduce((sum, entry, k) => sum + (k + 1) * entry, 0)],
    at: Array.from({ length: 12 }, (_, k) => Math.sin(k)),
    right: equations(1),
    wrong: equations(2),
  },
};

describe('the recipes', () => {
  test('are those of the libraries that are tried here', () => {
    const names = recipes.map(({ library }) => library.split(':')[0]);
    expect(names).toEqual(Object.keys(HELD));
  });

  test.each(recipes)('$library', ({ library, member }) => {
    const { value, at, right, wrong, options } = HELD[library.split(':')[0]];
    const verdictOf = (given: Given) => {
      const held = run(`return { ${member} };`, given) as object;
      return (checkJacobian({ value, ...held }, { at, ...options }) as GradientCheck).verdict;
    };
    expect([verdictOf(right), verdictOf(wrong)]).toEqual(['match', 'mismatch']);
  });
});
