import { describe, expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../../src/index.ts';
import { caught } from '../../caught.ts';
import { thrown } from '../thrown.ts';
import { agreement } from './agreement.ts';

// Parameters in private fields, which the class gives and takes by accessors.

type Vector = number[];
type Numbers = Vector | Float64Array;

const input = [1, 2];
const verdictsOf = ({ variables }: GradientCheck) =>
  Object.fromEntries(variables.map(({ path, verdict }) => [path, verdict]));

/** y = W·x, with a gradient so many times the right one. */
class Private {
  #W: Numbers = [0.5, 0.2];
  #dW: Numbers = [0, 0];
  #x: Vector = [];
  readonly factor: () => number;
  constructor(factor = 1) {
    this.factor = () => factor;
  }
  protected peek(): Numbers {
    return this.#W;
  }
  protected take(W: Numbers): void {
    this.#W = W;
  }
  protected peekGradient(): Numbers {
    return this.#dW;
  }
  protected takeGradient(dW: Numbers): void {
    this.#dW = dW;
  }
  forward(x: Vector): Vector {
    this.#x = x;
    return [this.#W[0] * x[0] + this.#W[1] * x[1]];
  }
  backward([d]: Vector): Vector {
    this.#dW = this.#x.map((v) => this.factor() * v * d);
    return Array.from(this.#W, (w) => w * d);
  }
}

/** Getters with setters. */
class Paired extends Private {
  get W() {
    return this.peek();
  }
  set W(W: Numbers) {
    this.take(W);
  }
  get dW() {
    return this.peekGradient();
  }
  set dW(dW: Numbers) {
    this.takeGradient(dW);
  }
}

describe('a getter with a setter stands for a member', () => {
  /** Gives and takes copies: nothing that is written to them reaches the layer. */
  class Copying extends Paired {
    override get W() {
      return this.peek().slice();
    }
    override set W(W: Numbers) {
      this.take(W.slice());
    }
  }

  class Typed extends Paired {
    constructor(factor: number) {
      super(factor);
      this.W = Float64Array.of(0.5, 0.2);
    }
  }

  class Inherited extends Paired {}

  /** Replaces its weights by constrained ones. */
  class Clipped extends Paired {
    override forward(x: Vector) {
      this.W = this.W.map((w) => Math.min(1, w));
      return super.forward(x);
    }
  }

  test.each([Paired, Copying, Typed, Inherited, Clipped])(
    '%o: right matches, wrong does not, and all is as it was',
    (Kind) => {
      expect(verdictsOf(checkGradient(new Kind(1), { input }))).toEqual({
        input: 'match',
        W: 'match',
      });
      const wrong = new Kind(7);
      const { W, dW } = wrong;
      expect(verdictsOf(checkGradient(wrong, { input }))).toEqual({
        input: 'match',
        W: 'mismatch',
      });
      expect([Array.from(wrong.W), Array.from(wrong.dW)]).toEqual([
        [0.5, 0.2],
        [0, 0],
      ]);
      expect([wrong.W === W, wrong.dW === dW]).toEqual([Kind !== Copying, true]);
    },
  );

  test('of an object of its own, too', () => {
    let W = [0.5, 0.2];
    const layer = {
      get W() {
        return [...W];
      },
      set W(given) {
        W = [...given];
      },
      dW: [0, 0],
      x: [] as Vector,
      forward(x: Vector) {
        this.x = x;
        return [W[0] * x[0] + W[1] * x[1]];
      },
      backward([d]: Vector) {
        this.dW = this.x.map((v) => 7 * v * d);
        return W.map((w) => w * d);
      },
    };
    expect(verdictsOf(checkGradient(layer, { input }))).toEqual({ input: 'match', W: 'mismatch' });
    expect(W).toEqual([0.5, 0.2]);
  });

  test('a field of its own behind it is the same parameter', async () => {
    class Fielded {
      _W = [0.5, 0.2];
      gain_ = 2;
      dW: Vector = [];
      dGain = 0;
      x: Vector = [];
      get W() {
        return this._W;
      }
      set W(W) {
        this._W = W;
      }
      get gain() {
        return this.gain_;
      }
      set gain(gain) {
        this.gain_ = gain;
      }
      forward(x: Vector) {
        this.x = x;
        return [this.gain * (this.W[0] * x[0] + this.W[1] * x[1])];
      }
      backward([d]: Vector) {
        this.dW = this.x.map((v) => this.gain * v * d);
        this.dGain = d * (this.W[0] * this.x[0] + this.W[1] * this.x[1]);
        return this.W.map((w) => this.gain * w * d);
      }
    }
    expect(await agreement(new Fielded(), { input })).toBe('input 2, _W 2, gain_');
  });

  test('in a model, where each layer has its own', () => {
    const layers = [new Tall(), new Paired(7)];
    const model = {
      layers,
      forward: (x: Vector) => layers.reduce((signal, layer) => layer.forward(signal), x),
      backward: (g: Vector) => layers.reduceRight((signal, layer) => layer.backward(signal), g),
    };
    const check = checkGradient(model, { input });
    expect(check.layers?.map(({ path, verdict }) => [path, verdict])).toEqual([
      ['layers[0]', 'match'],
      ['layers[1]', 'mismatch'],
    ]);
    expect(layers.map((layer) => Array.from(layer.W))).toEqual([
      [0.5, 0.2],
      [0.5, 0.2],
    ]);
  });

  test('with several inputs', () => {
    class Gated {
      #W = [0.5, 0.2];
      dW: Vector = [];
      #seen: Vector[] = [];
      get W() {
        return [...this.#W];
      }
      set W(W) {
        this.#W = [...W];
      }
      forward(a: Vector, b: Vector) {
        this.#seen = [a, b];
        return a.map((v, i) => v * b[i] * this.#W[i]);
      }
      backward(g: Vector) {
        const [a, b] = this.#seen;
        this.dW = g.map((v, i) => 7 * v * a[i] * b[i]);
        return [g.map((v, i) => v * b[i] * this.#W[i]), g.map((v, i) => v * a[i] * this.#W[i])];
      }
    }
    const layer = new Gated();
    const check = checkGradient(layer, {
      input: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(verdictsOf(check)).toEqual({ a: 'match', b: 'match', W: 'mismatch' });
    expect(layer.W).toEqual([0.5, 0.2]);
  });

  test('in an object of parameters and a loss', () => {
    class Fit {
      #w = [0.5, 0.2];
      #dw = [0, 0];
      readonly factor: number;
      constructor(factor: number) {
        this.factor = factor;
      }
      get w() {
        return this.#w;
      }
      set w(w) {
        this.#w = w;
      }
      get dw() {
        return this.#dw;
      }
      loss() {
        return this.#w[0] ** 2 * this.#w[1];
      }
      backward() {
        const [a, b] = this.#w;
        this.#dw = [2 * a * b, this.factor * a * a];
      }
    }
    expect(verdictsOf(checkGradient(new Fit(1)))).toEqual({ w: 'match' });
    const wrong = new Fit(3);
    expect(verdictsOf(checkGradient(wrong))).toEqual({ w: 'mismatch' });
    expect(wrong.w).toEqual([0.5, 0.2]);
  });

  test('one that throws is not there yet', async () => {
    class Lazy extends Paired {
      get state(): Vector {
        throw new Error('call reset() first');
      }
      set state(_: Vector) {}
    }
    expect(await agreement(new Lazy(), { input })).toBe('input 2, W 2');
  });

  test('a setter that drops what it is given is named', () => {
    class Deaf extends Private {
      dScale = 0;
      scale_of = 2;
      get scale() {
        return this.scale_of;
      }
      set scale(_) {}
      override forward(x: Vector) {
        return super.forward(x).map((y) => y * this.scale_of);
      }
      override backward(g: Vector) {
        this.dScale = 1;
        return super.backward(g);
      }
    }
    expect(thrown(() => checkGradient(new Deaf(), { input }))).toContain(
      '`scale` must take the numbers that are written to it, but still holds 2',
    );
  });
});

/** y = W∘x. */
class Tall extends Paired {
  #x: Vector = [];
  override forward(x: Vector) {
    this.#x = x;
    return x.map((v, i) => v * this.W[i]);
  }
  override backward(g: Vector) {
    this.dW = g.map((v, i) => v * this.#x[i]);
    return g.map((v, i) => v * this.W[i]);
  }
}

describe('a getter alone', () => {
  test('is never called to search', () => {
    let calls = 0;
    class Costly extends Paired {
      get everything(): unknown {
        calls += 1;
        throw new Error('hours of work');
      }
    }
    expect(checkGradient(new Costly(), { input }).verdict).toBe('match');
    expect(calls).toBe(0);
  });

  test('gives the gradient of what has a name, once there is one', () => {
    class Reading extends Private {
      #isReady = false;
      get W() {
        return this.peek();
      }
      set W(W) {
        this.take(W);
      }
      get dW() {
        if (!this.#isReady) throw new Error('call backward() first');
        return this.peekGradient();
      }
      override backward(g: Vector) {
        this.#isReady = true;
        return super.backward(g);
      }
    }
    expect(verdictsOf(checkGradient(new Reading(7), { input }))).toEqual({
      input: 'match',
      W: 'mismatch',
    });
  });

  test('of a gradient whose parameter is behind another is an error that says so', () => {
    class Alone extends Private {
      get W() {
        return this.peek();
      }
      get dW() {
        return this.peekGradient();
      }
    }
    expect(thrown(() => checkGradient(new Alone(), { input }))).toContain(
      '`dW` is the gradient of `W`, but no numbers of that name were found in layer Alone; got a getter without a setter by that name',
    );
    expect(checkGradient(new Alone(7), { input, variables: ['input'] }).verdict).toBe('match');
  });

  test('that gives zeros, or nothing, accuses nobody', () => {
    class Base extends Paired {
      get db() {
        return [0];
      }
      get dGamma(): Vector {
        throw new Error('this layer has none');
      }
    }
    expect(checkGradient(new Base(), { input }).verdict).toBe('match');
  });

  test('that says that it gives everything may throw: that is the error', () => {
    const refusal = new Error('not built');
    class Unbuilt extends Paired {
      get params(): unknown {
        throw refusal;
      }
    }
    expect(caught(() => checkGradient(new Unbuilt(), { input }))).toBe(refusal);
  });
});

test('numbers in a Map are parameters like any other', () => {
  const gain = (factor: number) => ({
    params: new Map([['gain', 2]]),
    grads: new Map([['gain', 0]]),
    x: [] as Vector,
    forward(x: Vector) {
      this.x = x;
      return x.map((v) => v * (this.params.get('gain') as number));
    },
    backward(g: Vector) {
      this.grads.set('gain', factor * g.reduce((sum, v, i) => sum + v * this.x[i], 0));
      return g.map((v) => v * (this.params.get('gain') as number));
    },
  });
  expect(verdictsOf(checkGradient(gain(1), { input }))).toEqual({ input: 'match', gain: 'match' });
  const wrong = gain(3);
  expect(verdictsOf(checkGradient(wrong, { input }))).toEqual({ input: 'match', gain: 'mismatch' });
  expect([wrong.params.get('gain'), wrong.grads.get('gain')]).toEqual([2, 0]);
});
