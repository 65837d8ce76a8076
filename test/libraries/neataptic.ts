import neataptic from 'neataptic';
import { judged, type LibraryCase } from './case.ts';
import { exactReference } from './formula.ts';
import { formulaAt } from './formulas.ts';

const library = 'neataptic@1.4.7';

/** The library's activations, and the formulas they stand for. */
const activations: Record<string, string> = {
  LOGISTIC: 'sigmoid(x)',
  TANH: 'tanh(x)',
  IDENTITY: 'x',
  STEP: 'floor(sigmoid(1000*x)+0.5)',
  RELU: 'relu(x)',
  SOFTSIGN: 'softsign(x)',
  SINUSOID: 'sin(x)',
  GAUSSIAN: 'gaussian(x)',
  BENT_IDENTITY: 'bentIdentity(x)',
  BIPOLAR: 'sign(x)',
  BIPOLAR_SIGMOID: 'bipolarSigmoid(x)',
  HARD_TANH: 'hardTanh(x)',
  ABSOLUTE: 'abs(x)',
  INVERSE: 'complement(x)',
  SELU: 'selu(x)',
};

const wrong: Record<string, string> = {
  SOFTSIGN: 'x/(1 + |x|)² in place of 1/(1 + |x|)²: src/methods/activation.js',
};

/** The derivative of every activation of Neataptic, left and right of 0, and at the kinks. */
export const neatapticCases: readonly LibraryCase[] = Object.keys(activations).flatMap((name) =>
  [-0.7, 1.6, ...(name in { RELU: 0, ABSOLUTE: 0 } ? [0] : [])].map((x) => toCase(name, x)),
);

function toCase(name: string, start: number): LibraryCase {
  const activation = neataptic.methods.activation[name];
  const { formula, at } = formulaAt(activations[name], { x: start });
  return {
    name: `${name} at ${start}`,
    library,
    precision: 'float64',
    at: [start],
    value: ([x]) => activation(x),
    gradient: ([x]) => [activation(x, true)],
    ...judged(wrong[name]),
    reference: exactReference(formula, at),
  };
}
