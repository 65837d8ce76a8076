import type { Chapter, Given, Row } from './row.ts';
import * as use from './uses.ts';

/** a²·b, and its gradient with a slip in that by b. */
interface Point {
  readonly a: number;
  readonly b: number;
}
const at: Point = { a: 1.5, b: -0.7 };
const f = ({ a, b }: Point) => a * a * b;
const gradientOf =
  (slip: number) =>
  ({ a, b }: Point) => ({ a: 2 * a * b, b: slip * a * a });

function pair(value: string, gradient: string, uses: Row['uses'], sign?: -1): Row {
  return {
    spelling: `{ ${value}, ${gradient} }${sign ? ', { sign: -1 }' : ''}`,
    make: (slip) => ({
      subject: { [value]: f, [gradient]: sign ? minus(gradientOf(slip)) : gradientOf(slip) },
      options: { at, ...(sign && { sign }) },
    }),
    wrong: 'b',
    uses,
  };
}

function minus(gradient: (point: Point) => Point) {
  return (point: Point): Point => {
    const { a, b } = gradient(point);
    return { a: -a, b: -b };
  };
}

function both(value: string, gradient: string, uses: Row['uses'], sign?: -1): Row {
  return {
    spelling: `x => ({ ${value}, ${gradient} })${sign ? ', { sign: -1 }' : ''}`,
    make: (slip) => {
      const slope = sign ? minus(gradientOf(slip)) : gradientOf(slip);
      return {
        subject: (point: Point) => ({ [value]: f(point), [gradient]: slope(point) }),
        options: { at, ...(sign && { sign }) },
      };
    },
    wrong: 'b',
    uses,
  };
}

function one(spelling: string, make: Row['make'], uses: Row['uses'], wrong = 'b'): Row {
  return { spelling, make, wrong, uses };
}

const twoFunctions: Chapter = {
  title: 'two functions of a point',
  rows: [
    pair('value', 'gradient', [
      use.nlSolvers('src/objective_types/oncedifferentiable.jl'),
      use.cppSolvers('include/cppoptlib/problem.h'),
    ]),
    pair('f', 'df', [
      use.nlSolvers('src/objective_types/oncedifferentiable.jl'),
      use.numericalMethods('newtonRaphson.js'),
    ]),
    pair('f', 'fprime', [
      use.fmin('src/visualizations/functions.js'),
      use.scipy('optimize.fmin_bfgs(f, x0, fprime)'),
    ]),
    pair('fn', 'grad', [use.micEcon('R/maxBFGS.R'), use.maxLik('pkg/R/maxBHHH.R')]),
    pair('fun', 'jac', [
      use.scipy('optimize.minimize(fun, x0, jac=…)'),
      use.cyipopt('cyipopt/scipy_interface.py'),
    ]),
    pair('loss', 'grad', [
      use.joelnet('joelnet/loss.py'),
      use.numpyMl('numpy_ml/neural_nets/losses/losses.py'),
    ]),
    pair('loss', 'grads', [
      use.twoLayerNet('assets/classifier/net/twolayernet_loss.m'),
      use.fromScratch('ch04/two_layer_net.py'),
    ]),
    pair('cost', 'gradient', [
      use.argmin('crates/argmin/src/core/checkpointing/mod.rs'),
      use.datagrep('src/app/regression/logistic/computeCostReg.js'),
    ]),
    pair('cost', 'grad', [
      use.manopt('examples/dominant_invariant_subspace.m'),
      use.tsnejs('tsne.js'),
    ]),
    pair('objective', 'gradient', [
      use.cyipopt('cyipopt/scipy_interface.py'),
      use.optimizationJs('examples/example_quadratic.js'),
    ]),
    pair('energy', 'gradient', [
      use.geometric('geometric/engine.py'),
      use.scalarAutograd('demos/developable-sphere/test/planeAlignment.test.ts'),
    ]),
    pair(
      'energy',
      'forces',
      [
        use.torchSim('examples/scripts/1_introduction.py'),
        use.pysisyphus('pysisyphus/calculators/AtomAtomTransTorque.py'),
      ],
      -1,
    ),
    pair('logDensity', 'gradLogDensity', [
      use.ran('src/mc/hmc.js'),
      use.muq('SamplingProblem: LogDensity, GradLogDensity'),
    ]),
    pair(
      'energy',
      'force',
      [use.fluid('LennardJones/lennard.py'), use.atsim('atsim/potentials/_potential.py')],
      -1,
    ),
    pair('func', 'dfunc', [use.codingTrain('lib/nn.js'), use.flappyBird('nn.js')]),
    pair('activate', 'derivative', [
      use.neuralJava('app/src/main/java/org/neuralJava/ReLU.java'),
      use.adobyNn('activations.py'),
    ]),
    pair('sigmoid', 'sigmoidPrime', [
      use.activationPrimes('activation.js'),
      use.deepstream('src/core/activations.ts'),
    ]),
    pair('sigmoid', 'sigmoid_derivative', [
      use.linearModels('linear_models/activations.py'),
      use.brainJs('src/activation/relu.js'),
    ]),
    pair('sigmoid', 'sigmoidGradient', [
      use.hessianFree('sigmoidGradient.m'),
      use.feedForward('sigmoidGradient.m'),
    ]),
    pair('sigmoid', 'dSigmoid', [use.smallNn('nn.js'), use.mnistMlp('loss.ts')]),
    pair('sigmoid', 'dsigmoid', [use.toyP5('nn.js'), use.codingTrain('lib/nn.js')]),
    pair('elu', 'eluGrad', [
      use.tfjsCore('dist/kernel_names.js'),
      use.tfjsCpu('dist/kernels/EluGrad.js'),
    ]),
  ],
};

const together: Chapter = {
  title: 'one function that returns both',
  rows: [
    one(
      'x => [value, gradient]',
      (slip) => ({
        subject: (point: Point) => [f(point), gradientOf(slip)(point)],
        options: { at },
      }),
      [use.jaxJs('valueAndGrad'), use.autograd('autograd/differential_operators.py')],
    ),
    both('value', 'gradient', [
      use.scalarAutograd('src/CompiledFunctions.ts'),
      use.nlSolvers('src/objective_types/oncedifferentiable.jl'),
    ]),
    both('value', 'grad', [
      use.tfjsCore('dist/gradients.js'),
      use.autograd('autograd/differential_operators.py'),
    ]),
    both('value', 'grads', [
      use.tfjsCore('dist/gradients.js'),
      use.fromScratch('ch04/two_layer_net.py'),
    ]),
    both('loss', 'grads', [
      use.twoLayerNet('assets/classifier/net/twolayernet_loss.m'),
      use.fromScratch('ch04/two_layer_net.py'),
    ]),
    both('cost', 'grad', [use.tsnejs('tsne.js'), use.manopt('manopt/core/getCostGrad.m')]),
    both('cost', 'gradient', [
      use.scalarAutograd('src/LBFGS.ts'),
      use.datagrep('src/app/regression/logistic/computeCostReg.js'),
    ]),
    both('energy', 'gradient', [
      use.geometric('geometric/engine.py'),
      use.scalarAutograd('demos/developable-sphere/test/planeAlignment.test.ts'),
    ]),
    both(
      'energy',
      'forces',
      [
        use.torchSim('examples/scripts/1_introduction.py'),
        use.pysisyphus('pysisyphus/calculators/AtomAtomTransTorque.py'),
      ],
      -1,
    ),
    one('x => [y, pullback]', (slip) => pulled(slip, (y, pullback) => [y, pullback]), [
      use.zygote('docs/src/adjoints.md'),
      use.chainRules('docs/src/ad_author/call_back_into_ad.md'),
    ]),
    one('x => ({ y, pullback })', (slip) => pulled(slip, (y, pullback) => ({ y, pullback })), [
      use.chainRules('docs/src/ad_author/opt_out.md'),
      use.zygote('docs/src/glossary.md'),
    ]),
    one(
      'f(x, fxprime)',
      (slip) => ({
        subject: ([a, b]: number[], fxprime: number[]) => {
          fxprime[0] = 2 * a * b;
          fxprime[1] = slip * a * a;
          return a * a * b;
        },
        options: { at: [1.5, -0.7] },
      }),
      [use.fmin('src/conjugateGradient.js'), use.venn('build/venn.js')],
      'x',
    ),
  ],
};

// the outputs are a·b and a², their pullback takes a cotangent for each
function pulled(
  slip: number,
  form: (y: number[], pullback: (cotangent: number[]) => Point) => unknown,
): Given {
  const subject = ({ a, b }: Point) =>
    form([a * b, a * a], ([c, d]) => ({ a: c * b + 2 * d * a, b: slip * c * a }));
  return { subject, options: { at } };
}

/** As synaptic and neataptic have them: the derivative where it is asked for. */
const switched = (slip: number) => (x: number, derivate?: boolean) =>
  derivate ? slip * (1 - Math.tanh(x) ** 2) : Math.tanh(x);

const x = [1.5, -0.7];
const W = [
  [0.3, 1.1],
  [-0.4, 0.8],
];
const product = (x: number[], W: number[][]) => x[0] * W[0][1] + x[1] * W[1][0];
const productGradient =
  (slip: number) =>
  (x: number[], W: number[][]): [number[], number[][]] => [
    [W[0][1], W[1][0]],
    [
      [0, slip * x[0]],
      [slip * x[1], 0],
    ],
  ];

const called: Chapter = {
  title: 'how they are called',
  rows: [
    one(
      'value(x, W), gradient(x, W)',
      (slip) => ({
        subject: {
          value: product,
          gradient: (x: number[], W: number[][]) => productGradient(slip)(x, W),
        },
        options: { at: [x, W] },
      }),
      [use.linearRegression('src/linear.regression.ts'), use.joelnet('joelnet/loss.py')],
      'W',
    ),
    one(
      'value([x, W]), gradient([x, W])',
      (slip) => ({
        subject: {
          value: ([x, W]: [number[], number[][]]) => product(x, W),
          gradient: ([x, W]: [number[], number[][]]) => productGradient(slip)(x, W),
        },
        options: { at: [x, W] },
      }),
      [use.zygote('src/compiler/chainrules.jl'), use.jaxJs('grad')],
      'W',
    ),
    one(
      '(a, b) => [value, gradient]',
      (slip) => ({
        subject: (a: number, b: number) => [a * a * b, [2 * a * b, slip * a * a]],
        options: { at: [1.5, -0.7] },
      }),
      [
        use.linearRegression('src/linear.regression.ts'),
        use.autograd('autograd/differential_operators.py'),
      ],
    ),
    one(
      'value(x), gradient(x, out)',
      (slip) => ({
        subject: {
          value: ([a, b]: number[]) => a * a * b,
          gradient: ([a, b]: number[], out: number[]) => {
            out[0] = 2 * a * b;
            out[1] = slip * a * a;
          },
        },
        options: { at: [1.5, -0.7] },
      }),
      [use.fmin('src/visualizations/functions.js'), use.cppSolvers('include/cppoptlib/problem.h')],
      'x',
    ),
    one(
      'f(x, derivate)',
      (slip) => ({ subject: switched(slip), options: { at: 0.4 } }),
      [use.synaptic('src/Neuron.js'), use.neataptic('src/methods/activation.js')],
      'x',
    ),
    one(
      'loss(prediction, target), grad(prediction, target)',
      (slip) => ({
        subject: {
          loss: (prediction: number[], target: number[]) =>
            prediction.reduce((sum, p, i) => sum + (p - target[i]) ** 2, 0),
          grad: (prediction: number[], target: number[]) =>
            prediction.map((p, i) => 2 * slip * (p - target[i])),
        },
        options: {
          at: [
            [0.2, 0.9],
            [0, 1],
          ],
        },
      }),
      [use.joelnet('joelnet/loss.py'), use.numpyMl('numpy_ml/neural_nets/losses/losses.py')],
      'prediction',
    ),
  ],
};

export const functions: readonly Chapter[] = [twoFunctions, together, called];
