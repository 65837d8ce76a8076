import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  CoordinateCheck,
  DiagnosisId,
  GradientCheck,
  VariableCheck,
  ViolationId,
} from '../../src/record.ts';
import { formatGradientCheck } from '../../src/report/format.ts';
import { columnsOf } from '../../src/report/width.ts';
import { gradientCheck } from './record.ts';

const verdict = fc.constantFrom('match' as const, 'mismatch' as const, 'inconclusive' as const);
const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.lorem({ maxCount: 30 }));
const size = fc.double({ min: 0, noNaN: true });
const count = fc.nat({ max: 1e7 });

/** Anything a record may say about a coordinate, however unlikely. */
const anyCoordinate: fc.Arbitrary<CoordinateCheck> = fc.record(
  {
    coordinate: text,
    index: fc.array(count, { maxLength: 4 }),
    analytic: fc.double(),
    numeric: fc.double(),
    bar: fc.oneof(size, fc.double({ min: 0, max: 1e-3 })),
    slopes: fc.tuple(fc.double(), fc.double()),
    relativeError: fc.oneof(fc.double({ min: 0, max: 1 }), fc.constant(Number.NaN)),
    verdict: fc.constantFrom('mismatch', 'inconclusive'),
  },
  {
    requiredKeys: ['coordinate', 'index', 'analytic', 'numeric', 'bar', 'relativeError', 'verdict'],
  },
);

const anyVariable: fc.Arbitrary<VariableCheck> = fc
  .record({
    path: text,
    shape: fc.array(count, { maxLength: 6 }),
    dtype: fc.constantFrom('float64' as const, 'float32' as const),
    verdict,
    relativeError: fc.double({ min: 0 }),
    threshold: size,
    resolution: size,
    smallestDetectable: size,
    unverified: fc.boolean(),
    checked: count,
    total: count,
    wrong: count,
    kinks: count,
    worst: fc.array(anyCoordinate, { maxLength: 12 }),
  })
  .map((variable) => ({
    ...variable,
    wrong: variable.wrong + variable.worst.length,
    coordinates: new Uint32Array(),
    at: new Float64Array(),
    analytic: new Float64Array(),
    numeric: new Float64Array(),
    bars: new Float64Array(),
  }));

const diagnosisId = fc.constantFrom<DiagnosisId>('kink', 'overwritten-not-accumulated');
const violationId = fc.constantFrom<ViolationId>('input-mutated', 'gradient-not-repeatable');

const anyCheck: fc.Arbitrary<GradientCheck> = fc.record(
  {
    version: fc.constant(1 as const),
    of: fc.constant('gradient' as const),
    rows: count,
    verdict,
    reason: text,
    relativeError: fc.double({ min: 0 }),
    threshold: size,
    thresholdReason: text,
    resolution: size,
    variables: fc.array(anyVariable, { maxLength: 5 }),
    diagnoses: fc.array(
      fc.record(
        { id: diagnosisId, path: text, title: text, evidence: text, help: text },
        { requiredKeys: ['id', 'title', 'evidence', 'help'] },
      ),
      { maxLength: 3 },
    ),
    contract: fc.array(
      fc.record({ id: violationId, title: text, help: text, fatal: fc.boolean() }),
      {
        maxLength: 2,
      },
    ),
    coverage: fc.record({ checked: count, total: count, probes: count, smallestDetectable: size }),
    evaluations: fc.record({ value: count, gradient: count }),
    seed: fc.integer(),
    epsilon: size,
  },
  {
    requiredKeys: [
      'version',
      'of',
      'rows',
      'verdict',
      'relativeError',
      'threshold',
      'resolution',
      'variables',
      'diagnoses',
      'contract',
      'coverage',
      'evaluations',
      'seed',
    ],
  },
);

/** A coordinate as a check in float64 or float32 really finds it: the bar is small, but no smaller than round-off. */
const likelyCoordinate: fc.Arbitrary<CoordinateCheck> = fc
  .record({
    numeric: fc.double({ min: -1e3, max: 1e3, noNaN: true }),
    analytic: fc.double({ min: -1e3, max: 1e3, noNaN: true }),
    precision: fc.double({ min: -11, max: -1, noNaN: true }),
    verdict: fc.constantFrom('mismatch' as const, 'inconclusive' as const),
  })
  .map(({ numeric, analytic, precision, verdict }) => ({
    coordinate: 'x[0]',
    index: [0],
    analytic,
    numeric,
    bar: 10 ** precision * Math.max(1, Math.abs(numeric), Math.abs(analytic)),
    relativeError: Math.abs(analytic - numeric) / (Math.abs(analytic) + Math.abs(numeric)) || 0,
    verdict,
  }));

describe('formatGradientCheck()', () => {
  test('fills at most 76 columns, so that 80 hold it where a runner indents it by four', () => {
    fc.assert(
      fc.property(anyCheck, fc.boolean(), fc.boolean(), (check, negated, verbose) => {
        const lines = formatGradientCheck(check, { negated, verbose }).split('\n');
        expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(76);
      }),
      { numRuns: 1000 },
    );
  });

  test('fills at most the columns it is given, from 60 to 160', () => {
    fc.assert(
      fc.property(
        anyCheck,
        fc.integer({ min: 1, max: 300 }),
        fc.boolean(),
        (check, width, verbose) => {
          const lines = formatGradientCheck(check, { width, verbose }).split('\n');
          const most = Math.min(160, Math.max(60, width));
          expect(lines.filter((line) => columnsOf(line) > most)).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('leaves no space at the end of a line, no two blank lines and no undefined', () => {
    fc.assert(
      fc.property(anyCheck, fc.boolean(), fc.boolean(), (check, negated, verbose) => {
        const message = formatGradientCheck(check, { negated, verbose });
        expect(message).not.toMatch(/ $/m);
        expect(message).not.toMatch(/undefined|\n\n\n|^\n|\n$/);
      }),
      { numRuns: 1000 },
    );
  });

  test('lists the certain coordinates before the undecided, each by its difference', () => {
    fc.assert(
      fc.property(fc.array(likelyCoordinate, { minLength: 1, maxLength: 20 }), (rows) => {
        const worst = rows.map((row, index) => ({ ...row, coordinate: `x[${index}]` }));
        const order = printedRows(worst).map(({ coordinate }) =>
          worst.find((row) => row.coordinate === coordinate),
        );
        const rank = order.map((row) => row && rankOf(row));
        expect(rank).toEqual([...rank].sort((a = 0, b = 0) => b - a));
      }),
    );
  });

  test('prints every number so that it reads back to within its bar', () => {
    fc.assert(
      fc.property(likelyCoordinate, (row) => {
        const [printed] = printedRows([row]);
        const slack = 1e-9 * row.bar;
        expect(Math.abs(printed.numeric - row.numeric)).toBeLessThanOrEqual(row.bar + slack);
        expect(Math.abs(printed.analytic - row.analytic)).toBeLessThanOrEqual(row.bar + slack);
        expect(printed.bar).toBeGreaterThanOrEqual(row.bar);
        expect(printed.bar).toBeLessThanOrEqual(1.34 * row.bar);
      }),
      { numRuns: 1000 },
    );
  });

  test('prints a bar that covers the digits it had no room for', () => {
    const finite = fc.double({ min: -1e300, max: 1e300, noNaN: true });
    const unlikely = fc.record({
      numeric: finite,
      analytic: finite,
      bar: fc.double({ min: 0, max: 1e290, noNaN: true }),
    });
    fc.assert(
      fc.property(unlikely, ({ numeric, analytic, bar }) => {
        const [printed] = printedRows([
          {
            coordinate: 'encoder.projection.weight[0,0]',
            index: [0, 0],
            analytic,
            numeric,
            bar,
            relativeError: 1,
            verdict: 'mismatch',
          },
        ]);
        expect(Math.abs(printed.numeric - numeric)).toBeLessThanOrEqual(printed.bar * (1 + 1e-9));
      }),
      { numRuns: 1000 },
    );
  });

  test('never shows different sides alike in fewer digits than tell them apart', () => {
    fc.assert(
      fc.property(likelyCoordinate, fc.integer({ min: 1, max: 9 }), (row, scale) => {
        const analytic = row.numeric + row.bar * scale * 0.3;
        const [printed] = printedRows([{ ...row, analytic }]);
        if (analytic !== row.numeric) expect(printed.analytic).not.toBe(printed.numeric);
      }),
    );
  });

  test('refuses a number of rows that is none', () => {
    expect(() => formatGradientCheck(gradientCheck([]), { rows: -1 })).toThrow(
      new RangeError('`rows` must be a non-negative number, got -1'),
    );
  });
});

function rankOf({ verdict, analytic, numeric }: CoordinateCheck): number {
  return Math.abs(analytic - numeric) + (verdict === 'mismatch' ? 1e6 : 0);
}

interface PrintedRow {
  readonly coordinate: string;
  readonly analytic: number;
  readonly numeric: number;
  readonly bar: number;
  readonly relativeError: number;
  readonly undecided: boolean;
}

const ROW = /^ {2}(\S+) +(-?\d\S*) +(-?\d\S*) +± (\S+) +(\S+)(.*)$/;

function printedRows(worst: readonly CoordinateCheck[]): readonly PrintedRow[] {
  const variable: VariableCheck = {
    path: 'x',
    shape: [64],
    dtype: 'float64',
    verdict: 'mismatch',
    relativeError: 1,
    threshold: 1e-7,
    resolution: 1e-10,
    smallestDetectable: 1e-7,
    unverified: false,
    checked: 64,
    total: 64,
    wrong: worst.length,
    kinks: 0,
    coordinates: new Uint32Array(),
    at: new Float64Array(),
    analytic: new Float64Array(),
    numeric: new Float64Array(),
    bars: new Float64Array(),
    worst,
  };
  const message = formatGradientCheck(gradientCheck([variable]), { rows: 64 });
  const rows = message.split('\n').flatMap((line) => {
    const cells = ROW.exec(line);
    return cells === null ? [] : [cells];
  });
  expect(rows).toHaveLength(worst.length);
  return rows.map(([, coordinate, analytic, numeric, bar, error, rest]) => ({
    coordinate,
    analytic: Number(analytic),
    numeric: Number(numeric),
    bar: Number(bar),
    relativeError: Number(error),
    undecided: rest.includes('undecided'),
  }));
}
