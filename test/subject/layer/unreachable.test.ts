import { describe, expect, test } from 'vitest';
import type { SubjectContext } from '../../../src/subject/context.ts';
import type { Subject } from '../../../src/subject/subject.ts';
import { toSubject } from '../../../src/subject/to-subject.ts';
import { thrown } from '../thrown.ts';
import { agreement } from './agreement.ts';

type Vector = number[];

/** What a check of it looks at, or the first lines of what it says instead. */
function looked(layer: object, context: Partial<SubjectContext> = {}): string {
  try {
    const { variables } = toSubject(layer, { seed: 1, input: [1, 2], ...context }) as Subject;
    return variables.map(({ path }) => path).join(', ');
  } catch (error) {
    return String(error).split('\nparameters are varied where they are')[0];
  }
}

interface Gradients {
  readonly dx: Vector;
  readonly dW: Vector;
}

/** y = W·x with W in a closure; `keep` says what becomes of the gradients, and gives what `backward` returns. */
function hidden(
  keep: (gradients: Gradients, layer: Record<string, unknown>) => unknown,
  members = {},
) {
  const W = [0.5, 0.2];
  let x: Vector = [];
  const layer = {
    ...members,
    forward(input: Vector) {
      x = input;
      return [W[0] * x[0] + W[1] * x[1]];
    },
    backward([d]: Vector) {
      return keep({ dx: W.map((w) => w * d), dW: x.map((v) => v * d) }, layer);
    },
  };
  return layer;
}

/** Keeps gradients on the layer, and returns that of the input. */
function storing(members: (gradients: Gradients) => object) {
  return (gradients: Gradients, layer: object) => {
    Object.assign(layer, members(gradients));
    return gradients.dx;
  };
}

class Private {
  #W = [0.5, 0.2];
  dW = [0, 0];
  #x: Vector = [];
  forward(x: Vector) {
    this.#x = x;
    return [this.#W[0] * x[0] + this.#W[1] * x[1]];
  }
  backward([d]: Vector) {
    this.dW = this.#x.map((v) => v * d);
    return this.#W.map((w) => w * d);
  }
  get own() {
    return this.#W;
  }
}

test('what is looked for, what was found, and how to make it reachable', () => {
  expect(
    thrown(() => toSubject(new Private(), { seed: 1, input: [1, 2] })),
  ).toBe(`TypeError: \`dW\` is the gradient of \`W\`, but no numbers of that name were found in layer Private; is it #private, in a closure or in another object?
parameters are varied where they are: let layer Private give the arrays themselves, as members or by a method: params() { return { W: this.#W }; }
or name what to check with the option \`variables\`, for example { variables: ['input'] }`);
});

test('what it says to do does it', async () => {
  class Reachable extends Private {
    params() {
      return { W: this.own };
    }
  }
  expect(await agreement(new Reachable(), { input: [1, 2] })).toBe('input 2, W 2');
  expect(looked(new Private(), { variables: ['input'] })).toBe('input');
});

const unseen = (gradient: string, parameter = 'W', found = '') =>
  `TypeError: \`${gradient}\` is the gradient of \`${parameter}\`, but no numbers of that name were found in the layer; ${
    found || 'is it #private, in a closure or in another object?'
  }`;

describe('a gradient of what is not found', () => {
  test.each<[string, string, (gradients: Gradients, layer: Record<string, unknown>) => unknown]>([
    ['beside nothing', unseen('dW'), storing(({ dW }) => ({ dW }))],
    ['in a record', unseen('grads.W'), storing(({ dW }) => ({ grads: { W: dW } }))],
    ['in a Map', unseen('grads.W'), storing(({ dW }) => ({ grads: new Map([['W', dW]]) }))],
    [
      'in an object of its own',
      unseen('gradWeights', 'weights'),
      storing(({ dW }) => ({ gradWeights: { values: [dW], rows: 1 } })),
    ],
    ['returned by name', unseen('backward(…).dW'), ({ dx, dW }) => ({ dx, dW })],
    [
      'returned in a record',
      unseen('backward(…).grads.W'),
      ({ dx, dW }) => ({ dx, grads: { W: dW } }),
    ],
    [
      'returned in a list',
      'TypeError: `backward(…)[1]` is the gradient of no parameter that was found in the layer',
      ({ dx, dW }) => [dx, dW],
    ],
  ])('%s', (_, message, keep) => {
    expect(looked(hidden(keep))).toBe(message);
  });

  test('although there is something of that name', () => {
    const keep = storing(({ dW }) => ({ dW }));
    expect(looked(hidden(keep, { W: Int32Array.of(1, 2) }))).toBe(
      unseen('dW', 'W', 'got Int32Array(2) by that name'),
    );
  });

  test('in a layer of a model: where it is', () => {
    const keep = storing(({ dW }) => ({ dW }));
    const inner = hidden(keep);
    const { forward, backward } = inner;
    expect(looked({ cell: inner, forward, backward })).toBe(unseen('cell.dW'));
  });

  test('a number is told how it can be reached', () => {
    class Gain {
      #gain = 2;
      dScale = 0;
      #x: Vector = [];
      forward(x: Vector) {
        this.#x = x;
        return x.map((v) => v * this.#gain);
      }
      backward(dy: Vector) {
        this.dScale = dy.reduce((sum, g, i) => sum + g * this.#x[i], 0);
        return dy.map((g) => g * this.#gain);
      }
    }
    expect(thrown(() => toSubject(new Gain(), { seed: 1, input: [1, 2] }))).toContain(
      'parameters are varied where they are: make the number a member of layer Gain, or an array of one\n',
    );
  });
});

describe('what a method gives as a copy', () => {
  class Copying extends Private {
    params(): unknown {
      return { W: [...this.own] };
    }
  }

  test('is not what the layer computes with', () => {
    expect(looked(new Copying())).toBe(
      'TypeError: `dW` is the gradient of `W`, of which `params()` gives another copy each time: what is written there does not reach layer Copying',
    );
  });

  test('in a list, and a number', () => {
    class Listing extends Copying {
      gradients() {
        return [this.dW];
      }
      override params() {
        return [[...this.own]];
      }
    }
    expect(looked(new Listing())).toContain('of which `params()` gives another copy each time');
    class Scalar extends Copying {
      dScale = 0;
      override params() {
        return { scale: this.own[0] };
      }
      override backward(dy: Vector) {
        const dx = super.backward(dy);
        this.dScale = this.dW[0];
        this.dW = [0, 0];
        return dx;
      }
    }
    expect(looked(new Scalar())).toContain('is the gradient of `scale`, of which `params()` gives');
  });

  test('does no harm beside the arrays themselves', async () => {
    class Exporting {
      W = [0.5, 0.2];
      dW: Vector = [];
      x: Vector = [];
      getWeights() {
        return { W: [...this.W] };
      }
      forward(x: Vector) {
        this.x = x;
        return [this.W[0] * x[0] + this.W[1] * x[1]];
      }
      backward([d]: Vector) {
        this.dW = this.x.map((v) => v * d);
        return this.W.map((w) => w * d);
      }
    }
    expect(await agreement(new Exporting(), { input: [1, 2] })).toBe('input 2, W 2');
  });
});

describe('no offence', () => {
  const withMember = (members: (gradients: Gradients) => object, others = {}) =>
    looked(hidden(storing(members), others));

  test('gradients of what is computed on the way', () => {
    expect(withMember(({ dx, dW }) => ({ dz: dW, dA: dW, dOut: dx, dH1: dW, dt: 0.1 }))).toBe(
      'input',
    );
  });

  test('a gradient that stays zero, for a parameter that the layer does without', () => {
    expect(withMember(() => ({ db: [0, 0] }))).toBe('input');
    expect(withMember(({ dW }) => ({ db: dW }), { b: null })).toBe('input');
  });

  test('a second gradient of what has one', async () => {
    class Twice {
      w = [0.5, 0.2];
      dw: Vector = [];
      dW = [9, 9];
      x: Vector = [];
      forward(x: Vector) {
        this.x = x;
        return [this.w[0] * x[0] + this.w[1] * x[1]];
      }
      backward([d]: Vector) {
        this.dw = this.x.map((v) => v * d);
        return this.w.map((w) => w * d);
      }
    }
    expect(await agreement(new Twice(), { input: [1, 2] })).toBe('input 2, w 2');
  });
});

describe('a Map of parameters is a container like any other', () => {
  test.each([
    ['with a Map of gradients', (dW: Vector) => ({ grads: new Map([['W', dW]]) })],
    ['with a record of gradients', (dW: Vector) => ({ grads: { W: dW } })],
    ['with gradients on the layer', (dW: Vector) => ({ dW })],
  ])('%s', async (_, stored) => {
    const layer = {
      params: new Map([['W', [0.5, 0.2]]]),
      x: [] as Vector,
      forward(x: Vector) {
        this.x = x;
        const [a, b] = this.params.get('W') as Vector;
        return [a * x[0] + b * x[1]];
      },
      backward([d]: Vector) {
        Object.assign(this, stored(this.x.map((v) => v * d)));
        return this.params.get('W')?.map((w) => w * d);
      },
    };
    expect(await agreement(layer, { input: [1, 2] })).toBe('input 2, W 2');
    expect(layer.params.get('W')).toEqual([0.5, 0.2]);
  });
});
