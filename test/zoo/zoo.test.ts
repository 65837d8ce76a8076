import { describe, expect, test } from 'vitest';
import { nearestTruth } from './error.ts';
import { slips } from './slips.ts';
import { staleGradient } from './stale.ts';
import { wrongRules } from './wrong-rules.ts';
import { type Precision, type ZooSubject, zoo } from './zoo.ts';

/** What a careful gradient may lose to rounding, relative to its norm. */
const allowed: Readonly<Record<Precision, number>> = {
  float64: 1e-10,
  noisy: 1e-10,
  float32: 1e-4,
  'hidden-float32': 1e-4,
};

const subjects = zoo();
const inClass = (precision: Precision) => subjects.filter((s) => s.precision === precision);

describe('the zoo', () => {
  test('is wide: 200 functions in float64, 150 in float32, 50 noisy subjects', () => {
    const functions = (precision: Precision) =>
      new Set(inClass(precision).map((s) => s.function)).size;
    expect(functions('float64')).toBeGreaterThanOrEqual(200);
    expect(functions('float32')).toBeGreaterThanOrEqual(150);
    expect(functions('hidden-float32')).toBeGreaterThanOrEqual(12);
    expect(inClass('noisy').length).toBeGreaterThanOrEqual(50);
  });

  test('gives every subject a name of its own', () => {
    const names = subjects.map((s) => s.name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test('lays its variables over all coordinates', () => {
    const sizes = (s: ZooSubject) => s.variables.reduce((total, { size }) => total + size, 0);
    expect(subjects.filter((s) => sizes(s) !== s.at.length).map((s) => s.name)).toEqual([]);
  });

  test('has every kind of difficulty in it', () => {
    const tags = new Set(subjects.flatMap((s) => s.tags));
    expect([...tags].sort()).toEqual([
      'cancellation',
      'constant',
      'edge',
      'kink',
      'noise',
      'oscillation',
      'saturation',
      'sawtooth',
      'scale',
      'smooth',
      'stairs',
      'stationary',
      'steep',
      'stopped',
    ]);
  });
});

describe('correct gradients', () => {
  test('agree with the exact derivative', () => {
    const wrong = subjects.filter((s) => lostToRounding(s) > 1).map((s) => s.name);
    expect(wrong).toEqual([]);
  });

  test('are new arrays in the format of the point', () => {
    const shared = subjects.filter((s) => {
      const [first, second] = [s.gradient(s.at), s.gradient(s.at)];
      return first === second || first.constructor !== s.at.constructor;
    });
    expect(shared).toEqual([]);
  });
});

describe('values', () => {
  test('are finite, repeatable and near the exact value', () => {
    const tolerance = { float64: 1e-8, noisy: 1e-5, float32: 1e-3, 'hidden-float32': 1e-3 };
    const off = subjects.filter((s) => {
      const value = s.value(s.at);
      const difference = Math.abs(value - s.exactValue);
      const size = s.illConditioned ? 1 : Math.abs(s.exactValue);
      // 1e-15: what remains when terms of size one cancel
      const allowance = tolerance[s.precision] * size + 1e-15;
      return value !== s.value(s.at) || !(difference <= allowance);
    });
    expect(off.map((s) => s.name)).toEqual([]);
  });

  test('that are noisy differ from one neighbour to the next', () => {
    const smooth = inClass('noisy').filter((s) => {
      const near = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => s.value(s.at.map((x) => x + k * 1e-4)));
      return new Set(near).size < 2;
    });
    expect(smooth.map((s) => s.name)).toEqual([]);
  });
});

describe('mutants', () => {
  test('number ten thousand in float64, seven thousand in float32, a thousand noisy', () => {
    const count = (precision: Precision) =>
      inClass(precision).reduce((total, s) => total + s.mutants.length, 0);
    expect(count('float64')).toBeGreaterThan(10_000);
    expect(count('float32')).toBeGreaterThan(7_000);
    expect(count('noisy')).toBeGreaterThan(1_000);
  });

  test('exist for every subject', () => {
    expect(subjects.filter((s) => s.mutants.length === 0).map((s) => s.name)).toEqual([]);
  });

  test('are wrong beyond the resolution of their class', () => {
    const resolution = { float64: 1e-6, noisy: 3e-3, float32: 3e-4, 'hidden-float32': 3e-4 };
    const right = subjects.flatMap((s) =>
      s.mutants.filter((m) => !(m.relativeError > resolution[s.precision])),
    );
    expect(right).toEqual([]);
  });

  test('come from every wrong rule and every slip', () => {
    const kept = new Set(
      subjects.flatMap((s) => s.mutants.map((m) => m.rule.replace(', last time only', ''))),
    );
    const rules = [...wrongRules, ...slips].map(({ name }) => name);
    expect(rules.filter((name) => !kept.has(name))).toEqual([]);
  });

  test('make every mistake that has a name', () => {
    const mistakes = new Set(subjects.flatMap((s) => s.mutants.map((m) => m.mistake)));
    expect([...mistakes].sort()).toEqual([
      'broadcast-not-reduced',
      'constant-factor',
      'localized',
      'missing-centering',
      'missing-gradient',
      'none',
      'overwritten-not-accumulated',
      'permuted',
      'sign-flipped',
      'transposed',
      'value-ignores-input',
      'weight-decay',
      'wrong-mask',
    ]);
  });

  test('that are tiny hide below a millionth of the norm', () => {
    const tiny = subjects.flatMap((s) => s.tiny);
    expect(tiny.length).toBeGreaterThan(20);
    expect(tiny.every((m) => m.relativeError <= 1e-6 && m.coordinateError > 1e-3)).toBe(true);
  });

  test('that are faint stay few', () => {
    const count = (list: 'faint' | 'mutants') =>
      subjects.reduce((total, s) => total + s[list].length, 0);
    expect(count('faint')).toBeLessThan(0.01 * count('mutants'));
  });
});

test('a stale gradient is that of the point before', () => {
  const [rosenbrock] = subjects.filter((s) => s.name === 'Rosenbrock');
  const stale = staleGradient(rosenbrock);
  expect(stale([3, 2])).not.toEqual(rosenbrock.gradient([3, 2]));
  expect(stale([1, 1])).toEqual(rosenbrock.gradient([3, 2]));
});

/** Distance to the truth over what is allowed; a zero truth is allowed a few roundings of the value. */
function lostToRounding(subject: ZooSubject): number {
  const { precision, exact, slopes, exactValue } = subject;
  const a = Array.from(subject.gradient(subject.at));
  const truth = nearestTruth(a, { value: exactValue, gradient: exact, slopes });
  const distance = Math.hypot(...a.map((ai, i) => ai - truth[i]));
  const unit = precision.endsWith('float32') ? 2 ** -21 : 2 ** -50;
  return distance / (allowed[precision] * Math.hypot(...truth) + unit * (1 + Math.abs(exactValue)));
}
