import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkGradient, formatGradientCheck } from '../../src/index.ts';
import { thrown } from '../subject/thrown.ts';

type Vector = readonly number[];

/** Keeps its gradients next to its parameters. */
class Dense {
  readonly W: number[][];
  readonly b: number[];
  dW: number[][] = [];
  db: number[] = [];
  #input: Vector = [];

  constructor(sizes: { inputs: number; outputs: number }) {
    const { inputs, outputs } = sizes;
    const weight = (i: number, j: number) => Math.sin(3 * i + 7 * j + inputs) / 2;
    this.W = Array.from({ length: outputs }, (_, i) =>
      Array.from({ length: inputs }, (_, j) => weight(i, j)),
    );
    this.b = Array.from({ length: outputs }, (_, i) => Math.cos(i) / 4);
  }

  forward(input: Vector): number[] {
    this.#input = input;
    return this.W.map((row, i) => row.reduce((sum, w, j) => sum + w * input[j], this.b[i]));
  }

  backward(outputGradient: Vector): number[] {
    this.dW = outputGradient.map((g) => this.#input.map((x) => g * x));
    this.db = [...outputGradient];
    return this.#input.map((_, j) =>
      this.W.reduce((sum, row, i) => sum + row[j] * outputGradient[i], 0),
    );
  }
}

class Tanh {
  #output: Vector = [];
  forward(input: Vector): number[] {
    this.#output = input.map(Math.tanh);
    return [...this.#output];
  }
  backward(outputGradient: Vector): number[] {
    return outputGradient.map((g, i) => g * this.slope(this.#output[i]));
  }
  slope(y: number): number {
    return 1 - y * y;
  }
}

/** Forgets the square. */
class WrongTanh extends Tanh {
  override slope(y: number): number {
    return 1 - y;
  }
}

class Sequential {
  layers: { forward(x: Vector): number[]; backward(g: Vector): number[] }[];
  constructor(...layers: Sequential['layers']) {
    this.layers = layers;
  }
  forward(input: Vector): number[] {
    return this.layers.reduce((signal, layer) => layer.forward(signal), [...input]);
  }
  backward(outputGradient: Vector): number[] {
    return this.layers.reduceRight((g, layer) => layer.backward(g), [...outputGradient]);
  }
}

const input = [0.3, -0.8, 0.5];
const first = () => new Dense({ inputs: 3, outputs: 4 });
const last = () => new Dense({ inputs: 4, outputs: 2 });

describe('a model', () => {
  test('is checked layer by layer, each at the input it receives, then as a whole', () => {
    const check = checkGradient(new Sequential(first(), new Tanh(), last()), { input });
    expect(check.verdict).toBe('match');
    expect(check.layers).toMatchObject([
      { path: 'layers[0]', name: 'Dense', verdict: 'match' },
      { path: 'layers[1]', name: 'Tanh', verdict: 'match' },
      { path: 'layers[2]', name: 'Dense', verdict: 'match' },
    ]);
    expect(check.variables.map(({ path }) => path)).toEqual([
      'input',
      'layers[0].W',
      'layers[0].b',
      'layers[2].W',
      'layers[2].b',
    ]);
  });

  test('with an error in one layer blames that layer', () => {
    const model = new Sequential(first(), new WrongTanh(), last());
    const check = checkGradient(model, { input });
    expect(check.layers?.map(({ verdict }) => verdict)).toEqual(['match', 'mismatch', 'match']);
    expect(check.variables.map(({ path }) => path)).toEqual(['layers[1].input']);
    const [blame, table] = formatGradientCheck(check).split('\n\n');
    expect(readFileSync('docs/subjects.md', 'utf8')).toContain(`\n${blame}\n\n${table}\n`);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "layers[1] (WrongTanh) is the first that breaks; the others are correct given
        their inputs

        layer      kind       relative error  verdict
        layers[0]  Dense      4.4e-12         match
        layers[1]  WrongTanh  9.3e-2          mismatch
        layers[2]  Dense      2.6e-12         match

      gradient mismatch in all 4 coordinates

      relative error  9.3e-2
      threshold       1.0e-7

        coordinate          analytic        numeric ± bar           relative error
        layers[1].input[3]   1.47075956704   1.18429290613 ± 5e-12  1.1e-1
        layers[1].input[1]   0.98399309716   1.13370004926 ± 6e-13  7.1e-2
        layers[1].input[0]  -0.46912850232  -0.58333291912 ± 8e-13  1.1e-1
        layers[1].input[2]  -0.80897504194  -0.69755350471 ± 6e-12  7.4e-2

      note: 208 evaluations of the value, 14 of the gradient; seed 1
      note: for the worst coordinate alone:
        { variables: ['layers[1].input[3]'], seed: 1 }"
    `);
  });

  test('whose layers are correct but whose own pass is not says so', () => {
    class Forgetful extends Sequential {
      override backward(outputGradient: Vector): number[] {
        return super.backward(outputGradient.map((g) => g / 2));
      }
    }
    const check = checkGradient(new Forgetful(first(), new Tanh(), last()), { input });
    expect(check.layers?.map(({ verdict }) => verdict)).toEqual(['match', 'match', 'match']);
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "every layer is correct given its input: what is wrong is how the model puts
        them together

        layer      kind   relative error  verdict
        layers[0]  Dense  4.4e-12         match
        layers[1]  Tanh   5.9e-12         match
        layers[2]  Dense  2.6e-12         match

      gradient mismatch in all 29 coordinates: looks like a constant factor of 1/2

      relative error  3.3e-1
      threshold       1.0e-7

        variable     shape   checked  relative error  verdict
        input        [3]     3/3      3.3e-1          mismatch
        layers[0].W  [4, 3]  12/12    3.3e-1          mismatch
        layers[0].b  [4]     4/4      3.3e-1          mismatch
        layers[2].W  [2, 4]  8/8      3.3e-1          mismatch
        layers[2].b  [2]     2/2      3.3e-1          mismatch

        coordinate        analytic        numeric ± bar             relative error
        layers[2].b[1]     0.58028196980   1.16056393959 ± 4e-12    3.3e-1
        layers[0].b[1]     0.43219328333   0.86438656665 ± 1.5e-12  3.3e-1
        layers[0].b[2]     0.35235285784   0.70470571567 ± 4e-12    3.3e-1
        layers[0].W[1,1]  -0.34575462666  -0.69150925332 ± 1.2e-12  3.3e-1
        layers[2].b[0]    -0.31004031660  -0.62008063321 ± 8e-13    3.3e-1
        layers[0].b[0]     0.28968909096   0.57937818192 ± 1.7e-12  3.3e-1
        layers[0].W[2,1]  -0.28188228627  -0.56376457254 ± 1.6e-12  3.3e-1
        layers[0].W[0,1]  -0.23175127277  -0.46350254554 ± 2.8e-12  3.3e-1
        … and 21 more (the largest 3.3e-1)

      diagnosis: a constant factor of 1/2 (constant-factor)
        analytic = 0.5000000000 × numeric in all 29 coordinates
        help: is the 2 of a square missing, or one of two uses of the same value?
      note: 697 evaluations of the value, 20 of the gradient; seed 1
      note: for the worst coordinate alone:
        { variables: ['layers[2].b[1]'], seed: 1 }"
    `);
  });

  test('with several wrong layers, and some that cannot be checked', () => {
    const noGradient = { forward: (x: Vector) => x.map((v) => 2 * v), backward: () => [] };
    const model = new Sequential(first(), new WrongTanh(), last(), new WrongTanh());
    const check = checkGradient(
      { ...chain(model.layers), layers: [...model.layers, noGradient] },
      { input },
    );
    expect(
      formatGradientCheck(check).split('\n\n').slice(0, 2).join('\n\n'),
    ).toMatchInlineSnapshot(`
      "layers[1] (WrongTanh) is the first that breaks, layers[3] (WrongTanh) is
        wrong as well; of the other 3, 2 are correct given their inputs

        layer      kind       relative error  verdict
        layers[0]  Dense      4.4e-12         match
        layers[1]  WrongTanh  9.3e-2          mismatch
        layers[2]  Dense      2.6e-12         match
        layers[3]  WrongTanh  8.7e-2          mismatch
        layers[4]  layer                      unchecked
        layers[4] (layer) was not checked by itself: it receives nothing in the
          forward pass of the model"
    `);
  });

  test('is named layer by layer, and repeated by those names', () => {
    const model = new Sequential(first(), new Tanh(), new Sequential(new WrongTanh(), last()));
    const check = checkGradient(model, { input });
    expect(check.variables.map(({ path }) => path)).toEqual(['layers[2].layers[0].input']);
    expect(check.layers?.map(({ path, verdict }) => `${path} ${verdict}`)).toEqual([
      'layers[0] match',
      'layers[1] match',
      'layers[2].layers[0] mismatch',
      'layers[2].layers[1] match',
    ]);
    const again = checkGradient(model, { input, variables: ['layers[2].layers[0].input'] });
    expect(again.verdict).toBe('mismatch');
    expect(again.layers?.map(({ path }) => path)).toEqual(['layers[2].layers[0]']);
    const other = checkGradient(model, { input, variables: ['layers[0].W'] });
    expect(other.layers?.map(({ path, verdict }) => [path, verdict])).toEqual([
      ['layers[0]', 'match'],
    ]);
  });

  test('is left as it was: parameters, methods, stored gradients', () => {
    const model = new Sequential(first(), new Tanh(), last());
    const before = structuredClone(model.layers.map((layer) => ({ ...layer })));
    checkGradient(model, { input });
    expect(model.layers.map((layer) => ({ ...layer }))).toEqual(before);
    expect(model.layers.map((layer) => Object.hasOwn(layer, 'forward'))).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('whose pass throws is left as it was, too', () => {
    const model = new Sequential(first(), last());
    model.layers.push({
      forward() {
        throw new Error('no room');
      },
      backward: (g) => [...g],
    });
    expect(() => checkGradient(model, { input })).toThrow(new Error('no room'));
    expect(model.layers.slice(0, 2).map((layer) => Object.keys(layer))).toEqual([
      ['W', 'b', 'dW', 'db'],
      ['W', 'b', 'dW', 'db'],
    ]);
  });

  test('may be asynchronous', async () => {
    const model = new Sequential(first(), new WrongTanh(), last());
    const later = {
      layers: model.layers,
      forward: async (x: Vector) => model.forward(x),
      backward: async (g: Vector) => model.backward(g),
    };
    const check = await checkGradient(later, { input });
    expect(check.layers?.map(({ verdict }) => verdict)).toEqual(['match', 'mismatch', 'match']);
  });

  test('a layer that is used twice is checked once by itself, and with its full gradient in the whole', () => {
    const square = new Dense({ inputs: 3, outputs: 3 });
    const inputs: Vector[] = [];
    const shared = {
      layers: [square, new Tanh(), square],
      forward: (x: Vector) => {
        inputs.splice(0, 2, x, square.forward(x).map(Math.tanh));
        return square.forward(inputs[1]);
      },
      backward: (g: Vector) => {
        square.forward(inputs[1]);
        const middle = square.backward(g);
        const { dW, db } = square;
        square.forward(inputs[0]);
        const slopes = inputs[1].map((y) => 1 - y * y);
        const first = square.backward(middle.map((m, i) => m * slopes[i]));
        square.dW = square.dW.map((row, i) => row.map((d, j) => d + dW[i][j]));
        square.db = square.db.map((d, i) => d + db[i]);
        return first;
      },
    };
    const check = checkGradient(shared, { input });
    expect(check.verdict).toBe('match');
    expect(check.layers?.map(({ path }) => path)).toEqual(['layers[0]', 'layers[1]']);
    expect(check.variables.map(({ path }) => path)).toEqual([
      'input',
      'layers[0].W',
      'layers[0].b',
    ]);
  });
});

describe('a list of layers without a pass of its own', () => {
  test('is checked layer by layer, each receiving what the one before it gives', () => {
    const layers = [first(), new Tanh(), last()];
    const check = checkGradient(layers, { input });
    expect(check).toMatchObject({ verdict: 'match', coverage: { checked: 37, total: 37 } });
    expect(check.variables.map(({ path }) => path)).toEqual([
      'layers[0].input',
      'layers[0].W',
      'layers[0].b',
      'layers[1].input',
      'layers[2].input',
      'layers[2].W',
      'layers[2].b',
    ]);
    expect(checkGradient({ layers }, { input }).verdict).toBe('match');
  });

  test('is not verified when one of them could not be', () => {
    const noGradient = { forward: (x: Vector) => x.map((v) => 2 * v), backward: () => {} };
    const check = checkGradient([first(), noGradient], { input });
    expect(formatGradientCheck(check)).toMatchInlineSnapshot(`
      "  layer      kind   relative error  verdict
        layers[0]  Dense  4.4e-12         match
        layers[1]  layer                  unchecked
        layers[1] (layer) was not checked by itself: no gradient was found for the
          input of the layer: \`backward\` returned none, and the layer has none of
          \`dInput\`, \`dx\`, \`gradInput\`, \`inputGrad\`, \`inputGradient\`; return it
          from \`backward\`, or name what to check with the option \`variables\`

      gradient check inconclusive: layers[1] (layer) was not verified: no gradient
        was found for the input of the layer: \`backward\` returned none, and the
        layer has none of \`dInput\`, \`dx\`, \`gradInput\`, \`inputGrad\`,
        \`inputGradient\`; return it from \`backward\`, or name what to check with the
        option \`variables\`

      relative error  4.4e-12
      threshold       1.0e-7
      resolution      1.9e-10 (smaller errors cannot be resolved here)

        variable         shape   checked  relative error  verdict
        layers[0].input  [3]     3/3      2.1e-11         match
        layers[0].W      [4, 3]  12/12    5.1e-12         match
        layers[0].b      [4]     4/4      1.5e-12         match

      note: 43 evaluations of the value, 4 of the gradient; seed 1, 2 cotangents"
    `);
    expect(() => checkGradient([noGradient], { input })).toThrowErrorMatchingInlineSnapshot(`
      [TypeError: none of the layers can be checked
        layers[0] (layer): no gradient was found for the input of the layer: \`backward\` returned none, and the layer has none of \`dInput\`, \`dx\`, \`gradInput\`, \`inputGrad\`, \`inputGradient\`; return it from \`backward\`, or name what to check with the option \`variables\`]
    `);
  });

  test('needs an input', () => {
    const list = [first()];
    expect(() => checkGradient(list, { input: [0, Number.NaN, 1] })).toThrow(
      new RangeError('`input[1]` must be a finite number, got NaN'),
    );
    expect(() => checkGradient(list, { input: Promise.resolve(input) })).toThrow(
      new TypeError(
        '`input` must be a number, an array of numbers, { data, shape }, or a record or list of those, got a promise; await it first',
      ),
    );
    expect(() => checkGradient([first()])).toThrow(
      new TypeError('`input` must be given: what the first layer of the list receives'),
    );
  });
});

/** The passes of layers one after the other. */
function chain(layers: Sequential['layers']) {
  const { forward, backward } = Sequential.prototype;
  return {
    forward: forward.bind({ layers } as never),
    backward: backward.bind({ layers } as never),
  };
}

describe('what `variables` names', () => {
  const net = () => new Sequential(first(), last());
  const message = (model: object, ...variables: string[]) =>
    thrown(() => checkGradient(model, { input, variables }));
  const law = 'which is neither a layer nor a variable of the model';

  test('must be there, in a model and in a list, whatever else is named', () => {
    expect(message(net(), 'nonsense')).toContain(
      `RangeError: \`variables\` names \`nonsense\`, ${law}; there are layers[0], layers[1], input, `,
    );
    expect(message(net(), 'layers[0].W', 'nonsense')).toContain(law);
    expect(message([first()], 'layers[7].W')).toBe(
      `RangeError: \`variables\` names \`layers[7].W\`, ${law}; did you mean \`layers[0]\`?`,
    );
  });

  test('must be there in a layer too, which is not left out for it', () => {
    expect(message(net(), 'layers[0].W', 'layers[1].nope')).toMatch(
      /^RangeError: `variables` names `layers\[1\]\.nope`, which is not a variable of the subject/,
    );
  });
});
