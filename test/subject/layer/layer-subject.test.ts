import { expect, test } from 'vitest';
import type { SubjectContext } from '../../../src/subject/context.ts';
import type { Subject } from '../../../src/subject/subject.ts';
import { toSubject } from '../../../src/subject/to-subject.ts';
import { thrown } from '../thrown.ts';
import { agreement } from './agreement.ts';
import { sum } from './dense.ts';

const subjectOf = (layer: object, context: Partial<SubjectContext> = {}) =>
  toSubject(layer, { seed: 1, ...context }) as Subject;

/** y = w ∘ x + b, from a scale that may have no gradient. */
class Scale {
  kernel = [2, -3];
  dKernel: number[] | undefined;
  inputSize = 2;
  x: number[] = [];
  forward(x: number[]): number[] {
    this.x = x;
    return x.map((xi, i) => xi * (this.kernel[i] as number));
  }
  backward(dy: number[]): unknown {
    this.dKernel = dy.map((g, i) => g * (this.x[i] as number));
    return dy.map((g, i) => g * (this.kernel[i] as number));
  }
}

class Forgetful extends Scale {
  override backward(dy: number[]) {
    const dx = super.backward(dy);
    this.dKernel = undefined;
    return dx;
  }
}

test('an array that matters but has no gradient is not left unchecked', () => {
  const layer = new Forgetful();
  expect(thrown(() => subjectOf(layer))).toMatchInlineSnapshot(`
    "TypeError: \`kernel\` changes the output of layer Forgetful, but no gradient was found for it; looked for \`dkernel\`, \`dKernel\`, \`gradKernel\`, \`kernelGrad\`, \`kernel_grad\`, \`dLdKernel\`, \`grads.kernel\`, and in what \`backward\` returned
    name what to check with the option \`variables\`, or write the layer as two functions of a point:
      const subject = {
        value: ({ input, kernel }) => {
          layer.kernel = kernel;
          return myLoss(layer.forward(input));
        },
        gradient: (point) => ({ input: …, kernel: … }),
      };
      expect(subject).toHaveCorrectGradient({ at: { input, kernel: layer.kernel } });"
  `);
  expect(layer).toEqual(new Forgetful());
});

test('naming the variables to check lets the others go', async () => {
  expect(await agreement(new Forgetful(), { variables: ['input'] })).toBe('input 2');
  expect(thrown(() => subjectOf(new Forgetful(), { variables: ['kernel'] })).split(';')[0]).toBe(
    'TypeError: `kernel` changes the output of layer Forgetful, but no gradient was found for it',
  );
});

test('arrays that do not matter, settings, targets and indices may be without', async () => {
  class Picky extends Scale {
    momentum = [0.1, 0.2];
    strides = [1, 1];
    labels = [0, 1];
    order = [1, 0];
    override forward(x: number[]) {
      const y = super.forward(x);
      return [...this.order, ...this.labels].map(
        (i) => (y[i] as number) * (this.strides[0] as number),
      );
    }
    override backward(dy: number[]) {
      const [a, b, c, d] = dy as [number, number, number, number];
      return super.backward([b + c, a + d]);
    }
  }
  expect(await agreement(new Picky())).toBe('input 2, kernel 2');
});

test('buffers with gradients next to them are no parameters', async () => {
  class Buffered extends Scale {
    h = new Float64Array(2);
    dh = new Float64Array(2);
    output = [0, 0];
    dOutput = [0, 0];
    override forward(x: number[]) {
      this.h.set(x);
      this.output = super.forward(x);
      return this.output;
    }
    override backward(dy: number[]) {
      this.dOutput = dy;
      const dx = super.backward(dy) as number[];
      this.dh.set(dx);
      return dx;
    }
  }
  expect(await agreement(new Buffered())).toBe('input 2, kernel 2');
});

test('a number is a parameter when it matters, not when its name only looks like it', async () => {
  class Prelu {
    alpha = 0.25;
    dalpha = 0;
    t = 3;
    dt = 0.5;
    x: number[] = [];
    forward(x: number[]) {
      this.x = x;
      return x.map((xi) => this.dt * (xi > 0 ? xi : this.alpha * xi));
    }
    backward(dy: number[]) {
      this.dalpha += this.dt * sum(dy.map((g, i) => g * Math.min(this.x[i] as number, 0)));
      return dy.map((g, i) => this.dt * g * ((this.x[i] as number) > 0 ? 1 : this.alpha));
    }
  }
  expect(await agreement(new Prelu(), { input: [1, -2, 3] })).toBe('input 3, alpha');
});

test('running statistics are no parameters, and are put back', async () => {
  class Center {
    beta = [0.5];
    dbeta: number[] | undefined;
    runningMean = [0.25];
    moving_count = 4;
    forward(x: number[][]) {
      const mean = sum(x.flat()) / x.length;
      this.runningMean[0] = 0.9 * (this.runningMean[0] as number) + 0.1 * mean;
      this.moving_count++;
      return x.map(([xi]) => [(xi as number) - mean + (this.beta[0] as number)]);
    }
    backward(dy: number[][]) {
      const total = sum(dy.flat());
      this.dbeta = [total];
      return dy.map(([g]) => [(g as number) - total / dy.length]);
    }
  }
  expect(await agreement(new Center(), { input: [[1], [2], [4]] })).toBe('input 3 1, beta 1');
});

test('parameters made in the first forward pass are found, and gone afterwards', async () => {
  class Lazy {
    kernel: number[] | undefined;
    dkernel: number[] | undefined;
    scale: Scale | undefined;
    forward(x: number[]) {
      this.kernel ??= x.map((_, i) => i + 1);
      this.scale = Object.assign(new Scale(), { kernel: this.kernel });
      return this.scale.forward(x);
    }
    backward(dy: number[]) {
      const dx = this.scale?.backward(dy);
      this.dkernel = this.scale?.dKernel;
      return dx;
    }
  }
  expect(await agreement(new Lazy(), { input: [3, 4] })).toBe('input 2, kernel 2');
});

test('indices are handed on as they are, and not differentiated', async () => {
  class Embedding {
    table = [
      [0.1, 0.2],
      [0.3, 0.4],
      [0.5, 0.6],
    ];
    dtable: number[][] = [];
    tokens: Int32Array | undefined;
    forward(tokens: Int32Array) {
      this.tokens = tokens;
      return Array.from(tokens, (token) => [...(this.table[token] as number[])]);
    }
    backward(dy: number[][]) {
      this.dtable = this.table.map(() => [0, 0]);
      this.tokens?.forEach((token, n) => {
        (dy[n] as number[]).forEach((g, j) => {
          (this.dtable[token] as number[])[j] += g;
        });
      });
    }
  }
  expect(await agreement(new Embedding(), { input: Int32Array.of(2, 0, 2) })).toBe('table 3 2');
});

test('the input may be several arrays, the output any tree', async () => {
  const layer = {
    forward: ({ q, k }: { q: number[]; k: number[] }) => ({
      dot: sum(q.map((qi, i) => qi * (k[i] as number))),
      sum: Float64Array.from(q, (qi, i) => qi + (k[i] as number)),
    }),
    q: [1, 2],
    k: [3, -4],
    backward: ({ dot, sum }: { dot: number; sum: Float64Array }) => ({
      q: layer.k.map((ki, i) => dot * ki + (sum[i] as number)),
      k: layer.q.map((qi, i) => dot * qi + (sum[i] as number)),
    }),
  };
  const { q, k } = layer;
  const run = { ...layer, q: undefined, k: undefined };
  const subject = subjectOf(run, { input: { q, k } });
  expect(subject.description).toBe('layer');
  expect(subject.variables.map(({ path }) => path)).toEqual(['input.q', 'input.k']);
  const { values } = subject.gradient(0) as { values: Float64Array };
  const [base] = subject.value() as number[];
  subject.write(0, 2);
  // the output is linear in q[0]: its slope is the difference
  expect(values[0]).toBeCloseTo((subject.value() as number[])[0] - base, 12);
});

test('samples keeps some rows of the input', () => {
  const layer = { forward: (x: number[][]) => x, backward: (dy: number[][]) => dy };
  const input = Array.from({ length: 8 }, (_, i) => [i]);
  const [variable] = subjectOf(layer, { input, samples: 3 }).variables;
  expect(variable).toMatchObject({ path: 'input', shape: [3, 1] });
});

test('parameters are written where the layer reads them, the input is a copy', () => {
  const [layer, input] = [new Scale(), [5, 7]];
  const subject = subjectOf(layer, { input });
  subject.write(0, 50);
  subject.write(2, 20);
  expect(layer.kernel).toEqual([20, -3]);
  expect(input).toEqual([5, 7]);
  expect(subject.read(2)).toBe(20);
  subject.restore();
  expect(layer).toEqual(new Scale());
});

test('a layer is as it was when it throws while it is being understood', () => {
  class Failing extends Scale {
    count = 0;
    override forward(x: number[]) {
      this.count++;
      return super.forward(x);
    }
    override backward(): never {
      this.kernel[0] = 99;
      throw new Error('not implemented');
    }
  }
  const layer = new Failing();
  expect(thrown(() => subjectOf(layer))).toBe('Error: not implemented');
  expect(layer).toEqual(new Failing());
});

test('an asynchronous layer is as it was when it rejects', async () => {
  class Failing extends Scale {
    // biome-ignore lint/suspicious/noExplicitAny: asynchronous, unlike the layer it extends
    override forward(x: number[]): any {
      this.x = x;
      return Promise.reject(new Error('offline'));
    }
  }
  const layer = new Failing();
  await expect(toSubject(layer, { seed: 1 })).rejects.toThrow(new Error('offline'));
  expect(layer).toEqual(new Failing());
});

test('gradients of the wrong shape name both shapes', () => {
  class Transposed extends Scale {
    override backward(dy: number[]): unknown {
      super.backward(dy);
      this.dKernel = [1, 2, 3];
      return [dy];
    }
  }
  expect(thrown(() => subjectOf(new Transposed(), { variables: [] }).gradient(0))).toBe(
    'TypeError: the gradient of `input` must have shape [2] like the variable, got [1, 2]',
  );
  class Longer extends Transposed {
    override backward(dy: number[]) {
      super.backward(dy);
      return dy;
    }
  }
  expect(thrown(() => subjectOf(new Longer()).gradient(0))).toBe(
    'TypeError: the gradient of `kernel` must have shape [2] like the variable, got [3]',
  );
});

test('an input gradient that is the input itself is reported', () => {
  class InPlace extends Scale {
    override backward(dy: number[]) {
      const dx = super.backward(dy) as number[];
      dx.forEach((g, i) => {
        this.x[i] = g;
      });
      return this.x;
    }
  }
  expect(subjectOf(new InPlace()).gradient(0)).toMatchObject({
    aliasesPoint: ['input'],
    reused: [],
  });
});

test('a layer without a gradient of its input says so', () => {
  class First extends Scale {
    override backward(dy: number[]) {
      super.backward(dy);
    }
  }
  expect(thrown(() => subjectOf(new First()))).toBe(
    'TypeError: no gradient was found for the input of layer First: `backward` returned none, and the layer has none of `dInput`, `dx`, `gradInput`, `inputGrad`, `inputGradient`; return it from `backward`, or name what to check with the option `variables`',
  );
  const { variables } = subjectOf(new First(), { variables: ['kernel'] });
  expect(variables.map(({ path }) => path)).toEqual(['kernel']);
});

test('parameters must be writable and finite', () => {
  const frozen = Object.assign(new Scale(), { kernel: Object.freeze([1, 2]) });
  expect(thrown(() => subjectOf(frozen))).toBe(
    'TypeError: `kernel` of layer Scale must be writable, got a frozen array',
  );
  const infinite = Object.assign(new Scale(), { kernel: [1, Infinity] });
  expect(thrown(() => subjectOf(infinite))).toBe(
    'RangeError: `kernel[1]` must be a finite number, got Infinity',
  );
});

test('bad inputs are rejected before anything runs', () => {
  expect(thrown(() => subjectOf(new Scale(), { input: [1, Number.NaN] }))).toBe(
    'RangeError: `input[1]` must be a finite number, got NaN',
  );
  expect(thrown(() => subjectOf(new Scale(), { input: { x: [1], train: true } }))).toBe(
    'TypeError: `input.train` must be a number, an array of numbers, { data, shape }, or a record or list of those, got true; keep it on the layer instead of putting it in the input',
  );
  expect(thrown(() => subjectOf(new Scale(), { input: [] }))).toBe(
    'RangeError: `input` must hold at least one number, got an empty array',
  );
});

test('an output that changes its shape is rejected', () => {
  let calls = 0;
  const layer = { forward: () => new Array(++calls).fill(1), backward: () => [1] };
  expect(thrown(() => subjectOf(layer, { input: [1] }))).toBe(
    'TypeError: the output of the layer must keep its shape, got [2] after [1]',
  );
});

test('a layer of nothing but integers has nothing to check', () => {
  const layer = { forward: () => 1, backward: () => undefined };
  expect(thrown(() => subjectOf(layer, { input: Int32Array.of(1) }))).toBe(
    'TypeError: the layer must have an input or parameters of floating-point numbers, got neither',
  );
});
