import type { Draws } from '../draws.ts';
import { type Case, constant, decades, type Kind, type Numbers, spacing, variant } from './case.ts';

const { exp, log, sin, tanh, cosh, sqrt, fround } = Math;

// the sum inside is rounded at M, whatever the size of the value
export const innerCancellation: Kind = {
  name: 'inner cancellation',
  *cases(draws) {
    for (const size of decades({ low: 2, high: 15, by: 0.5 })) {
      for (const slope of [0, 1, 1e3, 1e6]) yield* [0, 0.3].map((t) => offset(size, slope, t));
      if (size <= STAIRS) yield sumOfOffsets(draws, size);
    }
    for (const x of decades({ low: -12, high: -1, by: 0.5 })) {
      yield plain(`log(1+x) at ${x}`, x, { value: (t) => log(1 + t), slope: (t) => 1 / (1 + t) });
      yield plain(`exp(x)-1 at ${x}`, x, { value: (t) => exp(t) - 1, slope: exp });
      yield plain(`(1+x)²-1 at ${x}`, x, {
        value: (t) => (1 + t) ** 2 - 1,
        slope: (t) => 2 + 2 * t,
      });
    }
    for (let i = 0; i < 12; i++) yield roundedInside(draws);
  },
};

/** From here on the quantum is more than 2⁻²⁴ of what the value changes by over 1: the sum has stairs, and either slope may be meant. */
const STAIRS = 2 ** 28;

function offset(size: number, slope: number, t: number): Case {
  if (size > STAIRS) return withStairs(size, slope, t);
  return {
    label: `1 + ${slope} t + ((${size} + t) - ${size}) at ${t}`,
    at: [t],
    value: ([x]) => 1 + slope * x + (size + x - size),
    right: () => [slope + 1],
    variants: slope === 0 ? [] : [constant('wrong', slope)],
    floor: spacing(size) + spacing(slope * t + 1),
  };
}

/** The slope over many stairs must not be called wrong; that on one stair may be called anything; nothing else may pass. */
function withStairs(size: number, slope: number, t: number): Case {
  return {
    label: `1 + ${slope} t + ((${size} + t) - ${size}) at ${t}, in stairs`,
    at: [t],
    value: ([x]) => 1 + slope * x + (size + x - size),
    right: () => [slope + 1],
    standing: 'limiting',
    mistakes: 'none',
    variants: [constant('wrong', -slope - 1), constant('wrong', 2 * slope + 2)],
    floor: spacing(size) + spacing(slope * t + 1),
  };
}

function sumOfOffsets(draws: Draws, size: number): Case {
  const at = Array.from({ length: 3 }, draws.normal);
  const weights = at.map(() => draws.normal());
  return {
    label: `Σ w (x + ${size}) - Σ w ${size}`,
    at,
    value: (x) => x.reduce((sum, xi, i) => sum + weights[i] * (xi + size - size), 0),
    right: () => weights,
    floor: spacing(size) * Math.max(...weights.map(Math.abs)),
  };
}

function plain(
  label: string,
  at: number,
  { value, slope }: Record<'value' | 'slope', (x: number) => number>,
): Case {
  return {
    label,
    at: [at],
    value: ([x]) => value(x),
    right: ([x]) => [slope(x)],
    variants: [variant('a fifth', 'wrong', ([x]) => [slope(x) / 5])],
    floor: 2 ** -52,
  };
}

/** One factor is kept in float32: fine steps see nothing of it, coarse ones all. */
function roundedInside(draws: Draws): Case {
  const a = draws.between({ low: 0.2, high: 3 });
  return {
    label: `fround(sin(${a}) b) + tanh(c) b²`,
    at: [draws.between({ low: 0.2, high: 2 }), draws.between({ low: -1, high: 1 })],
    value: ([b, c]) => fround(sin(a) * b) + tanh(c) * b * b,
    right: ([b, c]) => [sin(a) + 2 * tanh(c) * b, (b / cosh(c)) ** 2],
    variants: [
      variant('without the rounded term', 'wrong', ([b, c]) => [
        2 * tanh(c) * b,
        (b / cosh(c)) ** 2,
      ]),
    ],
    // spacing of float32 at sin(a) b, over a length of 1
    floor: 2 ** -24,
    ceiling: 1e-3,
    containers: ['array', 'Float64Array', 'record'],
  };
}

// nothing but round-off: what people sum to test a normalisation
export const constantUpToRounding: Kind = {
  name: 'constant up to rounding',
  *cases(draws) {
    for (let i = 0; i < 40; i++) {
      const scale = draws.magnitude({ low: -2, high: 2 });
      const at = Array.from({ length: 2 }, () => scale * draws.normal());
      yield zero('a + b - a - b', at, ([a, b]) => a + b - a - b);
      const more = Array.from({ length: draws.integer({ low: 3, high: 8 }) }, draws.normal);
      yield zero('sum of a normalised vector', more, (x) => sum(normalised(x)));
      yield zero('sum of softmax', more, (x) => sum(softmax(x)));
      yield zero('sin² + cos²', [scale], ([x]) => sin(x) ** 2 + Math.cos(x) ** 2);
    }
  },
};

function zero(label: string, at: Numbers, value: (x: Numbers) => number): Case {
  const size = 1 / Math.max(1, ...at.map(Math.abs));
  return {
    label: `${label} at ${at.join(', ')}`,
    at,
    value,
    right: (x) => x.map(() => 0),
    mistakes: 'none',
    variants: [
      constant('wrong', ...at.map(() => size)),
      constant('wrong', ...at.map((_, i) => (i === 0 ? 1 : 0))),
    ],
  };
}

function normalised(x: Numbers): Numbers {
  const mean = sum(x) / x.length;
  const variance = sum(x.map((xi) => (xi - mean) ** 2)) / x.length;
  return x.map((xi) => (xi - mean) / sqrt(variance + 1e-5));
}

function softmax(x: Numbers): Numbers {
  const weights = x.map((xi) => exp(xi - Math.max(...x)));
  return weights.map((w) => w / sum(weights));
}

function sum(x: Numbers): number {
  return x.reduce((a, b) => a + b, 0);
}
