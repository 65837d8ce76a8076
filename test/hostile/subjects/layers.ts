import type { Through } from '../calls.ts';
import { ARRAY_NAMES, containerOf, MISTAKES, numbersOf } from '../points.ts';
import type { Ingredients, Made, Make } from './made.ts';

// y = tanh(W·x + b), number by number, in the ways that people keep parameters and their gradients.

/** Where a layer keeps its parameters and their gradients. */
interface Layout {
  /** What the layer holds at first. */
  members(W: unknown, b: unknown): Record<string, unknown>;
  parameters(layer: never): { readonly W: unknown; readonly b: unknown };
  /** Keeps the gradients, and gives what `backward` returns. */
  keep(layer: never, gradients: Gradients): unknown;
  /** What the class has for it, instead of members. */
  accessors?(W: unknown, b: unknown): Behind;
}

/** Parameters that no member shows. */
interface Behind {
  readonly prototype: PropertyDescriptorMap;
  readonly state: () => unknown;
}

interface Gradients {
  readonly input: unknown;
  readonly W: unknown;
  readonly b: unknown;
}

type Members = Record<string, unknown>;

const LAYOUTS: Readonly<Record<string, Layout>> = {
  'beside each other': {
    members: (W, b) => ({ W, b, history: [] as unknown[] }),
    parameters: (layer: { W: unknown; b: unknown }) => layer,
    keep: (layer: Members, { input, W, b }) => {
      Object.assign(layer, { dW: W, db: b });
      return input;
    },
  },
  'in records': {
    members: (W, b) => ({ params: { W, b }, grads: {} }),
    parameters: ({ params }: { params: { W: unknown; b: unknown } }) => params,
    keep: ({ grads }: { grads: Members }, { input, W, b }) => {
      Object.assign(grads, { W, b });
      return input;
    },
  },
  'each with its gradient': {
    members: (W, b) => ({
      params: [
        { name: 'W', value: W, grad: undefined },
        { name: 'b', value: b, grad: undefined },
      ],
    }),
    parameters: ({ params: [W, b] }: { params: { value: unknown }[] }) => ({
      W: W.value,
      b: b.value,
    }),
    keep: ({ params: [w, bias] }: { params: { grad: unknown }[] }, { input, W, b }) => {
      w.grad = W;
      bias.grad = b;
      return input;
    },
  },
  returned: {
    members: (W, b) => ({ W, b }),
    parameters: (layer: { W: unknown; b: unknown }) => layer,
    keep: (_: Members, gradients) => ({ ...gradients }),
  },
  'behind accessors': {
    members: (W, b) => {
      const held = { W, b };
      const layer: Members = {};
      for (const name of ['W', 'b'] as const)
        Object.defineProperty(layer, name, {
          get: () => held[name],
          set: (value) => {
            held[name] = value;
          },
          enumerable: true,
          configurable: true,
        });
      return layer;
    },
    parameters: (layer: { W: unknown; b: unknown }) => layer,
    keep: (layer: Members, { input, W, b }) => {
      Object.assign(layer, { dW: W, db: b });
      return input;
    },
  },
};

/** Accessors of the class, in front of what is in a closure: they hand it out, or copies of it. */
function behindTheClass(hand: (array: unknown) => unknown): Layout {
  return {
    members: () => ({ dW: undefined, db: undefined }),
    parameters: (layer: { W: unknown; b: unknown }) => layer,
    keep: (layer: Members, { input, W, b }) => {
      Object.assign(layer, { dW: W, db: b });
      return input;
    },
    accessors: (W, b) => {
      const held: Members = { W, b };
      const accessor = (name: string): PropertyDescriptor => ({
        get: () => hand(held[name]),
        set: (value) => {
          held[name] = hand(value);
        },
      });
      return { prototype: { W: accessor('W'), b: accessor('b') }, state: () => ({ ...held }) };
    },
  };
}

const BEHIND_THE_CLASS: Readonly<Record<string, Layout>> = {
  'behind accessors of its class': behindTheClass((array) => array),
  'behind accessors that copy': behindTheClass((array) => structuredClone(array)),
};

const isOneArray = (name: string) => (ARRAY_NAMES as readonly string[]).includes(name);

/** A layer whose passes are told; nothing but what the layout says is on it. */
function layerOf(ingredients: Ingredients, layout: Layout, through: Through) {
  const { size, mistake, numbers } = ingredients;
  const { make, read } = containerOf(
    isOneArray(ingredients.container) ? ingredients.container : 'array',
  );
  let seen: { x: number[]; y: number[] } = { x: [], y: [] };
  class Tanh {
    forward(input: never) {
      const { W, b } = layout.parameters(this as never);
      const [w, bias, x] = [read(W as never), read(b as never), read(input)];
      const y = x.map((xi, i) => Math.tanh(w[i] * xi + bias[i]));
      seen = { x, y };
      return make(y);
    }
    backward(gradient: never) {
      const { W } = layout.parameters(this as never);
      const w = read(W as never);
      const inner = read(gradient).map((g, i) => g * (1 - seen.y[i] ** 2));
      return layout.keep(this as never, {
        input: make(inner.map((d, i) => d * w[i])),
        W: make(inner.map((d, i) => MISTAKES[mistake](d * seen.x[i]))),
        b: make(inner),
      });
    }
  }
  Object.assign(Tanh.prototype, {
    forward: through('forward', Tanh.prototype.forward),
    backward: through('backward', Tanh.prototype.backward),
  });
  const W = make(numbersOf(numbers, size).map((x, i) => x * 0.5 + (i % 2)));
  const b = make(numbersOf('ordinary', size));
  const members = layout.members(W, b);
  const { prototype = {}, state } = layout.accessors?.(W, b) ?? {};
  Object.defineProperties(Tanh.prototype, prototype);
  const layer = Object.defineProperties(new Tanh(), Object.getOwnPropertyDescriptors(members));
  return { layer, ...(state && { state }) };
}

function inputOf({ container, size }: Ingredients): unknown {
  const { make } = containerOf(isOneArray(container) ? container : 'array');
  return make(numbersOf('ordinary', size).map((x) => 0.4 * x));
}

const single =
  (layout: Layout): Make =>
  (ingredients, through) => {
    const { layer, state } = layerOf(ingredients, layout, through);
    const input = inputOf(ingredients);
    const roots = { subject: layer, input };
    return { subject: layer, layer, options: { input }, roots, ...(state && { state }) };
  };

const SINGLE = Object.entries({ ...LAYOUTS, ...BEHIND_THE_CLASS }).map(([name, layout]) => [
  `layer, ${name}`,
  single(layout),
]);

/** Two layers, put together in some way. */
const several =
  (together: (layers: readonly object[], through: Through) => unknown): Make =>
  (ingredients, through): Made => {
    const layout = LAYOUTS['beside each other'];
    const layers = [0, 1].map(() => layerOf(ingredients, layout, through).layer);
    const subject = together(layers, through);
    const input = inputOf(ingredients);
    return { subject, layer: layers[1], options: { input }, roots: { subject, layers, input } };
  };

interface Pass {
  forward(x: unknown): unknown;
  backward(g: unknown): unknown;
}

const inOrder = (layers: readonly Pass[], pass: keyof Pass, signal: unknown): unknown =>
  layers.reduce<unknown>(
    (given, layer) =>
      given instanceof Promise ? given.then((x) => layer[pass](x)) : layer[pass](given),
    signal,
  );

function chain(layers: readonly object[], through: Through): object {
  class Chain {
    layers = layers as readonly Pass[];
    forward(x: unknown) {
      return inOrder(this.layers, 'forward', x);
    }
    backward(g: unknown) {
      return inOrder([...this.layers].reverse(), 'backward', g);
    }
  }
  Object.assign(Chain.prototype, {
    forward: through('model pass', Chain.prototype.forward),
    backward: through('model pass', Chain.prototype.backward),
  });
  return new Chain();
}

/** y = w·a·b, of two inputs. */
const gate: Make = (ingredients, through) => {
  const { mistake } = ingredients;
  const { make, read } = containerOf(
    isOneArray(ingredients.container) ? ingredients.container : 'array',
  );
  const product = (...arrays: readonly unknown[]) =>
    make(
      arrays
        .map((array) => read(array as never))
        .reduce((one, other) => one.map((x, i) => x * other[i])),
    );
  class Gate {
    w = make(numbersOf('ordinary', ingredients.size));
    dw: unknown = make(numbersOf('zero', ingredients.size));
    a: unknown;
    b: unknown;
    forward(a: unknown, b: unknown) {
      Object.assign(this, { a, b });
      return product(a, b, this.w);
    }
    backward(g: unknown) {
      this.dw = make(read(product(g, this.a, this.b) as never).map(MISTAKES[mistake]));
      return [product(g, this.b, this.w), product(g, this.a, this.w)];
    }
  }
  Object.assign(Gate.prototype, {
    forward: through('forward', Gate.prototype.forward),
    backward: through('backward', Gate.prototype.backward),
  });
  const subject = new Gate();
  const input = [inputOf(ingredients), inputOf(ingredients)];
  return { subject, layer: subject, options: { input }, roots: { subject, input } };
};

/** Layers and models. */
export const LAYERS: Readonly<Record<string, Make>> = {
  ...(Object.fromEntries(SINGLE) as Record<string, Make>),
  'layer of two inputs': gate,
  'list of layers': several((layers) => layers),
  'object with layers': several((layers) => ({ layers })),
  model: several(chain),
};
