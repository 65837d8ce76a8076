import { configureGradientChecks, type GradientAdapter } from 'expect-gradient';
import { beforeAll, expect, test } from 'vitest';

// A layer class with names of its own: propagate and correct for the passes, weights as objects { w, dw }.

class Weights {
  readonly w: Float64Array;
  readonly dw: Float64Array;

  constructor(w: readonly number[]) {
    this.w = Float64Array.from(w);
    this.dw = new Float64Array(w.length);
  }
}

/** A causal filter: y[t] = Σₖ w[k] · x[t − k]. */
class CausalFilter {
  readonly taps: Weights;

  constructor(...taps: number[]) {
    this.taps = new Weights(taps);
  }

  propagate(x: ArrayLike<number>): Float64Array {
    const at = (t: number) =>
      Array.from(this.taps.w).reduce((y, w, k) => y + w * (x[t - k] ?? 0), 0);
    return Float64Array.from(x, (_, t) => at(t));
  }

  /** Gives the gradient of the input, and keeps that of the taps. */
  correct(x: ArrayLike<number>, dy: ArrayLike<number>): Float64Array {
    const { w, dw } = this.taps;
    const dx = new Float64Array(x.length);
    dw.fill(0);
    for (let t = 0; t < x.length; t++)
      for (let k = 0; k <= Math.min(t, w.length - 1); k++) {
        dx[t - k] += w[k] * dy[t];
        dw[k] += x[t - k] * dy[t];
      }
    return dx;
  }
}

/** How such a layer is checked. */
const filters: GradientAdapter = (layer, { input }) => {
  if (!(layer instanceof CausalFilter)) return undefined;
  const x = Float64Array.from(input as number[]);
  return {
    variables: { input: x, taps: layer.taps.w },
    value: () => layer.propagate(x),
    gradient: (dy) => ({ input: layer.correct(x, dy as Float64Array), taps: layer.taps.dw }),
  };
};

beforeAll(() => configureGradientChecks({ adapters: [filters] })); // in a project: in the setup file

const signal = [0.3, -1.2, 2.1, 0.4, -0.7];

test('one line for each of our layers', () => {
  expect(new CausalFilter(0.5, -0.25, 0.1)).toHaveCorrectGradient({ input: signal });
});

test('a slip: the filter runs backwards on its way back', () => {
  class Reversed extends CausalFilter {
    override correct(x: ArrayLike<number>, dy: ArrayLike<number>): Float64Array {
      return super.correct(x, dy).reverse();
    }
  }
  expect(new Reversed(0.5, -0.25, 0.1)).not.toHaveCorrectGradient({ input: signal });
});
