import type { Chapter, Row } from './row.ts';
import * as use from './uses.ts';

function one(
  spelling: string,
  uses: Row['uses'],
  make: (slip: number) => unknown,
  { wrong, input }: { readonly wrong: string; readonly input: unknown },
): Row {
  return { spelling, make: (slip) => ({ subject: make(slip), options: { input } }), wrong, uses };
}

type Numbers = number[];
const times = (x: Numbers, by: Numbers, slip = 1) => x.map((v, i) => slip * v * by[i]);

/** y = w·x + b, number by number, and its gradients. */
const gradients = (g: Numbers, { x, w, slip }: { x: Numbers; w: Numbers; slip: number }) => ({
  x: times(g, w),
  w: times(g, x, slip),
  b: [...g],
});

class Affine {
  w = [0.4, -0.9, 0.3];
  b = [0.1, 0.2, 0.3];
  x: Numbers = [];
  constructor(readonly slip: number) {}
  forward(x: Numbers): Numbers {
    this.x = x;
    return times(x, this.w).map((v, i) => v + this.b[i]);
  }
  protected slopes(g: Numbers) {
    return gradients(g, { x: this.x, w: this.w, slip: this.slip });
  }
}
class Beside extends Affine {
  dw: Numbers = [];
  db: Numbers = [];
  backward(g: Numbers): Numbers {
    const { x, w, b } = this.slopes(g);
    this.dw = w;
    this.db = b;
    return x;
  }
}
class Switched extends Beside {
  override forward(x: Numbers, isTraining?: boolean): Numbers {
    return isTraining ? [] : super.forward(x);
  }
}
class Listed extends Affine {
  backward(g: Numbers): Numbers[] {
    const { x, w, b } = this.slopes(g);
    return [x, w, b];
  }
}
class Named extends Affine {
  backward(g: Numbers) {
    const { x, w, b } = this.slopes(g);
    return { dx: x, dw: w, db: b };
  }
}
class InRecords {
  params = { w: [0.4, -0.9, 0.3], b: [0.1, 0.2, 0.3] };
  grads = { w: [0, 0, 0], b: [0, 0, 0] };
  x: Numbers = [];
  constructor(readonly slip: number) {}
  forward(x: Numbers): Numbers {
    this.x = x;
    return times(x, this.params.w).map((v, i) => v + this.params.b[i]);
  }
  backward(g: Numbers): Numbers {
    const { x, w, b } = gradients(g, { x: this.x, w: this.params.w, slip: this.slip });
    this.grads = { w, b };
    return x;
  }
}

/** An input and an output that carry their gradients. */
class Volume {
  dw: Float64Array;
  constructor(public w: Float64Array) {
    this.dw = new Float64Array(w.length);
  }
}
class OfVolumes {
  filters = [new Volume(Float64Array.of(0.4, -0.9, 0.3))];
  #in = new Volume(new Float64Array(3));
  #out = new Volume(new Float64Array(3));
  constructor(readonly slip: number) {}
  forward(volume: Volume): Volume {
    this.#in = volume;
    this.#out = new Volume(volume.w.map((v, i) => v * this.filters[0].w[i]));
    return this.#out;
  }
  backward(): void {
    const [filter] = this.filters;
    this.#out.dw.forEach((g, i) => {
      this.#in.dw[i] += g * filter.w[i];
      filter.dw[i] += this.slip * g * this.#in.w[i];
    });
  }
  getParamsAndGrads() {
    return this.filters.map(({ w, dw }) => ({ params: w, grads: dw }));
  }
}

class Multiply {
  #a: Numbers = [];
  #b: Numbers = [];
  constructor(readonly slip: number) {}
  forward(a: Numbers, b: Numbers): Numbers {
    this.#a = a;
    this.#b = b;
    return times(a, b);
  }
  backward(g: Numbers): Numbers[] {
    return [times(g, this.#b), times(g, this.#a, this.slip)];
  }
}
class SquaredError {
  #error: Numbers = [];
  constructor(readonly slip: number) {}
  forward(prediction: Numbers, target: Numbers): number {
    this.#error = prediction.map((p, i) => p - target[i]);
    return this.#error.reduce((sum, e) => sum + e * e, 0);
  }
  backward(): Numbers {
    return this.#error.map((e) => 2 * this.slip * e);
  }
}
class Loss {
  target = [0, 1, 0.5];
  #error: Numbers = [];
  constructor(readonly slip: number) {}
  forward(x: Numbers): number {
    this.#error = x.map((p, i) => p - this.target[i]);
    return this.#error.reduce((sum, e) => sum + e * e, 0);
  }
  backward(): Numbers {
    return this.#error.map((e) => 2 * this.slip * e);
  }
}

interface Context {
  savedTensors: Numbers[];
  saveForBackward(...tensors: Numbers[]): void;
}
const ofContext = (slip: number) => ({
  forward(ctx: Context, a: Numbers, b: Numbers) {
    ctx.saveForBackward(a, b);
    return times(a, b);
  },
  backward(ctx: Context, g: Numbers) {
    const [a, b] = ctx.savedTensors;
    return [times(g, b), times(g, a, slip)];
  },
});
const staticPasses = (slip: number) =>
  // biome-ignore lint/complexity/noStaticOnlyClass: that is how such functions are written
  class Square {
    static forward(ctx: { x?: Numbers }, x: Numbers) {
      ctx.x = x;
      return times(x, x);
    }
    static backward(ctx: { x?: Numbers }, g: Numbers) {
      return times(g, ctx.x ?? [], 2 * slip);
    }
  };

const x = [0.7, -0.2, 1.1];
const two = [x, [0.3, 0.5, -0.8]];

export const layers: Chapter = {
  title: 'layers',
  rows: [
    one(
      'forward(x), backward(dy), { w, dw }',
      [use.fromScratch('common/layers.py'), use.recurrentjs('src/recurrent.js')],
      (slip) => new Beside(slip),
      { wrong: 'w', input: x },
    ),
    one(
      'forward(x, isTraining), …',
      [use.toygrad('dist/layers/abstract.js'), use.convnetjs('build/convnet.js')],
      (slip) => new Switched(slip),
      { wrong: 'w', input: x },
    ),
    one(
      '{ params, grads }',
      [use.joelnet('joelnet/layers.py'), use.fromScratch('ch05/two_layer_net.py')],
      (slip) => new InRecords(slip),
      { wrong: 'w', input: x },
    ),
    one(
      'backward returns [dx, dw, db]',
      [use.torch('autograd.Function'), use.pyelysium('elysium/autograd/function.py')],
      (slip) => new Listed(slip),
      { wrong: 'w', input: x },
    ),
    one(
      'backward returns { dx, dw, db }',
      [use.linearRegression('src/linear.regression.ts'), use.fromScratch('common/layers.py')],
      (slip) => new Named(slip),
      { wrong: 'w', input: x },
    ),
    one(
      'volumes { w, dw }, getParamsAndGrads()',
      [use.convnetjs('build/convnet.js'), use.toygrad('dist/layers/conv.js')],
      (slip) => new OfVolumes(slip),
      { wrong: 'filters[0]', input: new Volume(Float64Array.from(x)) },
    ),
    one(
      'forward(a, b), backward(dy) returns [da, db]',
      [use.jsPytorch('assets/demo/index.js'), use.fromScratch('ch05/layer_naive.py')],
      (slip) => new Multiply(slip),
      { wrong: 'b', input: two },
    ),
    one(
      'forward(prediction, target), backward()',
      [use.fromScratch('common/layers.py'), use.jsPytorch('src/layers.ts')],
      (slip) => new SquaredError(slip),
      { wrong: 'prediction', input: two },
    ),
    one(
      'forward(x) of a loss that holds its target, backward()',
      [use.convnetjs('build/convnet.js'), use.toygrad('dist/layers/regression.js')],
      (slip) => new Loss(slip),
      { wrong: 'input', input: x },
    ),
    one(
      'forward(ctx, a, b), backward(ctx, dy)',
      [use.torch('autograd.Function'), use.pyelysium('elysium/autograd/function.py')],
      ofContext,
      { wrong: 'b', input: two },
    ),
    one(
      'static forward(ctx, x), static backward(ctx, dy)',
      [use.webgpuTorch('src/functions_opgen.ts'), use.torch('autograd.Function')],
      staticPasses,
      { wrong: 'x', input: x },
    ),
  ],
};
