import { part, transposed, withPart, type ZooVariable } from './variables.ts';

/** Ids of the mistakes that have a name; `none` follows no law. */
export type MistakeId =
  | 'sign-flipped'
  | 'constant-factor'
  | 'missing-gradient'
  | 'transposed'
  | 'permuted'
  | 'weight-decay'
  | 'missing-centering'
  | 'broadcast-not-reduced'
  | 'overwritten-not-accumulated'
  | 'value-ignores-input'
  | 'wrong-mask'
  | 'localized'
  | 'none';

/** What a slip can look at besides the finished gradient. */
export interface SlipContext {
  readonly x: readonly number[];
  readonly variables: readonly ZooVariable[];
  /** Number of samples the loss is averaged over, when it is. */
  readonly batch: number | undefined;
  /** The one-sided slopes at the subject's point, where they differ. */
  readonly slopes: readonly (readonly [low: number, high: number] | undefined)[] | undefined;
  /** The correct gradient at any other point. */
  readonly gradientAt: (x: readonly number[]) => readonly number[];
}

/** A slip on the finished gradient. */
export interface Slip {
  readonly name: string;
  readonly mistake: MistakeId;
  readonly apply: (gradient: readonly number[], context: SlipContext) => readonly number[];
}

type Apply = Slip['apply'];

const times =
  (factor: number): Apply =>
  (g) =>
    g.map((gi) => factor * gi);

const slip = (name: string, mistake: MistakeId, apply: Apply): Slip => ({ name, mistake, apply });

const factors = [2, 0.5, 1.01, 1.001, 1.00001].map((factor) =>
  slip(`times ${factor}`, 'constant-factor', times(factor)),
);

const sizes = [
  slip('divided by the number of coordinates', 'constant-factor', (g) =>
    times(1 / g.length)(g, none),
  ),
  slip('times the number of coordinates', 'constant-factor', (g) => times(g.length)(g, none)),
  slip('one over the batch forgotten', 'constant-factor', (g, c) => times(c.batch ?? 1)(g, c)),
];

const none: SlipContext = {
  x: [],
  variables: [],
  batch: undefined,
  slopes: undefined,
  gradientAt: () => [],
};

const gone = [
  slip('all zero', 'missing-gradient', times(0)),
  slip('last coordinate missing', 'missing-gradient', (g) => edit(g, g.length - 1, times(0))),
  slip('largest coordinate zero', 'missing-gradient', (g) => edit(g, largest(g), times(0))),
  slip('middle coordinate zero', 'missing-gradient', (g) => edit(g, middle(g), times(0))),
  slip('last variable missing', 'missing-gradient', (g, { variables }) =>
    onPart(g, variables[variables.length - 1], (own) => own.map(() => 0)),
  ),
  slip('last row missing', 'missing-gradient', (g, { variables }) =>
    onMatrices(g, variables, (own, [rows, columns]) =>
      own.map((gi, k) => (k >= (rows - 1) * columns ? 0 : gi)),
    ),
  ),
  slip('last column missing', 'missing-gradient', (g, { variables }) =>
    onMatrices(g, variables, (own, [, columns]) =>
      own.map((gi, k) => (k % columns === columns - 1 ? 0 : gi)),
    ),
  ),
];

const orders = [
  slip('transposed', 'transposed', (g, { variables }) => onMatrices(g, variables, transposed)),
  slip('rolled by one', 'permuted', (g) => [...g.slice(-1), ...g.slice(0, -1)]),
  slip('reversed', 'permuted', (g) => [...g].reverse()),
  slip('first two swapped', 'permuted', ([a, b = a, ...rest]) =>
    rest.length ? [b, a, ...rest] : [b, a].slice(0, 1 + Number(b !== a)),
  ),
];

const additions = [
  slip('plus 1e-2 times the point', 'weight-decay', (g, { x }) =>
    g.map((gi, i) => gi + 1e-2 * x[i]),
  ),
  slip('plus 1e-4 times the point', 'weight-decay', (g, { x }) =>
    g.map((gi, i) => gi + 1e-4 * x[i]),
  ),
  slip('first coordinate plus 0.01', 'localized', (g) => edit(g, 0, ([gi]) => [gi + 0.01])),
  slip('every coordinate plus 0.01', 'none', (g) => g.map((gi) => gi + 0.01)),
  slip('mean subtracted', 'missing-centering', (g) => {
    const mean = g.reduce((a, b) => a + b, 0) / g.length;
    return g.map((gi) => gi - mean);
  }),
  slip('of another point', 'none', (_, { x, gradientAt }) =>
    gradientAt(x.map((xi) => 1.05 * xi + 0.01)),
  ),
];

const single = [
  slip('largest coordinate off by 1 %', 'localized', (g) => edit(g, largest(g), times(1.01))),
  slip('largest coordinate off by 0.1 %', 'localized', (g) => edit(g, largest(g), times(1.001))),
  slip('largest coordinate of other sign', 'localized', (g) => edit(g, largest(g), times(-1))),
  slip('middle coordinate off by 1 %', 'localized', (g) => edit(g, middle(g), times(1.01))),
  slip('middle coordinate off by 0.1 %', 'localized', (g) => edit(g, middle(g), times(1.001))),
  slip('middle coordinate of other sign', 'localized', (g) => edit(g, middle(g), times(-1))),
  slip('last coordinate doubled', 'localized', (g) => edit(g, g.length - 1, times(2))),
];

const outside = [
  slip('a tenth above the upper slope', 'none', (g, { slopes }) =>
    g.map((gi, i) => beyond(slopes?.[i], 1.1) ?? gi),
  ),
  slip('a tenth below the lower slope', 'none', (g, { slopes }) =>
    g.map((gi, i) => beyond(slopes?.[i], -0.1) ?? gi),
  ),
  slip('far above the upper slope', 'none', (g, { slopes }) =>
    g.map((gi, i) => beyond(slopes?.[i], 3) ?? gi),
  ),
];

/** Every slip of the zoo; where two give the same gradient the earlier one names it. */
export const slips: readonly Slip[] = [
  slip('sign flipped', 'sign-flipped', times(-1)),
  ...gone,
  ...factors,
  ...sizes,
  ...orders,
  ...additions,
  ...single,
  ...outside,
];

function beyond(
  slopes: readonly [low: number, high: number] | undefined,
  share: number,
): number | undefined {
  return slopes && slopes[0] + share * (slopes[1] - slopes[0]);
}

function edit(g: readonly number[], at: number, apply: Apply): readonly number[] {
  return g.map((gi, i) => (i === at ? apply([gi], none)[0] : gi));
}

function largest(g: readonly number[]): number {
  return g.reduce((best, gi, i) => (Math.abs(gi) > Math.abs(g[best]) ? i : best), 0);
}

function middle(g: readonly number[]): number {
  return Math.floor((g.length - 1) / 2);
}

function onPart(
  g: readonly number[],
  variable: ZooVariable,
  change: (own: readonly number[]) => readonly number[],
): number[] {
  return withPart(g, variable, change(part(g, variable)));
}

function onMatrices(
  g: readonly number[],
  variables: readonly ZooVariable[],
  change: (own: readonly number[], shape: readonly number[]) => readonly number[],
): readonly number[] {
  return variables
    .filter(({ shape }) => shape.length === 2)
    .reduce<readonly number[]>((all, v) => onPart(all, v, (own) => change(own, v.shape)), g);
}
