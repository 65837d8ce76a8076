import { describe, expect, test } from 'vitest';
import {
  checkGradient,
  checkJacobian,
  formatGradientCheck,
  type GradientCheck,
  type GradientCheckOptions,
} from '../../src/index.ts';

type Vector = readonly number[];
type Rows = readonly Vector[];

/** Measurements of a decay, and its model at some times. */
const times = [0.25, 0.5, 1, 1.5, 2];
const at = [2, 0.7, 0.1];
const value = ([a, k, c]: Vector) => times.map((t) => a * Math.exp(-k * t) + c);
const jacobian = ([a, k]: Vector): number[][] =>
  times.map((t) => [Math.exp(-k * t), -a * t * Math.exp(-k * t), 1]);

const changed = (change: (rows: Rows) => unknown) => (x: Vector) => change(jacobian(x));
const turned = (rows: Rows) => [0, 1, 2].map((j) => rows.map((row) => row[j]));

function check(by: unknown, options: GradientCheckOptions = {}): GradientCheck {
  return checkJacobian({ value, jacobian: by }, { at, ...options }) as GradientCheck;
}

const named = ({ verdict, diagnoses }: GradientCheck) => [
  verdict,
  ...diagnoses.map(({ id }) => id),
];

describe('a right one', () => {
  test('is a match, of all entries, with a record of its own kind', () => {
    const found = check(jacobian);
    expect(found).toMatchObject({ of: 'jacobian', rows: 5, verdict: 'match', diagnoses: [] });
    expect(found.coverage).toMatchObject({ checked: 15, total: 15, missProbability: 0 });
    expect(found.variables).toMatchObject([
      { path: '∂y/∂x', shape: [5, 3], derivative: { of: 'y', by: 'x', axes: 1 }, wrong: 0 },
    ]);
  });

  test('shares each evaluation among all of its rows', () => {
    const calls = { value: 0, jacobian: 0 };
    const counted = {
      value: (x: Vector) => {
        calls.value += 1;
        return value(x);
      },
      jacobian: (x: Vector) => {
        calls.jacobian += 1;
        return jacobian(x);
      },
    };
    const { evaluations } = checkJacobian(counted, { at });
    expect(evaluations).toEqual({ value: calls.value, gradient: calls.jacobian });
    expect(calls.value).toBeLessThanOrEqual(2 * at.length + 5);
    expect(calls.jacobian).toBe(2);
  });

  test.each([
    [3, 8],
    [20, 10],
    [40, 20],
    [150, 150],
  ])('of %i dense rows and %i columns takes 2n + 5 evaluations at the most', (m, n) => {
    const weights = Array.from({ length: m }, (_, i) =>
      Array.from({ length: n }, (_, j) => 1.5 + Math.sin(3 * i + 5 * j + 1)),
    );
    const point = Array.from({ length: n }, (_, j) => Math.cos(j));
    const dense = {
      value: (x: Vector) =>
        weights.map((row) => row.reduce((sum, w, j) => sum + w * Math.exp(x[j] / 2), 0)),
      jacobian: (x: Vector) =>
        weights.map((row) => row.map((w, j) => (w * Math.exp(x[j] / 2)) / 2)),
    };
    const { verdict, evaluations } = checkJacobian(dense, { at: point });
    expect(verdict).toBe('match');
    expect(evaluations.value).toBeLessThanOrEqual(2 * n + 5);
    expect(evaluations.gradient).toBe(2);
  });

  test('with zeros, at other places in every row, takes no more', () => {
    const n = 30;
    const at = Array.from({ length: n }, (_, j) => Math.cos(j));
    const banded = {
      value: (x: Vector) => x.map((own, i) => Math.exp(own) - own * (x[i + 1] ?? 1)),
      jacobian: (x: Vector) =>
        x.map((own, i) =>
          x.map((_, j) => {
            if (j === i) return Math.exp(own) - (x[i + 1] ?? 1);
            return j === i + 1 ? -own : 0;
          }),
        ),
    };
    const { verdict, evaluations } = checkJacobian(banded, { at });
    expect([verdict, evaluations.value]).toEqual(['match', 2 * n + 4]);
  });

  test('an entry that is zero where rounding inside hides that it is not', () => {
    const hidden = {
      value: ([x, y, z]: Vector) => [Math.sin(x) + (1e8 + 1e-3 * y - 1e8), x * y, y * z],
      jacobian: ([x, y, z]: Vector) => [
        [Math.cos(x), 0, 0],
        [y, x, 0],
        [0, z, y],
      ],
    };
    const { verdict, variables } = checkJacobian(hidden, { at: [0.7, 1.3, -0.4] });
    expect(verdict).toBe('mismatch');
    expect(variables[0].worst.map(({ coordinate }) => coordinate)).toEqual(['∂y[0]/∂x[1]']);
  });

  test('is the same for one row as the gradient', () => {
    const f = ([x, y]: Vector) => Math.sin(x) * y;
    const g = ([x, y]: Vector) => [Math.cos(x) * y, Math.sin(x)];
    const [row] = checkJacobian({ value: f, jacobian: g }, { at: [0.3, 2] }).variables;
    const [gradient] = checkGradient({ value: f, gradient: g }, { at: [0.3, 2] }).variables;
    expect([row.numeric, row.bars]).toEqual([gradient.numeric, gradient.bars]);
  });
});

describe('rows are judged one by one', () => {
  const scaled = {
    value: ([x, y]: Vector) => [1e12 * Math.sin(x) * y, 1e-12 * Math.cos(x) * y],
    jacobian: ([x, y]: Vector) => [
      [1e12 * Math.cos(x) * y, 1e12 * Math.sin(x)],
      [-1e-12 * Math.sin(x) * y, 1e-12 * Math.cos(x)],
    ],
  };

  test('a small row beside a large one is as good as alone', () => {
    expect(checkJacobian(scaled, { at: [1, 2] }).verdict).toBe('match');
    const slip = (x: Vector) => {
      const [large, [a, b]] = scaled.jacobian(x);
      return [large, [a, 1.001 * b]];
    };
    const wrong = checkJacobian({ ...scaled, jacobian: slip }, { at: [1, 2] });
    expect(wrong.verdict).toBe('mismatch');
    expect(wrong.variables[0].worst.map(({ coordinate }) => coordinate)).toEqual(['∂y[1]/∂x[1]']);
    expect(wrong.relativeError).toBeGreaterThan(1e-4);
  });

  test('every wrong entry of every row is told', () => {
    const wrong = check(changed((rows) => rows.map(([a, k, c], i) => [a, i % 2 ? k : 1.1 * k, c])));
    const names = wrong.variables[0].worst.map(({ coordinate }) => coordinate);
    expect([...names].sort()).toEqual(['∂y[0]/∂x[1]', '∂y[2]/∂x[1]', '∂y[4]/∂x[1]']);
  });
});

describe('which way round', () => {
  test('is said by the option', () => {
    const columns = changed(turned);
    expect(check(columns, { layout: 'inputs-by-outputs' }).verdict).toBe('match');
    expect(named(check(jacobian, { layout: 'inputs-by-outputs' }))).toEqual([
      'mismatch',
      'transposed',
    ]);
  });

  test('is named where the shape tells, and its entries are compared all the same', () => {
    const found = check(changed(turned));
    expect(named(found)).toEqual(['mismatch', 'transposed']);
    expect(found.coverage.checked).toBe(15);
    expect(found.variables[0].wrong).toBe(0);
  });

  test('is named where only the numbers tell', () => {
    const square = {
      value: ([x, y]: Vector) => [x * x * y, Math.sin(x)],
      jacobian: ([x, y]: Vector) => [
        [2 * x * y, Math.cos(x)],
        [x * x, 0],
      ],
    };
    expect(named(checkJacobian(square, { at: [0.7, 1.3] }))).toEqual(['mismatch', 'transposed']);
  });

  test('is named over several variables, none of which is a matrix', () => {
    const point = { a: 2, k: 0.7, c: 0.1 };
    const three = {
      value: ({ a, k, c }: typeof point) => value([a, k, c]).slice(0, 3),
      jacobian: ({ a, k, c }: typeof point) => turned(jacobian([a, k, c]).slice(0, 3)),
    };
    expect(named(checkJacobian(three, { at: point }))).toEqual(['mismatch', 'transposed']);
  });
});

describe('a shape that is a mistake', () => {
  test.each([
    ['missing-row', '2', changed((rows) => rows.filter((_, i) => i !== 2)), 'y[2]'],
    ['missing-row', 'the last', changed((rows) => rows.slice(0, -1)), 'y[4]'],
    ['extra-row', '1', changed((rows) => [rows[0], [9, 9, 9], ...rows.slice(1)]), '1'],
    ['missing-column', '1', changed((rows) => rows.map(([a, , c]) => [a, c])), 'x[1]'],
    ['extra-column', '0', changed((rows) => rows.map((row) => [3, ...row])), '0'],
  ])('%s %s is named', (id, _, by, name) => {
    const found = check(by);
    expect(named(found)).toEqual(['mismatch', id]);
    expect(found.diagnoses[0].title).toMatch(new RegExp(`${name.replace(/[[\]]/g, '\\$&')}$`));
    expect(found.variables[0].wrong).toBe(0);
  });

  test('does not hide what is wrong besides', () => {
    const by = changed((rows) => rows.slice(1).map(([a, k, c]) => [a, -k, c]));
    const found = check(by);
    expect(found.diagnoses.map(({ id }) => id)).toEqual(['missing-row', 'sign-flipped']);
    expect(found.variables[0].wrong).toBe(4);
  });

  test('what fits on neither side is no Jacobian', () => {
    expect(() => check([[1, 2]])).toThrow(
      'the Jacobian must have shape [5, 3], a row for each output, got [1, 2]',
    );
    expect(() => check('nothing')).toThrow('got "nothing"');
    expect(() => check({ a: [1] })).toThrow(TypeError);
  });
});

describe('mistakes in whole rows and columns', () => {
  const scaledBy = (factors: Vector) =>
    changed((rows) => rows.map((row, i) => row.map((entry) => factors[i] * entry)));

  test.each([
    ['rows-exchanged', changed(([a, b, ...rest]) => [b, a, ...rest])],
    ['rows-exchanged', changed(([a, b, c, ...rest]) => [c, a, b, ...rest])],
    ['columns-exchanged', changed((rows) => rows.map(([a, k, c]) => [k, a, c]))],
    ['wrong-output', changed((rows) => rows.map((row, i) => (i === 3 ? rows[2] : row)))],
    ['wrong-input', changed((rows) => rows.map(([a, , c]) => [a, a, c]))],
    ['chain-rule-dropped', scaledBy([0.3, 0.7, 1.9, 2.4, 3.1])],
    ['chain-rule-dropped', scaledBy([1, 1, 1.9, 1, 1])],
    ['sign-flipped', changed((rows) => rows.map(([a, k, c]) => [a, -k, c]))],
    ['sign-flipped', changed((rows) => rows.map((row, i) => (i === 1 ? row.map((x) => -x) : row)))],
    ['sign-flipped', changed((rows) => rows.map((row) => row.map((x) => -x)))],
    ['constant-factor', changed((rows) => rows.map((row) => row.map((x) => 2 * x)))],
    ['missing-gradient', changed((rows) => rows.map(([a, , c]) => [a, 0, c]))],
    ['missing-gradient', changed((rows) => rows.map((row, i) => (i === 4 ? [0, 0, 0] : row)))],
    [
      'localized',
      changed((rows) => rows.map((row, i) => (i === 2 ? [row[0] + 0.1, row[1], row[2]] : row))),
    ],
    ['not-finite', changed((rows) => rows.map(([a, k, c], i) => [a, i === 0 ? Number.NaN : k, c]))],
  ])('%s', (id, by) => {
    expect(named(check(by)).slice(-1)).toEqual([id]);
  });
});

describe('what is looked at', () => {
  const wrong = changed((rows) => rows.map(([a, k, c], i) => [a, i === 3 ? 1.5 * k : k, c]));
  const places = (variables: readonly string[]) => {
    const found = check(wrong, { variables });
    return { verdict: found.verdict, rows: found.rows, checked: found.coverage.checked };
  };

  test.each<[readonly string[], object]>([
    [['x'], { verdict: 'mismatch', rows: 5, checked: 15 }],
    [['x[1]'], { verdict: 'mismatch', rows: 5, checked: 5 }],
    [['x[0]', 'x[2]'], { verdict: 'match', rows: 5, checked: 10 }],
    [['y[3]'], { verdict: 'mismatch', rows: 1, checked: 3 }],
    [['∂y[3]/∂x[1]'], { verdict: 'mismatch', rows: 1, checked: 1 }],
    [['∂y[2]/∂x[1]', '∂y[3]/∂x[0]'], { verdict: 'match', rows: 2, checked: 2 }],
    [['∂y/∂x[1]'], { verdict: 'mismatch', rows: 5, checked: 5 }],
  ])('%j', (variables, expected) => {
    expect(places(variables)).toEqual(expected);
  });

  test.each([
    ['z', '`variables` names `z`, which is not a variable of the subject'],
    ['∂y[7]/∂x[1]', '`variables` names `y[7]`, which lies outside `y`: its shape is [5]'],
    ['∂y[1]/∂x[3]', '`variables` names `x[3]`, which lies outside `x`: its shape is [3]'],
  ])('%s is nothing', (name, message) => {
    expect(() => places([name])).toThrow(message);
  });
});

describe('everything a gradient has', () => {
  test('an asynchronous one is a promise', async () => {
    const later = {
      value: async (x: Vector) => value(x),
      jacobian: async (x: Vector) => jacobian(x),
    };
    const found = checkJacobian(later, { at, concurrency: 3 });
    expect(found).toBeInstanceOf(Promise);
    expect((await found).verdict).toBe('match');
  });

  test('a function that returns both', () => {
    const both = (x: Vector) => [value(x), jacobian(x)] as const;
    const named = (x: Vector) => ({ residuals: value(x), jacobian: jacobian(x) });
    expect(checkJacobian(both, { at }).verdict).toBe('match');
    expect(checkJacobian(named, { at }).verdict).toBe('match');
  });

  test('methods are called on their object', () => {
    class Decay {
      readonly #times = times;

      residual([a, k, c]: Vector): Vector {
        return this.#times.map((t) => a * Math.exp(-k * t) + c);
      }

      jacobian([a, k]: Vector): Rows {
        return this.#times.map((t) => [Math.exp(-k * t), -a * t * Math.exp(-k * t), 1]);
      }
    }
    const found = checkJacobian(new Decay(), { at });
    expect([found.verdict, found.variables[0].path]).toEqual(['match', '∂residual/∂x']);
  });

  test('kinks: between the slopes of a row every value is right', () => {
    const hinges = {
      value: ([x, y]: Vector) => [Math.abs(x) + y, x * y],
      jacobian: ([x, y]: Vector) => [
        [0.3, 1],
        [y, x],
      ],
    };
    const found = checkJacobian(hinges, { at: [0, 2] });
    expect([found.verdict, found.variables[0].kinks]).toEqual(['match', 1]);
    const beyond = {
      ...hinges,
      jacobian: ([x, y]: Vector) => [
        [1.3, 1],
        [y, x],
      ],
    };
    expect(checkJacobian(beyond, { at: [0, 2] }).verdict).toBe('mismatch');
  });

  test('float32 has the threshold of its format', () => {
    const single = {
      value: (x: Float32Array) => Float32Array.from(x, (entry) => Math.fround(Math.sin(entry))),
      jacobian: (x: Float32Array) =>
        Array.from(x, (entry, i) =>
          Float32Array.from(x, (_, j) => (i === j ? Math.cos(entry) : 0)),
        ),
    };
    const found = checkJacobian(single, { at: Float32Array.of(0.3, 1.2) });
    expect([found.verdict, found.threshold]).toEqual(['match', 1e-4]);
  });

  test('the textbook', () => {
    const found = check(jacobian, { epsilon: 1e-6 });
    expect(found).toMatchObject({ verdict: 'match', epsilon: 1e-6 });
    expect(found.evaluations.value).toBe(7);
  });

  test('a value that is another at every call is inconclusive', () => {
    let calls = 0;
    const drifting = (x: Vector) => value(x).map((y) => y + calls++ / 7);
    const found = checkJacobian({ value: drifting, jacobian }, { at });
    expect(found.verdict).toBe('inconclusive');
    expect(found.contract.map(({ id }) => id)).toEqual(['value-not-repeatable']);
  });

  test('one that adds to what it returned before', () => {
    const sum = at.map(() => 0);
    const rows = times.map(() => [...sum]);
    const adding = (x: Vector) => {
      for (const [i, row] of jacobian(x).entries())
        for (const [j, entry] of row.entries()) rows[i][j] += entry;
      return rows;
    };
    const found = check(adding);
    expect(found.verdict).toBe('inconclusive');
    expect(found.contract.map(({ id }) => id)).toContain('gradient-accumulated');
  });

  test('one that writes to the point', () => {
    const writing = (x: number[]) => {
      const rows = jacobian(x);
      x[0] = 3;
      return rows;
    };
    const found = check(writing);
    expect(found.contract.map(({ id }) => id)).toEqual(['input-mutated']);
  });

  test('a limit leaves open what was not looked at', () => {
    const found = check(jacobian, { maxEvaluations: 4 });
    expect(found.verdict).toBe('inconclusive');
    expect(found.reason).toMatch(/^4 evaluations were not enough/);
  });

  test('a limit that is met while the first calls are waited for leaves everything open', async () => {
    const late = () => new Promise<never>(() => {});
    for (const subject of [
      { value: late, jacobian },
      { value, jacobian: late },
    ]) {
      const found = await checkJacobian(subject, { at, timeLimit: 10 });
      expect(found).toMatchObject({ of: 'jacobian', verdict: 'inconclusive', variables: [] });
      expect(found.reason).toMatch(/^10 ms were not enough/);
    }
  });

  test('a value that is not finite says in which row', () => {
    const broken = (x: Vector) => value(x).map((y, i) => (i === 2 ? Number.NaN : y));
    const found = checkJacobian({ value: broken, jacobian }, { at });
    expect(found.verdict).toBe('inconclusive');
    expect(found.reason).toBe(
      'in the row of y[2], `value` is NaN at the point itself; choose a point inside its domain',
    );
  });

  test('the sign of a residual the other way round', () => {
    const minus = changed((rows) => rows.map((row) => row.map((entry) => -entry)));
    expect(check(minus, { sign: -1 }).verdict).toBe('match');
  });

  test('the same call gives the same record', () => {
    const wrong = changed((rows) => rows.map(([a, k, c]) => [a, 1.1 * k, c]));
    expect(check(wrong)).toEqual(check(wrong));
  });
});

describe('a report of several blocks', () => {
  const point = { a: 2, k: 0.7, c: 0.1 };
  type Point = typeof point;
  const wrong = checkJacobian(
    {
      residual: ({ a, k, c }: Point) => value([a, k, c]),
      jacobian: ({ a, k, c }: Point) =>
        jacobian([a, k, c]).map(([by, other, one], i) => [by, i > 2 ? -other : other, one]),
    },
    { at: point },
  ) as GradientCheck;

  test('maps all of them in one, and says which rows and columns they are', () => {
    expect(formatGradientCheck(wrong)).toContain(`
where the Jacobian [5, 3] is wrong:
     0
  0  ···
  1  ···
  2  ···
  3  ·█·
  4  ·█·

  relative error: · agrees, █ from 1e-1
  rows: residual 0 to 4; columns: a 0, k 1, c 2
`);
  });

  test('has a line for each of them, in text and on a page', () => {
    expect(formatGradientCheck(wrong)).toMatch(
      /^ {2}block +shape .*\n {2}∂residual\/∂k .* mismatch$/m,
    );
    const page = formatGradientCheck(wrong, { as: 'html' });
    expect(page).toContain('Jacobian mismatch in 2 of 5 entries of ∂residual/∂k');
    expect(page).toContain('∂residual[4]/∂k');
  });

  test('is JSON that has the same entries', () => {
    const read = JSON.parse(formatGradientCheck(wrong, { as: 'json' }));
    expect(read.of).toBe('jacobian');
    expect(read.variables[1].worst[0].coordinate).toBe(wrong.variables[1].worst[0].coordinate);
  });
});

describe('misuse', () => {
  test.each<[unknown, string]>([
    [{ value }, 'a subject with a Jacobian must be one of'],
    [
      { value, gradient: jacobian },
      'the gradient of a number: expect(subject).toHaveCorrectGradient',
    ],
    [(x: Vector) => value(x), 'a function that returns an array of length 5'],
    [Promise.resolve({ value, jacobian }), 'got a promise; await it'],
    [3, 'got 3'],
  ])('%o', (subject, message) => {
    expect(() => checkJacobian(subject, { at })).toThrow(message);
  });

  test('a point is needed', () => {
    expect(() => checkJacobian({ value, jacobian })).toThrow('`at` must be given');
  });

  test('an output that changes its shape', () => {
    let calls = 0;
    const growing = (x: Vector) => (calls++ === 0 ? value(x) : [...value(x), 1]);
    expect(() => checkJacobian({ value: growing, jacobian }, { at })).toThrow(
      'the output of `value` must keep its shape, got y[6] after y[5]',
    );
  });
});

describe('an entry that counts for nothing in its row', () => {
  // −2e-9 beside 1, which first steps do not resolve
  const saturated = {
    value: (x: Vector) => {
      const sum = x.reduce((total, one) => total + Math.exp(one - 20), 0);
      return x.map((own) => own - 20 - Math.log(sum));
    },
    rows: (x: Vector) => {
      const e = x.map((one) => Math.exp(one - 20));
      const sum = e.reduce((total, one) => total + one, 0);
      return x.map((_, i) => e.map((own, j) => Number(i === j) - own / sum));
    },
  };
  const at = [0, 20, 19];
  const by = (factor: number) => (x: Vector) =>
    saturated
      .rows(x)
      .map((row, i) => row.map((own, j) => (i === 2 && j === 0 ? factor * own : own)));

  test('is right at the cost of one step more along its column', () => {
    const subject = { value: saturated.value, jacobian: by(1) };
    const { verdict, evaluations } = checkJacobian(subject, { at });
    expect(verdict).toBe('match');
    expect(evaluations.value).toBeLessThanOrEqual(2 * 3 + 5 + 2 * 3);
  });

  test.each([1.01, -1, 0, 2])('and wrong, %f times as large, as it is in a gradient', (factor) => {
    const wrong = checkJacobian({ value: saturated.value, jacobian: by(factor) }, { at });
    expect(wrong.verdict).toBe('mismatch');
    expect(wrong.variables[0].worst[0].coordinate).toBe('∂y[2]/∂x[0]');
  });
});
