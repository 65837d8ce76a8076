import { describe, expect, test } from 'vitest';
import {
  checkGradient,
  checkHessian,
  checkJacobian,
  formatGradientCheck,
  type GradientCheck,
  type GradientCheckOptions,
  mergeChecks,
} from '../../src/index.ts';

type Vector = readonly number[];
type Check = (options: GradientCheckOptions) => GradientCheck;

const pointOf = (size: number) => Array.from({ length: size }, (_, k) => 1 + Math.cos(k) / 2);
const cubes = (x: Vector) => x.reduce((sum, v) => sum + v ** 3, 0);
const slopes = (x: Vector) => x.map((v) => 3 * v * v);
const at = pointOf(23);

const withGradient =
  (gradient: (x: Vector) => readonly number[], value = cubes): Check =>
  (options) =>
    checkGradient({ value, gradient }, { at, ...options });

const square = {
  W: [pointOf(4), pointOf(4).map((v) => v + 1), [1, 2, 3, 4], [2, 5, 1, 3]],
  b: [1, 2, 3],
};
const ofSquare = ({ W, b }: typeof square) => cubes(W.flat()) + cubes(b);
const transpose = (W: readonly Vector[]) => W[0].map((_, j) => W.map((row) => row[j]));
const two: Check = (options) =>
  checkGradient(
    {
      value: ofSquare,
      gradient: ({ W, b }: typeof square) => ({ W: transpose(W.map(slopes)), b: slopes(b) }),
    },
    { at: square, ...options },
  );

const ring = (x: Vector) => x.map((v, i) => v * v + 3 * x[(i + 1) % x.length]);
const ringRows = (x: Vector) =>
  x.map((v, i) => x.map((_, j) => (i === j ? 2 * v : 0) + (j === (i + 1) % x.length ? 3 : 0)));
const matrix =
  (jacobian: (x: Vector) => readonly Vector[]): Check =>
  (options) =>
    checkJacobian({ value: ring, jacobian }, { at: at.slice(0, 6), ...options });
const hessian =
  (factor: number): Check =>
  (options) =>
    checkHessian(
      {
        value: cubes,
        gradient: (x: Vector) => slopes(x).map((g) => factor * g),
        hessian: (x: Vector) => x.map((v, i) => x.map((_, j) => (i === j ? 6 * v : 0))),
      },
      { at: at.slice(0, 5), ...options },
    );

/** Two outputs of each input, the second of which the backward pass forgets where asked to. */
const layer =
  (forgets: (k: number) => boolean): Check =>
  (options) => {
    let input: Vector = [];
    return checkGradient(
      {
        forward: (x: Vector) => {
          input = x;
          return x.map((v, k) => v * v * (1 + k));
        },
        backward: (g: Vector) => input.map((v, k) => (forgets(k) ? 0 : 2 * v * g[k] * (1 + k))),
      },
      { input: at, ...options },
    );
  };

const CHECKS: Readonly<Record<string, Check>> = {
  'a right gradient': withGradient(slopes),
  'a sign flipped': withGradient((x) => slopes(x).map((g) => -g)),
  'one wrong coordinate': withGradient((x) => slopes(x).map((g, k) => (k === 7 ? 2 * g : g))),
  'a gradient that is not finite': withGradient((x) =>
    slopes(x).map((g, k) => (k ? g : Number.NaN)),
  ),
  'kinks, on subgradients': withGradient(
    (x) => x.map((_, k) => (k % 3 ? 1 : 0.3)),
    (x) => x.reduce((sum, v, k) => sum + (k % 3 ? v : Math.abs(v - at[k])), 0),
  ),
  'a kink, beyond its slopes': withGradient(
    (x) => x.map((_, k) => (k % 3 ? 1 : 1.3)),
    (x) => x.reduce((sum, v, k) => sum + (k % 3 ? v : Math.abs(v - at[k])), 0),
  ),
  zeros: withGradient(
    (x) => x.map(() => 0),
    () => 3,
  ),
  'a matrix transposed in one of two variables': two,
  'a right Jacobian': matrix(ringRows),
  'a Jacobian with two rows exchanged': matrix((x) => {
    const [first, second, ...rest] = ringRows(x);
    return [second, first, ...rest];
  }),
  'a right Hessian': hessian(1),
  'a Hessian beside a wrong gradient': hessian(2),
  'a right layer': layer(() => false),
  'a layer that forgets a number': layer((k) => k === 4),
};

const partsOf = (check: Check, count: number, options: GradientCheckOptions = {}) =>
  Array.from({ length: count }, (_, k) => check({ ...options, part: `${k + 1}/${count}` }));

type WithError = Pick<GradientCheck, 'relativeError'>;
function isClose({ relativeError }: WithError, whole: WithError): void {
  if (Number.isFinite(whole.relativeError))
    expect(relativeError).toBeCloseTo(whole.relativeError, 5);
  else expect(relativeError).toBe(whole.relativeError);
}

describe('the parts of a check, put together, are the check', () => {
  const cases = Object.keys(CHECKS).flatMap((name) =>
    [1, 3, 8].map((count) => [name, count] as const),
  );

  test.each(cases)('%s, in %i', (name, count) => {
    const whole = CHECKS[name]({});
    const merged = mergeChecks(partsOf(CHECKS[name], count));
    expect(merged).not.toHaveProperty('part');
    expect([merged.verdict, merged.of]).toEqual([whole.verdict, whole.of]);
    expect(merged.coverage).toMatchObject({
      checked: whole.coverage.checked,
      total: whole.coverage.total,
      missProbability: 0,
    });
    expect(merged.diagnoses.map(({ id }) => id)).toEqual(whole.diagnoses.map(({ id }) => id));
    isClose(merged, whole);
    for (const [i, one] of whole.variables.entries()) {
      const { path, verdict, coordinates, analytic, wrong, kinks, unverified } =
        merged.variables[i];
      expect([path, verdict, wrong, kinks, unverified]).toEqual([
        one.path,
        one.verdict,
        one.wrong,
        one.kinks,
        one.unverified,
      ]);
      expect([coordinates, analytic]).toEqual([one.coordinates, one.analytic]);
      isClose(merged.variables[i], one);
      expect(merged.variables[i].worst.map(({ coordinate }) => coordinate).sort()).toEqual(
        one.worst.map(({ coordinate }) => coordinate).sort(),
      );
    }
  });

  test.each(Object.keys(CHECKS))('%s, from JSON', (name) => {
    const parts = partsOf(CHECKS[name], 3);
    const texts = parts.map((part) => formatGradientCheck(part, { as: 'json' }));
    const written = (check: GradientCheck) => formatGradientCheck(check, { as: 'json' });
    const merged = written(mergeChecks(parts));
    expect(written(mergeChecks(texts))).toBe(merged);
    expect(written(mergeChecks(texts.map((text) => JSON.parse(text))))).toBe(merged);
    // in any order
    expect(written(mergeChecks([...texts].reverse()))).toBe(merged);
  });

  test('what it cost is the sum', () => {
    const parts = partsOf(CHECKS['a sign flipped'], 4);
    const { evaluations } = mergeChecks(parts);
    expect(evaluations.value).toBe(parts.reduce((sum, part) => sum + part.evaluations.value, 0));
    expect(evaluations.gradient).toBe(
      parts.reduce((sum, part) => sum + part.evaluations.gradient, 0),
    );
  });

  test('a part that is undecided leaves the whole so, and is named', () => {
    const check: Check = (options) =>
      checkGradient({ value: cubes, gradient: slopes }, { at, maxEvaluations: 13, ...options });
    const parts = partsOf(check, 4);
    const open = parts.filter(({ verdict }) => verdict === 'inconclusive');
    expect(open.length).toBeLessThan(4);
    const { verdict, reason, coverage } = mergeChecks(parts);
    expect(verdict).toBe(open.length > 0 ? 'inconclusive' : 'match');
    if (open.length > 0) expect(reason).toContain(`in part ${open[0].part?.number}/4, `);
    expect(coverage.total).toBe(23);
  });

  test('of a stale gradient the calls tell, and every part says so', () => {
    const stale: Check = (options) => {
      let cache: Vector = at.map(() => 1);
      const gradient = (x: Vector) => {
        const before = slopes(cache);
        cache = [...x];
        return before;
      };
      return checkGradient({ value: cubes, gradient }, { at, ...options });
    };
    const { diagnoses } = mergeChecks(partsOf(stale, 3));
    expect(diagnoses.map(({ id }) => id)).toEqual(['stale']);
    expect(diagnoses[0].evidence).toMatch(/\(in part 1\/3\)$/);
  });
});

describe('parts of a model', () => {
  class Scale {
    readonly w: number[];
    dw: number[] = [];
    #input: Vector = [];
    readonly #slip: (k: number) => number;
    constructor(w: number[], slip: (k: number) => number = () => 1) {
      this.w = w;
      this.#slip = slip;
    }
    forward(x: Vector): number[] {
      this.#input = x;
      return x.map((v, k) => v * v * this.w[k]);
    }
    backward(g: Vector): number[] {
      this.dw = g.map((d, k) => this.#slip(k) * d * this.#input[k] ** 2);
      return g.map((d, k) => 2 * d * this.#input[k] * this.w[k]);
    }
  }
  class Chain {
    readonly layers: readonly Scale[];
    constructor(...layers: readonly Scale[]) {
      this.layers = layers;
    }
    forward(x: Vector): Vector {
      return this.layers.reduce((signal, one) => one.forward(signal), x);
    }
    backward(g: Vector): Vector {
      return this.layers.reduceRight((inner, one) => one.backward(inner), g);
    }
  }
  const w = () => [1, 0.5, 2, 1.5, 0.7];
  const input = pointOf(5);

  test('that is right', () => {
    const check: Check = (options) =>
      checkGradient(new Chain(new Scale(w()), new Scale(w())), { input, ...options });
    const merged = mergeChecks(partsOf(check, 3));
    expect([merged.verdict, merged.coverage.checked, merged.coverage.total]).toEqual([
      'match',
      15,
      15,
    ]);
    expect(merged.layers?.map(({ path, verdict }) => [path, verdict])).toEqual([
      ['layers[0]', 'match'],
      ['layers[1]', 'match'],
    ]);
  });

  test('the layer that breaks is that which broke in any part', () => {
    const check: Check = (options) =>
      checkGradient(new Chain(new Scale(w()), new Scale(w(), (k) => (k === 2 ? 3 : 1))), {
        input,
        ...options,
      });
    const parts = partsOf(check, 4);
    expect(parts.map(({ verdict }) => verdict)).toContain('match');
    const merged = mergeChecks(parts);
    expect(merged.verdict).toBe('mismatch');
    expect(merged.layers?.map(({ verdict }) => verdict)).toEqual(['match', 'mismatch']);
    const worst = merged.variables.flatMap((one) => one.worst.map(({ coordinate }) => coordinate));
    expect(worst).toEqual(['layers[1].w[2]']);
    // the others went on to the whole, and what they have seen of the layer is not in their records
    expect(merged.coverage.checked).toBeLessThan(merged.coverage.total);
  });
});

describe('what cannot be merged', () => {
  const check = withGradient(slopes);
  const parts = partsOf(check, 4);
  const misuse = (records: readonly (GradientCheck | string)[]) => () => mergeChecks(records);

  test.each<[string, readonly (GradientCheck | string)[], Error]>([
    ['nothing', [], new RangeError('there are no records to be merged')],
    ['all but one part', parts.slice(1), new RangeError('part 1/4 is missing')],
    ['a few', parts.slice(2, 3), new RangeError('parts 1, 2, 4 of 4 are missing')],
    ['a part twice', [...parts, parts[2]], new RangeError('part 3/4 is there more than once')],
    [
      'a whole check',
      [check({})],
      new RangeError(
        "a record is of no part: only checks with the option `part`, as '3/16', can be merged",
      ),
    ],
    [
      'parts of another number of them',
      [...parts.slice(0, 3), partsOf(check, 5)[3]],
      new RangeError(
        'parts of different checks: the number of parts of part 1/4 is 4, of part 4/5 5',
      ),
    ],
    [
      'parts with another seed',
      [...parts.slice(0, 3), check({ part: '4/4', seed: 2 })],
      new RangeError('parts of different checks: the seed of part 1/4 is 1, of part 4/4 2'),
    ],
    [
      'parts with another step',
      [...parts.slice(0, 3), check({ part: '4/4', epsilon: 1e-6 })],
      new RangeError(
        'parts of different checks: the epsilon of part 1/4 is undefined, of part 4/4 0.000001',
      ),
    ],
    [
      'parts of another subject',
      [...parts.slice(0, 3), two({ part: '4/4' })],
      new RangeError(
        'parts of different checks: the subject of part 1/4 is x [23] float64, of part 4/4 W [4, 4] float64; b [3] float64',
      ),
    ],
  ])('%s', (_, records, error) => {
    expect(misuse(records)).toThrow(error);
  });

  test('parts with other options, which are shown', () => {
    const other = check({ part: '4/4', threshold: 1e-3 });
    expect(misuse([...parts.slice(0, 3), other])).toThrow(
      /^parts of different checks: the options of part 1\/4 is .*, of part 4\/4 \{"threshold":0\.001,/,
    );
  });

  test('parts at another point', () => {
    const other = check({ part: '4/4', at: pointOf(23).map((v) => v + 1e-9) });
    expect(misuse([...parts.slice(0, 3), other])).toThrow(
      /^parts of different checks: the point of /,
    );
  });

  test('what is no record', () => {
    expect(misuse(['{}'])).toThrow(
      new TypeError(
        'a record must be what a check returns, or the JSON of that, of version 1; got an object',
      ),
    );
    expect(misuse([null as never])).toThrow(TypeError);
    expect(misuse(['{'])).toThrow(SyntaxError);
    const later = JSON.stringify({ version: 2, variables: [] });
    expect(misuse([later])).toThrow(/got one of version 2$/);
  });
});
