import { describe, expect, test } from 'vitest';
import { checkGradient, formatGradientCheck, type GradientCheck } from '../../src/index.ts';

type Vector = number[];

const titles = ({ contract }: GradientCheck) => contract.map(({ title }) => title);
const numbersOf = ({ variables }: GradientCheck) =>
  Object.fromEntries(variables.map(({ path, at }) => [path, [...at]]));

/** y = x², with a gradient so many times the right one, and something done to what it was given. */
function square(factor: number, spoil: { forward?: boolean; backward?: boolean }) {
  return {
    x: [] as Vector,
    forward(x: Vector) {
      this.x = x;
      const y = x.map((v) => v * v);
      if (spoil.forward) x.fill(0);
      return y;
    },
    backward(dy: Vector) {
      const dx = this.x.map((v, i) => factor * v * dy[i]);
      if (spoil.backward) this.x.fill(0);
      return dx;
    },
  };
}

describe('a layer is checked at the input that was given', () => {
  const input = [1, 2, 3];

  test('although backward overwrites it', () => {
    const check = checkGradient(square(3, { backward: true }), { input });
    expect(check.verdict).toBe('mismatch');
    expect(numbersOf(check)).toEqual({ input });
    expect(check.diagnoses[0].title).toContain('1.5');
    expect(titles(check)).toEqual(['`backward` changes `input`, which it was given to read']);
  });

  test('a right one is told by its numbers, and is no match', () => {
    const check = checkGradient(square(2, { backward: true }), { input });
    expect(check.variables.map(({ verdict }) => verdict)).toEqual(['match']);
    expect([check.verdict, ...titles(check)]).toEqual([
      'inconclusive',
      '`backward` changes `input`, which it was given to read',
    ]);
  });

  test('although forward overwrites it: the pass that does is named, and no other', () => {
    const check = checkGradient(square(2, { forward: true, backward: true }), { input });
    expect(numbersOf(check)).toEqual({ input });
    expect(titles(check)).toEqual(['`forward` changes `input`, which it was given to read']);
  });

  test('an asynchronous one alike', async () => {
    const sync = square(3, { backward: true });
    const layer = {
      forward: async (x: Vector) => sync.forward(x),
      backward: async (dy: Vector) => sync.backward(dy),
    };
    const check = await checkGradient(layer, { input });
    expect(numbersOf(check)).toEqual({ input });
    expect(titles(check)).toEqual(['`backward` changes `input`, which it was given to read']);
  });
});

describe('and with the parameters that it was given', () => {
  /** y = w ∘ x; `pass` is told of the weights at each pass. */
  class Scale {
    w = [0.5, -1.5];
    dw: Vector = [];
    x: Vector = [];
    constructor(
      readonly onForward: (w: Vector) => void,
      readonly onBackward: (w: Vector) => void = () => {},
    ) {}
    forward(x: Vector) {
      this.onForward(this.w);
      this.x = x;
      return x.map((v, i) => v * this.w[i]);
    }
    backward(dy: Vector) {
      this.dw = dy.map((g, i) => g * this.x[i]);
      const dx = dy.map((g, i) => g * this.w[i]);
      this.onBackward(this.w);
      return dx;
    }
  }
  const input = [3, 4];
  const w = [0.5, -1.5];

  test('although backward takes a step of descent', () => {
    const learn = (weights: Vector) => {
      weights[0] -= 0.1;
    };
    const check = checkGradient(new Scale(() => {}, learn), { input });
    expect(numbersOf(check)).toEqual({ input, w });
    expect(titles(check)).toEqual(['`backward` changes `w`, which it was given to read']);
  });

  test('although forward does, which is named', () => {
    const layer = new Scale((weights) => {
      weights[1] = -1;
    });
    const check = checkGradient(layer, { input });
    expect(numbersOf(check).w).toEqual(w);
    expect(titles(check)).toEqual(['`forward` changes `w`, which it was given to read']);
    expect(layer.w).toEqual(w);
  });

  test('but what only the first pass writes is how the layer is built', () => {
    let isBuilt = false;
    const layer = new Scale((weights) => {
      if (!isBuilt) Object.assign(weights, [0.25, 1.25]);
      isBuilt = true;
    });
    layer.w = [0, 0];
    const check = checkGradient(layer, { input });
    expect([check.verdict, numbersOf(check).w]).toEqual(['match', [0.25, 1.25]]);
    expect(layer.w).toEqual([0, 0]);
  });
});

test('what an adapter gives is checked at what it held, although its value overwrites it', () => {
  const w = [2, 3];
  const subject = {
    [Symbol.for('expect-gradient.subject')]: () => ({
      variables: { w },
      value: () => {
        const found = w[0] * w[1];
        w.fill(1);
        return found;
      },
      gradient: () => ({ w: [w[1], w[0]] }),
    }),
  };
  const check = checkGradient(subject) as GradientCheck;
  expect(numbersOf(check)).toEqual({ w: [2, 3] });
  expect(check.variables[0].verdict).toBe('match');
  expect(titles(check)).toEqual(['`value` changes `w`, which it was given to read']);
  expect(w).toEqual([2, 3]);
});

describe('in a model', () => {
  class Sigmoid {
    y: Vector = [];
    forward(x: Vector) {
      this.y = x.map((v) => 1 / (1 + Math.exp(-v)));
      return this.y;
    }
    backward(dy: Vector) {
      return dy.map((g, i) => g * this.y[i] * (1 - this.y[i]));
    }
  }
  class Scale {
    w = [0.5, -1, 2];
    dw: Vector = [];
    x: Vector = [];
    forward(x: Vector) {
      this.x = x;
      return x.map((v, i) => v * this.w[i]);
    }
    backward(dy: Vector) {
      this.dw = dy.map((g, i) => g * this.x[i]);
      return dy.map((g, i) => g * this.w[i]);
    }
  }
  class Spoiling extends Scale {
    override backward(dy: Vector) {
      const dx = super.backward(dy);
      this.x.fill(0);
      return dx;
    }
  }
  interface Layer {
    forward(x: Vector): Vector;
    backward(dy: Vector): Vector;
  }
  const model = (...layers: Layer[]) => ({
    layers,
    forward: (x: Vector) => layers.reduce((signal, layer) => layer.forward(signal), x),
    backward: (dy: Vector) => layers.reduceRight((signal, layer) => layer.backward(signal), dy),
  });
  const input = [0.3, -0.2, 0.7];
  const spoilt = '`backward` changes `layers[2].input`, which it was given to read';

  test('the layer that spoils what another still needs is the one that is blamed', () => {
    const check = checkGradient(model(new Scale(), new Sigmoid(), new Spoiling()), { input });
    expect([check.verdict, ...titles(check)]).toEqual(['mismatch', spoilt]);
    expect(check.diagnoses).toEqual([]);
    expect(check.layers?.map(({ verdict }) => verdict)).toEqual(['match', 'match', 'inconclusive']);
    expect(formatGradientCheck(check)).toContain(`contract: ${spoilt}
  help: work on a copy: whoever calls it next would get another answer

layers[2] (Spoiling) is undecided, every other that could be checked is
  correct: what is wrong is there, or how the model puts the layers together
`);
  });

  test('one that spoils what nobody needs is named, and no more', () => {
    const check = checkGradient(model(new Scale(), new Scale(), new Spoiling()), { input });
    expect(check.verdict).toBe('match');
    expect(check.contract).toMatchObject([{ title: spoilt, fatal: false }]);
  });

  test('the first layer is checked at the input of the model, whatever the model does to it', () => {
    const layers = [new Scale(), new Scale()];
    const { forward, backward } = model(...layers);
    const spoiling = {
      layers,
      forward: (x: Vector) => {
        const y = forward(x);
        x.fill(0);
        return y;
      },
      backward,
    };
    const check = checkGradient(spoiling, { input, variables: ['input', 'layers[0].input'] });
    expect(titles(check)).toEqual(['`forward` changes `input`, which it was given to read']);
    expect(numbersOf(check)).toEqual({ input });
  });
});
