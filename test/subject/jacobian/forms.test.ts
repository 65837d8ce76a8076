import { COO, CSC, CSR } from '@thi.ng/sparse';
import { matrix, sparse } from 'mathjs';
import { Matrix } from 'ml-matrix';
import { SparseMatrix } from 'ml-sparse-matrix';
import ndarray from 'ndarray';
import { describe, expect, test } from 'vitest';
import {
  checkJacobian,
  type GradientCheck,
  type GradientCheckOptions,
} from '../../../src/index.ts';

/** Three outputs of two inputs, one entry of which is 0: no two of its numbers are the same. */
const value = ([x, y]: readonly number[]) => [x * x * y, Math.sin(x), x + y ** 3];
const at = [0.7, 1.3];
const rows = [
  [2 * at[0] * at[1], at[0] ** 2],
  [Math.cos(at[0]), 0],
  [1, 3 * at[1] ** 2],
];
const columns = [0, 1].map((j) => rows.map((row) => row[j]));
const flat = rows.flat();

type Rows = readonly (readonly number[])[];

/** The same with a slip in one entry. */
const slipped = rows.map((row, i) =>
  row.map((entry, j) => (i === 2 && j === 1 ? 2 * entry : entry)),
);

function check(jacobian: unknown, options: GradientCheckOptions = {}, of = value) {
  return checkJacobian({ value: of, jacobian }, { at, ...options }) as GradientCheck;
}

/** What a matrix is held as, by how it is made of rows. */
const FORMS: Readonly<Record<string, (rows: Rows) => unknown>> = {
  'nested rows': (all) => all,
  'typed rows': (all) => all.map((row) => Float64Array.from(row)),
  '{ data, shape }': (all) => ({ data: Float64Array.from(all.flat()), shape: [3, 2] }),
  'a Matrix of ml-matrix': (all) => new Matrix(all.map((row) => [...row])),
  'a DenseMatrix of mathjs': (all) => matrix(all.map((row) => [...row])),
  'a SparseMatrix of mathjs': (all) => sparse(all.map((row) => [...row])),
  'a SparseMatrix of mathjs, as JSON': (all) => {
    const {
      _values: values,
      _index: index,
      _ptr: ptr,
      _size: size,
    } = sparse(all.map((row) => [...row])) as unknown as Record<string, unknown>;
    return { mathjs: 'SparseMatrix', values, index, ptr, size };
  },
  'an ndarray': (all) => ndarray(Float64Array.from(all.flat()), [3, 2]),
  'an ndarray in columns': (all) => ndarray(Float64Array.from(turned(all).flat()), [3, 2], [1, 3]),
  'a SparseMatrix of ml-sparse-matrix': (all) => sparseMatrix(all),
  'a CSR of @thi.ng/sparse': (all) => {
    const { rowPtr, colIndices, values } = compressed(all);
    return new CSR(3, 2, values, rowPtr, [...colIndices]);
  },
  'a CSC of @thi.ng/sparse': (all) => {
    const { rowPtr, colIndices, values } = compressed(turned(all));
    return new CSC(3, 2, values, rowPtr, [...colIndices]);
  },
  'a COO of @thi.ng/sparse': (all) => new COO(3, 2, entriesOf(all).flat() as unknown as number[]),
  triplets: (all) => ({ ...triplets(all), shape: [3, 2] }),
  'triplets without a shape': triplets,
  'compressed rows': compressed,
  'compressed rows, as SciPy writes them': (all) => {
    const { rowPtr, colIndices, values } = compressed(all);
    return { indptr: rowPtr, indices: colIndices, data: values, shape: [3, 2] };
  },
  'compressed columns': (all) => {
    const { rowPtr, colIndices, values } = compressed(turned(all));
    return { colPtr: rowPtr, rowIndices: colIndices, values };
  },
  'an object with to2DArray': (all) => ({ to2DArray: () => all.map((row) => [...row]) }),
  'a Mat of OpenCV': (all) => ({ rows: 3, cols: 2, data64F: Float64Array.from(all.flat()) }),
};

function sparseMatrix(all: Rows): SparseMatrix {
  const made = new SparseMatrix(3, 2);
  for (const [i, j, entry] of entriesOf(all)) made.set(i, j, entry);
  return made;
}

function turned(all: Rows): Rows {
  return [...all[0].keys()].map((j) => all.map((row) => row[j]));
}

function entriesOf(all: Rows): readonly (readonly number[])[] {
  return all.flatMap((row, i) =>
    row.flatMap((entry, j) => (entry === 0 ? [] : [[i, j, entry] as const])),
  );
}

function triplets(all: Rows) {
  const entries = [...entriesOf(all)].reverse();
  return {
    rows: entries.map(([i]) => i),
    cols: entries.map(([, j]) => j),
    values: entries.map(([, , entry]) => entry),
  };
}

function compressed(all: Rows) {
  const entries = entriesOf(all);
  const before = (row: number) => entries.filter(([i]) => i < row).length;
  return {
    rowPtr: Array.from({ length: all.length + 1 }, (_, row) => before(row)),
    colIndices: Int32Array.from(entries, ([, j]) => j),
    values: entries.map(([, , entry]) => entry),
  };
}

describe.each(Object.entries(FORMS))('%s', (_, form) => {
  test('is read', () => {
    expect(check(form(rows)).verdict).toBe('match');
  });

  test('a slip in one entry is found there', () => {
    const { verdict, variables } = check(form(slipped));
    expect(verdict).toBe('mismatch');
    expect(variables[0].worst.map(({ coordinate }) => coordinate)).toEqual(['∂y[2]/∂x[1]']);
  });

  test('is read at every point, as what a function returns', () => {
    expect(check(() => form(rows)).verdict).toBe('match');
  });
});

describe('entries of a sparse matrix', () => {
  test('that are given twice add up', () => {
    const { rows: i, cols, values } = triplets(rows);
    const halves = values.map((entry) => entry / 2);
    const twice = { rows: [...i, ...i], cols: [...cols, ...cols], values: [...halves, ...halves] };
    expect(check(twice).verdict).toBe('match');
  });

  test('may be zero', () => {
    const { rows: i, cols, values } = triplets(rows);
    expect(check({ rows: [...i, 1], cols: [...cols, 1], values: [...values, 0] }).verdict).toBe(
      'match',
    );
  });

  test('outside of it are refused', () => {
    const { rows: i, cols, values } = triplets(rows);
    expect(() => check({ rows: [...i, 3], cols: [...cols, 0], values: [...values, 1] })).toThrow(
      'the Jacobian must have shape [3, 2], a row for each output, got a sparse matrix with an entry at [3, 0]',
    );
  });

  test('in other lists are refused, with the lists that are understood', () => {
    const { rows: i, cols: j, values: v } = triplets(rows);
    const advice =
      '; entries are { rows, cols, values, shape }, or compressed { rowPtr, colIndices, values }';
    expect(() => check({ i, j, v })).toThrow(`got { i, j, v }${advice}`);
    expect(() => check(i.map((row, k) => [row, j[k], v[k]]))).toThrow(`got [5, 3]${advice}`);
  });

  test('whose indices count from 1 are refused as such', () => {
    const { rows: i, cols, values } = triplets(rows);
    const fromOne = { rows: i.map((at) => at + 1), cols: cols.map((at) => at + 1), values };
    expect(() => check(fromOne)).toThrow('its indices seem to count from 1, and must from 0');
  });
});

describe('in the structure of the output and of the point', () => {
  const record = { k: at[0], c: at[1] };
  const curve = ({ k, c }: typeof record) => {
    const [a, b, d] = value([k, c]);
    return { position: [a, b], speed: d };
  };
  const [first, second, third] = rows;
  const named = {
    'rows alone': rows,
    'blocks by variable': { k: columns[0], c: columns[1] },
    'blocks by output': { position: [first, second], speed: third },
    'blocks by output, then by variable': {
      position: { k: [first[0], second[0]], c: [first[1], second[1]] },
      speed: { k: third[0], c: third[1] },
    },
    'blocks by variable, then by output': {
      k: { position: [first[0], second[0]], speed: third[0] },
      c: { position: [first[1], second[1]], speed: third[1] },
    },
    'columns as records': [0, 1].map((j) => ({
      position: [first[j], second[j]],
      speed: third[j],
    })),
    'rows as records': rows.map(([k, c]) => ({ k, c })),
  };

  test.each(Object.entries(named))('%s', (_, jacobian) => {
    const check = checkJacobian({ value: curve, jacobian: () => jacobian }, { at: record });
    expect((check as GradientCheck).verdict).toBe('match');
  });

  test('entries have the names that outputs and variables have', () => {
    const wrong = checkJacobian(
      { value: curve, jacobian: () => slipped },
      { at: record },
    ) as GradientCheck;
    expect(wrong.variables.map(({ path }) => path)).toEqual([
      '∂position/∂k',
      '∂position/∂c',
      '∂speed/∂k',
      '∂speed/∂c',
    ]);
    expect(wrong.variables[3].worst[0].coordinate).toBe('∂speed/∂c');
  });
});

describe('flat', () => {
  const line = ([x, y]: readonly number[]) => x * y * y;
  const curve = (t: number) => [t * t, Math.exp(t), 3];

  test.each([
    ['one output', { value: line, jacobian: [at[1] ** 2, 2 * at[0] * at[1]] }, at],
    [
      'one output, typed',
      { value: line, jacobian: Float64Array.of(at[1] ** 2, 2 * at[0] * at[1]) },
      at,
    ],
    ['one input', { value: curve, jacobian: [2, Math.E, 0] }, 1],
    ['one of each', { value: (t: number) => t * t, jacobian: 2 }, 1],
  ])('where there is %s', (_, subject, point) => {
    expect((checkJacobian(subject, { at: point }) as GradientCheck).verdict).toBe('match');
  });

  test('of several rows and columns it does not say which way round it is', () => {
    expect(() => check(flat)).toThrow(
      "the Jacobian must have shape [3, 2], a row for each output, got [6]; a flat array does not say whether it lists rows or columns: { data, shape: [3, 2] }, or with shape [2, 3] and layout: 'inputs-by-outputs' when it lists columns",
    );
    const listed = { data: columns.flat(), shape: [2, 3] };
    expect(check(listed, { layout: 'inputs-by-outputs' }).verdict).toBe('match');
  });
});

describe('with axes of its own', () => {
  const images = (x: readonly (readonly number[])[]) =>
    x.map((row) => row.map((entry) => [entry ** 2, row[0] * entry]));
  const point = [
    [0.3, -1.2, 0.4],
    [0.9, 0.1, 2],
  ];
  const entry = (index: readonly number[]) => {
    const [i, j, k, p, q] = index;
    if (i !== p) return 0;
    const own = k === 0 ? 2 * point[i][j] : point[i][0];
    const first = k === 1 ? point[i][j] : 0;
    return (j === q ? own : 0) + (q === 0 ? first : 0);
  };
  const nested = (sizes: readonly number[], index: readonly number[] = []): unknown =>
    sizes.length === 0
      ? entry(index)
      : Array.from({ length: sizes[0] }, (_, i) => nested(sizes.slice(1), [...index, i]));
  const whole = nested([2, 3, 2, 2, 3]);

  test('of the output, and then of the point', () => {
    const result = checkJacobian({ value: images, jacobian: () => whole }, { at: point });
    const { verdict, variables } = result as GradientCheck;
    expect([verdict, variables[0].shape]).toEqual(['match', [2, 3, 2, 2, 3]]);
  });

  test('or with one of each that counts all', () => {
    const jacobian = () => ({ data: (whole as number[]).flat(9), shape: [12, 6] });
    expect(
      (checkJacobian({ value: images, jacobian }, { at: point }) as GradientCheck).verdict,
    ).toBe('match');
  });
});

describe('filled in', () => {
  const filled = (x: readonly number[], out: number[][]) => {
    for (const [i, row] of jacobianAt(x).entries())
      for (const [j, entry] of row.entries()) out[i][j] = entry;
  };
  const jacobianAt = ([x, y]: readonly number[]) => [
    [2 * x * y, x * x],
    [Math.cos(x), 0],
    [1, 3 * y * y],
  ];

  test('row by row', () => {
    expect(check(filled).verdict).toBe('match');
  });

  test('together with the value', () => {
    const into = (x: readonly number[], out: number[]) => {
      for (const [i, y] of value(x).entries()) out[i] = y;
      return 0;
    };
    expect(check(filled, {}, into as never).verdict).toBe('match');
  });

  test('at a point of three numbers, too, and for functions of several arguments', () => {
    const of = (x: number, y: number, out: number[]) => {
      for (const [i, entry] of value([x, y]).entries()) out[i] = entry;
    };
    const by = (x: number, y: number, out: number[][]) => filled([x, y], out);
    const { verdict, variables } = check(by, {}, of as never);
    expect([verdict, variables.map(({ path }) => path)]).toEqual(['match', ['∂y/∂x', '∂y/∂y']]);
  });
});
