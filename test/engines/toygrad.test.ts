import { Layers, Tensor } from 'toygrad';
import { expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';
import { eachPasses, type Operation } from './engine.ts';

// toygrad 2.6.0: layers over volumes in float32 that carry their gradients, w and dw.

type Size = readonly [x: number, y: number, z: number];

interface AnyLayer {
  forward(input: Tensor, isTraining?: boolean): Tensor;
  backward(): void;
}

function layer(
  name: string,
  make: (before: object) => AnyLayer,
  { size, wrong = 'input' }: { readonly size: Size; readonly wrong?: string },
): Operation {
  const [osx, osy, osz] = size;
  return {
    name,
    make: (slip) => {
      const made = make({ osx, osy, osz });
      const weights = (made as { filters?: readonly Tensor[] }).filters ?? [];
      weights.forEach(({ w }, i) => {
        w.set(wavesOf(w.length, i));
      });
      const input = new Tensor(osx, osy, osz, wavesOf(osx * osy * osz, 7));
      return { subject: slip === 1 ? made : slipped(made, { slip, wrong }), options: { input } };
    },
    wrong,
  };
}

function wavesOf(length: number, phase: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(2.3 * i + phase) + 0.1);
}

/** The layer with a slip in one of the gradients that its backward pass leaves. */
function slipped(made: AnyLayer, { slip, wrong }: { slip: number; wrong: string }): AnyLayer {
  const { forward, backward } = made;
  let input: Tensor;
  return Object.assign(made, {
    forward(given: Tensor, isTraining?: boolean) {
      input = given;
      return Reflect.apply(forward, made, [given, isTraining]);
    },
    backward() {
      Reflect.apply(backward, made, []);
      const { filters = [] } = made as { filters?: readonly Tensor[] };
      const { dw } = wrong === 'input' ? input : filters[0];
      for (let i = 0; i < dw.length; i++) dw[i] *= slip;
    },
  });
}

const image = { size: [4, 4, 2] } as const;
const row = { size: [1, 1, 6] } as const;

eachPasses([
  layer('dense', (before) => new Layers.Dense({ type: 'dense', filters: 2 }, before), {
    ...row,
    wrong: 'filters[0]',
  }),
  layer(
    'conv',
    (before) => new Layers.Conv({ type: 'conv', sx: 3, filters: 2, stride: 1, pad: 1 }, before),
    { ...image, wrong: 'filters[0]' },
  ),
  layer(
    'pool',
    (before) => new Layers.Pool({ type: 'pool', sx: 2, stride: 2, pad: 0 }, before),
    image,
  ),
  layer('maxout', (before) => new Layers.Maxout({ type: 'maxout', group: 2 }, before), row),
  layer('relu', (before) => new Layers.Relu({ type: 'relu' }, before), row),
  layer(
    'conv, stride 2',
    (before) => new Layers.Conv({ type: 'conv', sx: 2, filters: 1, stride: 2, pad: 0 }, before),
    image,
  ),
  layer('sigmoid', (before) => new Layers.Sigmoid({ type: 'sigmoid' }, before), row),
  layer('tanh', (before) => new Layers.Tanh({ type: 'tanh' }, before), row),
]);

test('a mistake of the release is found: leakyrelu passes nothing on where its slope is 0.01', () => {
  const leaky = new Layers.LeakyRelu({}, { osx: 1, osy: 1, osz: 2 });
  const input = new Tensor(1, 1, 2, Float32Array.of(0.5, -0.7));
  const check: GradientCheck = checkGradient(leaky, { input });
  expect(check.verdict).toBe('mismatch');
  expect(check.variables[0].worst.map(({ coordinate }) => coordinate)).toEqual(['input[1]']);
});
