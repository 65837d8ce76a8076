import type { Draws } from '../draws.ts';
import { type Case, constant, decades, type Kind, type Numbers, variant } from './case.ts';

const { fround, sin, cos, exp, tanh, cosh, hypot, abs, max } = Math;

const COUNT = 40;

// a point of doubles, and a value in doubles, that pass through Float32Array on the way: a mesh, a matrix, a buffer for the GPU
export const singleInside: Kind = {
  name: 'float32 inside',
  *cases(draws) {
    for (let i = 0; i < COUNT; i++) {
      const n = draws.integer({ low: 1, high: 4 });
      const at = Array.from(
        { length: n },
        () => draws.magnitude({ low: -2, high: 2 }) * sign(draws),
      );
      for (const inner of inners) yield copied(at, inner);
      yield* buffered(draws, at);
      yield transformed(draws);
    }
  },
};

function sign(draws: Draws): number {
  return draws.chance(0.5) ? 1 : -1;
}

/** Σ φ(xᵢ), for a φ and its derivative. */
interface Inner {
  readonly name: string;
  readonly value: (x: number) => number;
  readonly slope: (x: number) => number;
}

const inners: readonly Inner[] = [
  { name: 'x²/2', value: (x) => (x * x) / 2, slope: (x) => x },
  { name: 'sin x', value: sin, slope: cos },
  { name: 'x + tanh x', value: (x) => x + tanh(x), slope: (x) => 1 + 1 / cosh(x) ** 2 },
  { name: 'log(1 + x²)', value: (x) => Math.log1p(x * x), slope: (x) => (2 * x) / (1 + x * x) },
];

/** The point is copied into a Float32Array, and all the rest computed in doubles. */
function copied(at: Numbers, { name, value, slope }: Inner): Case {
  const steepest = max(...at.map((x) => abs(x * slope(x))));
  return single(`Σ ${name} of Float32Array.from(x) at ${at.join(', ')}`, at, {
    value: (x) => Float32Array.from(x).reduce((sum, xi) => sum + value(xi), 0),
    right: (x) => x.map(slope),
    quantum: 2 ** -23 * steepest,
  });
}

/** What is computed in doubles is kept in a Float32Array, and summed up, squared or measured from there. */
function* buffered(draws: Draws, at: Numbers): Generator<Case> {
  const rows = draws.integer({ low: 1, high: 4 });
  const weights = Array.from({ length: rows }, () => at.map(() => draws.normal()));
  const biases = weights.map(() => draws.normal());
  const outputs = (x: Numbers) => weights.map((w, j) => tanh(dot(w, x) / hypot(...at)) + biases[j]);
  const kept = (x: Numbers) => Float32Array.from(outputs(x));
  const slopes = (x: Numbers) =>
    weights.map((w) => w.map((wi) => wi / hypot(...at) / cosh(dot(w, x) / hypot(...at)) ** 2));
  const pulled = (x: Numbers, cotangent: Numbers) =>
    x.map((_, i) => slopes(x).reduce((sum, row, j) => sum + cotangent[j] * row[i], 0));
  const quantum = 2 ** -23 * max(...outputs(at).map(abs));
  const factors = biases.map(() => draws.normal());
  const place = `${rows} outputs at ${at.join(', ')}`;
  yield single(`Σ y, ${place}`, at, {
    value: (x) => kept(x).reduce((sum, y) => sum + y, 0),
    right: (x) =>
      pulled(
        x,
        biases.map(() => 1),
      ),
    quantum,
  });
  yield single(`Σ c y, ${place}`, at, {
    value: (x) => kept(x).reduce((sum, y, j) => sum + factors[j] * y, 0),
    right: (x) => pulled(x, factors),
    quantum: quantum * max(...factors.map(abs)),
  });
  yield single(`Σ y²/2, ${place}`, at, {
    value: (x) => kept(x).reduce((sum, y) => sum + (y * y) / 2, 0),
    right: (x) => pulled(x, outputs(x)),
    quantum: quantum * max(...outputs(at).map(abs)),
  });
  yield single(`|y|, ${place}`, at, {
    value: (x) => hypot(...kept(x)),
    right: (x) =>
      pulled(
        x,
        outputs(x).map((y) => y / hypot(...outputs(x))),
      ),
    quantum,
  });
}

/** The distance of a point, rotated and moved by a matrix in float32 with every product rounded, from a target. */
function transformed(draws: Draws): Case {
  const angle = draws.between({ low: -3, high: 3 });
  const [tx, ty] = [draws.normal(), draws.normal()].map((t) => 10 * t);
  const [c, s] = [fround(cos(angle)), fround(sin(angle))];
  const at = [draws.normal(), draws.normal()];
  const target = [draws.normal(), draws.normal()];
  const exact = ([x, y]: Numbers) => [c * x - s * y + tx, s * x + c * y + ty];
  const move = (x: Numbers) => {
    const [p, q] = Float32Array.from(x);
    return Float32Array.of(
      fround(fround(c * p) - fround(s * q)) + fround(tx),
      fround(fround(s * p) + fround(c * q)) + fround(ty),
    );
  };
  const away = ([p, q]: ArrayLike<number> & Iterable<number>) =>
    hypot(p - target[0], q - target[1]);
  return single(`distance of a point moved by ${angle}, ${tx}, ${ty}, at ${at.join(', ')}`, at, {
    value: (x) => away(move(x)),
    right: (x) => {
      const [p, q] = exact(x);
      const far = away([p, q]);
      const [dp, dq] = [(p - target[0]) / far, (q - target[1]) / far];
      return [c * dp + s * dq, c * dq - s * dp];
    },
    quantum: 2 ** -23 * max(...exact(at).map(abs), abs(tx), abs(ty)),
  });
}

function single(
  label: string,
  at: Numbers,
  { value, right, quantum }: Pick<Case, 'value' | 'right'> & { readonly quantum: number },
): Case {
  return {
    label,
    at,
    value,
    right,
    variants: [
      variant('a tenth too large', 'wrong', (x) => right(x).map((g) => 1.1 * g)),
      constant('wrong', ...at.map(() => 0)),
    ],
    floor: quantum,
    ceiling: 1e-3,
    containers: at.length === 1 ? ['number', 'Float64Array'] : ['array', 'Float64Array', 'record'],
  };
}

function dot(a: Numbers, b: Numbers): number {
  return a.reduce((sum, ai, i) => sum + ai * b[i], 0);
}

// a kink within the steps that a value far larger than what its slopes make of them leaves open, in doubles and rounded to float32
export const kinksUnderOffsets: Kind = {
  name: 'kinks under offsets',
  *cases(draws) {
    for (const offset of decades({ low: 0, high: 5 })) {
      for (const distance of decades({ low: -6, high: -1, by: 0.5 })) {
        yield hinge(draws, { offset, distance, round: (y) => y });
        yield hinge(draws, { offset, distance, round: fround });
      }
    }
  },
};

interface Hinge {
  readonly offset: number;
  readonly distance: number;
  readonly round: (y: number) => number;
}

/**
 * A bend is clear at eight standard deviations of its noise, that is from steps of some six times rounding / bend on, and rungs are 7.3 apart: a
 * kink nearer than that, or than as many spacings of the point, may as well be at it.
 */
const STANDS_OUT = 42;
const SPACINGS = 16;

function hinge(draws: Draws, { offset, distance, round }: Hinge): Case {
  const kink = draws.between({ low: 0.5, high: 1 });
  const x = fround(kink + distance * sign(draws) * draws.between({ low: 0.5, high: 1 }));
  const [low, high] = [draws.normal(), draws.normal()].sort((a, b) => a - b);
  const smooth = (t: number) => -2 * t * exp(-t * t);
  const slopes = [low + smooth(x), high + smooth(x)] as const;
  const [own, other] = x > kink ? [high, low] : [low, high];
  const rounding = round === fround ? 2 ** -23 * (offset + 1) : 0;
  const nearest = max((STANDS_OUT * rounding) / (high - low), SPACINGS * 2 ** -24);
  const isAtPoint = abs(x - kink) < nearest;
  return {
    label: `${offset} + hinge(${low}, ${high}) at ${kink}, ${x - kink} away${round === fround ? ', rounded' : ''}`,
    at: [x],
    value: ([t]) => round(offset + (t > kink ? high : low) * (t - kink) + exp(-t * t)),
    right: ([t]) => [own + smooth(t)],
    ...(isAtPoint && { slopes: [slopes], mistakes: 'none' as const }),
    variants: isAtPoint ? [] : [variant('the other side', 'wrong', ([t]) => [other + smooth(t)])],
    ...(round === fround && { floor: 2 ** -24 * offset }),
    containers: round === fround ? ['Float32Array'] : ['Float64Array', 'Float32Array'],
  };
}
