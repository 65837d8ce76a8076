import { between, type Operation, positive, some, type Tensorflow } from './operation.ts';

export function unaryOperations(tf: Tensorflow): readonly Operation[] {
  const anywhere = [some(3, 4)];
  const inside = [between(-0.9, 0.9, 3, 4)];
  const right = [positive(3, 4)];
  return [
    { name: 'abs', inputs: anywhere, forward: (x) => tf.abs(x) },
    { name: 'acos', inputs: inside, forward: (x) => tf.acos(x) },
    { name: 'acosh', inputs: [between(1.2, 4, 3, 4)], forward: (x) => tf.acosh(x) },
    { name: 'asin', inputs: inside, forward: (x) => tf.asin(x) },
    { name: 'asinh', inputs: anywhere, forward: (x) => tf.asinh(x) },
    { name: 'atan', inputs: anywhere, forward: (x) => tf.atan(x) },
    { name: 'atanh', inputs: inside, forward: (x) => tf.atanh(x) },
    { name: 'ceil', inputs: anywhere, forward: (x) => tf.ceil(x) },
    { name: 'clipByValue', inputs: anywhere, forward: (x) => tf.clipByValue(x, -1, 0.8) },
    { name: 'cos', inputs: anywhere, forward: (x) => tf.cos(x) },
    { name: 'cosh', inputs: anywhere, forward: (x) => tf.cosh(x) },
    { name: 'elu', inputs: anywhere, forward: (x) => tf.elu(x) },
    { name: 'erf', inputs: anywhere, forward: (x) => tf.erf(x) },
    { name: 'exp', inputs: anywhere, forward: (x) => tf.exp(x) },
    { name: 'expm1', inputs: anywhere, forward: (x) => tf.expm1(x) },
    { name: 'floor', inputs: anywhere, forward: (x) => tf.floor(x) },
    { name: 'leakyRelu', inputs: anywhere, forward: (x) => tf.leakyRelu(x, 0.15) },
    { name: 'log', inputs: right, forward: (x) => tf.log(x) },
    { name: 'log1p', inputs: right, forward: (x) => tf.log1p(x) },
    { name: 'logSigmoid', inputs: anywhere, forward: (x) => tf.logSigmoid(x) },
    { name: 'neg', inputs: anywhere, forward: (x) => tf.neg(x) },
    { name: 'reciprocal', inputs: right, forward: (x) => tf.reciprocal(x) },
    { name: 'relu', inputs: anywhere, forward: (x) => tf.relu(x) },
    { name: 'relu6', inputs: [between(-3, 9, 3, 4)], forward: (x) => tf.relu6(x) },
    { name: 'round', inputs: anywhere, forward: (x) => tf.round(x) },
    { name: 'rsqrt', inputs: right, forward: (x) => tf.rsqrt(x) },
    { name: 'selu', inputs: anywhere, forward: (x) => tf.selu(x) },
    { name: 'sigmoid', inputs: anywhere, forward: (x) => tf.sigmoid(x) },
    { name: 'sign', inputs: anywhere, forward: (x) => tf.sign(x) },
    { name: 'sin', inputs: anywhere, forward: (x) => tf.sin(x) },
    { name: 'sinh', inputs: anywhere, forward: (x) => tf.sinh(x) },
    { name: 'softplus', inputs: anywhere, forward: (x) => tf.softplus(x) },
    { name: 'sqrt', inputs: right, forward: (x) => tf.sqrt(x) },
    { name: 'square', inputs: anywhere, forward: (x) => tf.square(x) },
    { name: 'step', inputs: anywhere, forward: (x) => tf.step(x, 0.5) },
    { name: 'tan', inputs: inside, forward: (x) => tf.tan(x) },
    { name: 'tanh', inputs: anywhere, forward: (x) => tf.tanh(x) },
  ];
}

export function kinks(tf: Tensorflow): readonly Operation[] {
  const three = [some(3)];
  return [
    { name: 'relu at its kink', inputs: three, at: [0, 1, -1], forward: (x) => tf.relu(x) },
    { name: 'abs at its kink', inputs: three, at: [0, 1, -1], forward: (x) => tf.abs(x) },
    {
      name: 'clipByValue at its edges',
      inputs: three,
      at: [-1, 0.25, 1],
      forward: (x) => tf.clipByValue(x, -1, 1),
    },
    {
      name: 'leakyRelu at its kink',
      inputs: three,
      at: [0, 1, -1],
      forward: (x) => tf.leakyRelu(x),
    },
  ];
}
