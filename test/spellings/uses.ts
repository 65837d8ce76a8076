/** A released package or a public repository that writes something in some way. */
export interface Use {
  readonly name: string;
  /** A release, or a commit. */
  readonly version: string;
  /** Where in it. */
  readonly where: string;
  readonly url: string;
}

type Place = (where: string) => Use;

/** A release of a package, as its registry knows it. */
function release(name: string, version: string, registry: string): Place {
  return (where) => ({ name, version, where, url: `${registry}${name}` });
}

/** A release whose documentation is in one place. */
function documented(page: Omit<Use, 'where'>): Place {
  return (where) => ({ ...page, where });
}

function npm(name: string, version: string): Place {
  return release(name, version, 'https://www.npmjs.com/package/');
}

function pypi(name: string, version: string): Place {
  return release(name, version, 'https://pypi.org/project/');
}

/** A file of a public repository at a commit. */
function github(repository: string, commit: string): Place {
  return (where) => ({
    name: repository,
    version: commit.slice(0, 7),
    where,
    url: `https://github.com/${repository}/blob/${commit}/${where}`,
  });
}

export const adnn = npm('adnn', '2.0.10');
export const cannon = npm('cannon-es', '0.20.0');
export const convnetjs = npm('convnetjs', '0.3.0');
export const fmin = npm('fmin', '0.0.4');
export const jaxJs = npm('@jax-js/jax', '0.1.25');
export const jsfeat = npm('jsfeat', '0.0.8');
export const oyaAnn = npm('oya-ann', '0.6.0');
export const mlFnn = npm('ml-fnn', '5.0.0');
export const mathjs = npm('mathjs', '15.2.0');
export const mlMatrix = npm('ml-matrix', '6.15.1');
export const neataptic = npm('neataptic', '1.4.7');
export const synaptic = npm('synaptic', '1.1.4');
export const ndarray = npm('ndarray', '1.1.1');
export const optimizationJs = npm('optimization-js', '1.5.0');
export const simplegrad = npm('simplegrad', '1.0.0');
export const sylvester = npm('sylvester', '0.0.21');
export const tfjsLayers = npm('@tensorflow/tfjs-layers', '4.22.0');
export const tfjsCpu = npm('@tensorflow/tfjs-backend-cpu', '4.22.0');
export const tfjsCore = npm('@tensorflow/tfjs-core', '4.22.0');
export const three = npm('three', '0.187.0');
export const toygrad = npm('toygrad', '2.6.0');
export const vectorious = npm('vectorious', '6.1.14');
export const venn = npm('venn.js', '0.2.20');

export const minpackR = release('minpack.lm', '1.2-4', 'https://cran.r-project.org/package=');
export const nleqslvR = release('nleqslv', '3.3.5', 'https://cran.r-project.org/package=');
export const commonsMath = documented({
  name: 'commons-math',
  version: '3.6.1',
  url: 'https://commons.apache.org/proper/commons-math/javadocs/api-3.6.1/',
});
export const hipparchus = documented({
  name: 'hipparchus',
  version: '3.1',
  url: 'https://www.hipparchus.org/apidocs/',
});
export const muq = release('muq', '0.5.0', 'https://mituq.bitbucket.io/#');

export const optax = pypi('optax', '0.1.7');
export const scipy = pypi('scipy', '1.14.1');
export const tensorflow = pypi('tensorflow', '2.18.0');
export const torch = pypi('torch', '2.5.1');

export const flappyBird = github('GuiFSs/flappy-bird', '21c321b2d6e2088d369d0b32719460c3716efeb0');
export const neuralJava = github(
  'LaurensDSchunk/NeuralJava',
  '1adde0c6714745b689f4b44bebe689910aa0a726',
);
export const adobyNn = github('AdobyY/NN', 'd5561e7a1f3382edd4c1a53925bfcf6f0c8651d8');
export const activationPrimes = github(
  'MarcoDonna/neural-network',
  '1c6724c39ede220d41e880d73c8c418d4241541f',
);
export const deepstream = github(
  'karthiTox/deepstream.js',
  '13dc00ad7ef505a54d6bb2e5c266a780b4ac122f',
);
export const linearModels = github(
  'jmsaavedrar/machine_learning',
  '341436524aff73df212a097f7abf162a613e955d',
);
export const hessianFree = github(
  'HessianFreeOptimization/HessianFreeOptimization',
  '3faac56e6fd3dc24acd0dc045b688152142d249b',
);
export const feedForward = github(
  'JDE65/Neural_network',
  'f2e1d0d4ff44a752ebdbd77f0777c8526832b167',
);
export const cppSolvers = github(
  'PatWie/CppNumericalSolvers',
  '0a64a2aef05b0bbb78ea00dca7b0e6239a358822',
);
export const twoLayerNet = github(
  'tpucci/apprentissage-automatique',
  '28e9630d75dcf3921b1e211c276b85dbe3b2622d',
);
export const micEcon = github('cran/micEcon', '74fa9bbeb8f16ffd03715e4ba2b137224874a7b6');
export const maxLik = github('rforge/maxlik', '0ff7db2709d7ce6998627230eb03d4afa09301c9');
export const brainJs = github('BrainJS/brain.js', '194fcd63ee0dc1ec3b63ccfe0ce8e3cfcdae5a5b');
export const toyP5 = github(
  'BaronZer0/toy_neural_network_p5js',
  '2236fe57e6a0ab1950473f17be97c6ebc69fdbbe',
);
export const smallNn = github(
  'BadLice/simple-neural-network-library',
  '5f98f322b6eab7c3ffe1e27f31ed02f2bb674ad4',
);
export const mnistMlp = github('Lurang/mnist-mlp', 'fc77f749b6cac87f041c14e28f13a955974afcf0');
export const fluid = github(
  'whilefalse/FluidSimulation',
  '16aa1a3bbd3ab8016135ddfb79e608ce6003518b',
);
export const atsim = github(
  'mjdrushton/atsim-potentials',
  '296208ef8d58495980219ff9c1efbb7fa5ce2c3a',
);
export const argmin = github('argmin-rs/argmin', 'b3002851e70ee25ec03b626b2661f1c5bf033fae');
export const autograd = github('HIPS/autograd', 'bff107b8d71a444a1160deade3e1cbd0b92f4fa6');
export const bifurcationKit = github(
  'bifurcationkit/BifurcationKit.jl',
  '9f237eb6360cc6c5b4cbe2aa7607c361969781e4',
);
export const everyAlgorithm = github(
  'every-algorithm/python',
  '6282858765ade60e4f1a85dc28b9d842d2fb22af',
);
export const ceres = github('ceres-solver/ceres-solver', '2.2.0');
export const levenbergMarquardtRs = github(
  'rust-cv/levenberg-marquardt',
  '411c78d1c78135b3c1d9e960f8d38a8768b72658',
);
export const chainRules = github(
  'JuliaDiff/ChainRulesCore.jl',
  '1a236fb69ae2b69002e3606600df35df380bfe85',
);
export const codingTrain = github(
  'CodingTrain/Toy-Neural-Network-JS',
  '8c48c834b025f5943dce343376fa9490329e1e3e',
);
export const cyipopt = github('mechmotum/cyipopt', '86ba79ef5efc59386f4a371924312bc10df54c0c');
export const datagrep = github('athiwatp/datagrep', '7895d7172529b32a393d4253f3abafdbbdc31323');
export const fromScratch = github(
  'oreilly-japan/deep-learning-from-scratch',
  '07b11618cdb5d5f78ad45464de0730efc07b0a4a',
);
export const functionPredictor = github(
  'PraveenSaravanan7/AI-Function-Predictor',
  '15099900491d3d5cd3892517050d1c426d2f8015',
);
export const geometric = github('leeping/geomeTRIC', 'dd794e65b090d0cec9efce709fb966258dae0c57');
export const gradiator = github('vark1/gradiatorjs', '8e5e4dd574317eefbaff9b36badd02143d2d1286');
export const joelnet = github('joelgrus/joelnet', '65cbc3ff169855d801416d629d290c44c95d001d');
export const jsPytorch = github(
  'eduardoleao052/js-pytorch',
  '99c113958d2a63629173c69b99de5637f4de5ad0',
);
export const linearRegression = github(
  'alexandre-rey/linear-regression-viz',
  '09317123e17cb1da818168e77cde3770622690db',
);
export const manopt = github('NicolasBoumal/manopt', '6c369671d8834aa28f7e222c7d89c5f216e6953d');
export const micrograd2bad = github('2BAD/micrograd', '6c38aa9418680b3a7a61e7e647db9b9a884fe6f4');
export const micrograd52 = github(
  'Lyx52/micrograd-in-js',
  '0e51d57f58084373af395b7087f3f061457f7f0d',
);
export const microgradJs = github(
  'marcofavorito/micrograd-js',
  '4a51590086dbf5f81832e0df86b25319ab33f690',
);
export const microgradTs = github(
  'trekhleb/micrograd-ts',
  '41b228f4228d2904778a7c21a79b6e2f2ed45f22',
);
export const microgradtsGleta = github(
  'pedrogleta/microgradts',
  '96c076d5dff04972f118750b4aa75d1caba1bed8',
);
export const nlSolvers = github(
  'JuliaNLSolvers/NLSolversBase.jl',
  '3802c026757e5da55e88848cac806bb5443901e1',
);
export const numericalMethods = github(
  'Sergio99778/numerical-methods',
  'e0cdcdf34478d2d7e26f1a99586c2c7a2b8c02fe',
);
export const numpyMl = github('ddbourgin/numpy-ml', 'b0359af5285fbf9699d64fd5ec059493228af03e');
export const pyelysium = github('zolda93/pyelysium', '56c5abc1e3191e45609aafc51ebb0c05fd7c32f2');
export const pysisyphus = github('eljost/pysisyphus', 'a4ce10dd6d7fdcb3d813f1c730eb365d29041999');
export const ran = github('synesenom/ran', '0ffeba5960fcf0ea51ab83056479a2e4b4a46fcb');
export const recurrentjs = github(
  'karpathy/recurrentjs',
  '84d69349c5412ddebd2b1cbc9b29861ddf3a8169',
);
export const scalarAutograd = github(
  'mfagerlund/ScalarAutograd',
  '92b6192e096c0608ee70afe0479d53cf7db1a844',
);
export const shumai = github('facebookresearch/shumai', '1c14c76de0810934f45a42b448ad2e657d527163');
export const tensorJs = github('Hoff97/tensorjs', 'a2af59bdeace8063d944f94266aa3ee56187b437');
export const torchSim = github('TorchSim/torch-sim', '98c3ca52d5e6e45030efbbc3442ba99f91e2a335');
export const tsnejs = github('karpathy/tsnejs', '13ece5d7e751a5180a59ca396013e800e1059c20');
export const webgpuTorch = github(
  'praeclarum/webgpu-torch',
  '920ceead3653ba34ed0ef60f234dfbe092e60599',
);
export const webppl = github('probmods/webppl', 'daabd60361f72eef53f69005751facce34c7f916');
export const zygote = github('FluxML/Zygote.jl', 'b968807d648da0be7d1645373af35d8385ecda16');
