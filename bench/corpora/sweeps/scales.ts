import type { Draws } from '../draws.ts';
import { type Case, decades, type Kind, range, spacing } from './case.ts';

const { exp, sin, cos, fround } = Math;

/** The smallest double, and the smallest float32. */
const LEAST = 2 ** -1074;
const LEAST32 = 2 ** -149;

// values that have few digits left, or one, or none
export const subnormal: Kind = {
  name: 'subnormal',
  *cases() {
    for (const t of range({ low: 690, high: 744, by: 3 })) {
      yield curve(`exp(-t) at ${t}`, t, {
        value: (x) => exp(-x),
        slope: (x) => -exp(-x),
        floor: LEAST,
      });
      yield softmaxTail(t);
    }
    for (const t of range({ low: 80, high: 102, by: 1 })) {
      const value = (x: number) => fround(exp(-x));
      yield {
        ...curve(`float32 exp(-t) at ${t}`, t, { value, slope: (x) => -exp(-x), floor: LEAST32 }),
        ceiling: 5e-3,
        containers: ['Float32Array'],
      };
    }
    for (const x of decades({ low: -162, high: -148, by: 0.5 })) {
      yield curve(`x² at ${x}`, x, { value: (t) => t * t, slope: (t) => 2 * t, floor: LEAST / x });
    }
    for (const x of decades({ low: -108, high: -99, by: 0.5 })) {
      yield curve(`x³ at ${x}`, x, {
        value: (t) => t ** 3,
        slope: (t) => 3 * t * t,
        floor: LEAST / x,
      });
    }
    for (const y of decades({ low: -322, high: -300, by: 1 })) {
      yield product([2, y]);
      yield scaled(y, 0.4);
    }
  },
};

export const hugeAndTiny: Kind = {
  name: 'huge and tiny',
  *cases(draws) {
    for (const x of decades({ low: -140, high: 150, by: 10 })) {
      yield curve(`x² at ${x}`, x, { value: (t) => t * t, slope: (t) => 2 * t });
      yield curve(`1/x at ${x}`, x, { value: (t) => 1 / t, slope: (t) => -1 / t / t });
      yield scaled(x, draws.between({ low: -3, high: 3 }));
      yield product([x * draws.normal(), 3, draws.normal()]);
      yield stretched(draws, x);
    }
    for (const t of [-600, -300, -100, 100, 300, 600, 700]) {
      yield curve(`exp(x) at ${t}`, t, { value: exp, slope: exp });
    }
  },
};

interface Curve {
  readonly value: (x: number) => number;
  readonly slope: (x: number) => number;
  readonly floor?: number;
}

function curve(label: string, at: number, { value, slope, floor = 0 }: Curve): Case {
  const containers = ['number', 'array', 'Float64Array'] as const;
  return {
    label,
    at: [at],
    value: ([x]) => value(x),
    right: ([x]) => [slope(x)],
    floor,
    containers,
  };
}

function scaled(size: number, x: number): Case {
  return {
    label: `${size} sin(x) at ${x}`,
    at: [x],
    value: ([t]) => size * sin(t),
    right: ([t]) => [size * cos(t)],
    floor: spacing(size * sin(x)),
    containers: ['number', 'Float64Array'],
  };
}

function product(at: readonly number[]): Case {
  return {
    label: `product of ${at.join(', ')}`,
    at,
    value: (x) => x.reduce((a, b) => a * b, 1),
    right: (x) => x.map((_, i) => x.reduce((a, b, j) => (i === j ? a : a * b), 1)),
    containers: ['array', 'Float64Array'],
  };
}

/** sin(x / L): the length scale is L, where x may be anything. */
function stretched(draws: Draws, length: number): Case {
  const x = length * draws.between({ low: 0.1, high: 3 });
  return {
    label: `sin(x/${length}) at ${x}`,
    at: [x],
    value: ([t]) => sin(t / length),
    right: ([t]) => [cos(t / length) / length],
    containers: ['number', 'Float64Array'],
  };
}

/** softmax([0, −t, −3])[1] as a function of its own logit; p (1 − p) with p far below 1. */
function softmaxTail(t: number): Case {
  const share = (x: number) => exp(x) / (1 + exp(x) + exp(-3));
  return curve(`softmax([0, x, -3])[1] at ${-t}`, -t, {
    value: share,
    slope: (x) => share(x) * (1 - share(x)),
    floor: LEAST,
  });
}
