// What the assertions are made of.

export const value = ([x, y]: number[]) => x * y;
export const gradient = ([x, y]: number[]) => [y, x];
export const valueLater = async (at: number[]) => value(at);
export const gradientLater = async (at: number[]) => gradient(at);
export const at = [1, 2];

export const outputs = ([x, y]: number[]) => [x * y, x];
export const jacobian = ([x, y]: number[]) => [
  [y, x],
  [1, 0],
];
export const outputsLater = async (at: number[]) => outputs(at);
export const fit = { residual: outputs, jacobian };
export const slowFit = { residual: outputsLater, jacobian };
export const slowJacobian = { value: outputs, jacobian: async (at: number[]) => jacobian(at) };

export const bowl = {
  value,
  gradient,
  hessian: () => [
    [0, 1],
    [1, 0],
  ],
};
export const slowBowl = {
  ...bowl,
  hessian: async () => [
    [0, 1],
    [1, 0],
  ],
};

export const jvp = (x: number[], [a, b]: number[]) => [x[1] * a + x[0] * b, a];
export const vjp = (x: number[], [a, b]: number[]) => [x[1] * a + b, x[0] * a];
export const slowJvp = { value: outputs, jvp: async (x: number[], v: number[]) => jvp(x, v) };
export const slowVjp = { value: outputs, vjp: async (x: number[], w: number[]) => vjp(x, w) };
export const pull = (x: number[]) => [outputs(x), (w: number[]) => vjp(x, w)] as const;
export const slowHvp = { gradient, hvp: async (_: number[], v: number[]) => v };

export const subject = { value, gradient };
export const slowValue = { value: valueLater, gradient };
export const slowGradient = { value, gradient: gradientLater };
export const both = (point: number[]) => [value(point), gradient(point)] as const;
export const bothLater = async (point: number[]) => both(point);
export const layer = { forward: (x: number[]) => x, backward: (dy: number[]) => dy };
export const slowLayer = { ...layer, forward: async (x: number[]) => x };
export class Dense {
  forward(x: Float32Array): Float32Array {
    return x;
  }
  backward(dy: Float32Array): Float32Array {
    return dy;
  }
}
