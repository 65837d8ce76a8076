import { type Case, constant, decades, type Kind, range, variant } from './case.ts';

const { floor, round, sin, cos } = Math;

// stairs wider than rounding: zero is right, the slope over many stairs is undecided
export const stairs: Kind = {
  name: 'stairs',
  *cases(draws) {
    for (const x of [100.3, 100.0012, 0.7312, -3.4, 7.99999, 1e3 + 0.25]) {
      for (const seed of [1, 2, 3])
        yield flight(`floor at ${x}, seed ${seed}`, x, { value: floor, seed });
    }
    for (const step of decades({ low: -6, high: -1, by: 0.5 })) {
      for (let i = 0; i < 3; i++) {
        const x =
          step *
          (round(draws.between({ low: 0.1, high: 2 }) / step) +
            draws.between({ low: 0.1, high: 0.45 }));
        yield flight(`multiples of ${step} at ${x}`, x, { value: (t) => round(t / step) * step });
      }
    }
    for (const levels of [15, 63, 255, 1023]) {
      for (const x of range({ low: 0.1, high: 0.9, by: 0.1 })) {
        const middle = (floor(levels * x) + draws.between({ low: -0.4, high: 0.4 })) / levels;
        yield flight(`round(${levels} x) / ${levels} at ${middle}`, middle, {
          value: (t) => round(levels * t) / levels,
        });
      }
    }
    for (const x of [0.3, 5.6, 20.4]) yield smoothOnStairs(x);
    for (const digits of [8, 9, 10, 11])
      yield rounded(draws.between({ low: 0.2, high: 2 }), digits);
  },
};

function flight(
  label: string,
  at: number,
  { value, seed }: { readonly value: (x: number) => number; readonly seed?: number },
): Case {
  return {
    label,
    at: [at],
    value: ([x]) => value(x),
    right: () => [0],
    mistakes: 'none',
    // neither flat nor as steep as all stairs together
    variants: [constant('undecided', 1), constant('wrong', 3), constant('wrong', -1)],
    containers: ['number', 'array', 'Float64Array'],
    ...(seed !== undefined && { options: { seed } }),
  };
}

function smoothOnStairs(x: number): Case {
  return {
    label: `sin(x) + 0.1 floor(x) at ${x}`,
    at: [x],
    value: ([t]) => sin(t) + 0.1 * floor(t),
    right: ([t]) => [cos(t)],
    variants: [variant('with the stairs', 'undecided', ([t]) => [cos(t) + 0.1])],
  };
}

/** Rounding to digits below 2⁻²⁴ of what the value changes by: noise, and the derivative that of the function behind. */
function rounded(x: number, digits: number): Case {
  const scale = 10 ** digits;
  return {
    label: `sin(x) to ${digits} digits at ${x}`,
    at: [x],
    value: ([t]) => round(sin(t) * scale) / scale,
    right: ([t]) => [cos(t)],
    floor: 1 / scale,
    ceiling: 1e-3,
  };
}

// a jump at the point: with kinks: 'fail' nothing is right there, by default the slope beside it is not wrong
export const jumps: Kind = {
  name: 'jumps',
  *cases() {
    for (const size of decades({ low: -6, high: 1 })) {
      for (const p of [0, 0.3, -2]) {
        yield jump({ size, p });
        yield jump({ size, p, kinks: 'fail' });
        yield besideJump({ size, p });
      }
    }
  },
};

interface Jump {
  readonly size: number;
  readonly p: number;
  readonly kinks?: 'fail';
}

function jump({ size, p, kinks }: Jump): Case {
  const containers = ['number', 'array', 'Float64Array'] as const;
  return {
    label: `x + ${size} (x > ${p}) at ${p}${kinks ? ', kinks: fail' : ''}`,
    at: [p],
    value: ([x]) => x + (x > p ? size : 0),
    right: () => [1],
    slopes: [[1, Number.POSITIVE_INFINITY]],
    mistakes: 'none',
    standing: kinks ? 'undecided' : 'limiting',
    variants: [constant('wrong', -1), constant('wrong', 0)],
    containers,
    ...(kinks && { options: { kinks } }),
  };
}

/** Far enough from the jump that every checker has room. */
function besideJump({ size, p }: Jump): Case {
  return {
    label: `sin(x) + ${size} (x > ${p + 0.05}) at ${p}`,
    at: [p],
    value: ([x]) => sin(x) + (x > p + 0.05 ? size : 0),
    right: ([x]) => [cos(x)],
    containers: ['number', 'array'],
  };
}
