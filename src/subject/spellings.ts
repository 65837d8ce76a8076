// Every name by which something is recognised. A name by which a subject is understood is here when two released packages or public
// repositories use it in this sense: test/spellings says which, and a test holds the two together. The names in the second part are looked
// for in what has been understood already, to find its parameters and their gradients.

/** Functions of the point whose gradient is meant. */
export const VALUES = [
  'value',
  'f',
  'fn',
  'fun',
  'func',
  'loss',
  'cost',
  'objective',
  'energy',
  'activate',
] as const;

/** Functions of the point that return a gradient, beside those that are named after their value: `gradLoss`, `lossGrad`. */
export const GRADIENTS = [
  'gradient',
  'grad',
  'grads',
  'df',
  'fprime',
  'jac',
  'derivative',
] as const;

/** What is put before the name of a value for the name of its gradient: `gradLoss`, `dLoss`. */
export const BEFORE_A_VALUE = ['grad', 'd'] as const;

/** What is put behind it: `lossGrad`, `loss_grad`, `sigmoidPrime`. */
export const BEHIND_A_VALUE = ['grad', 'gradient', 'prime', 'derivative'] as const;

/** A second argument that says whether the derivative is wanted in place of the value: `tanh(x, derivate)`. */
export const DERIVATIVE_SWITCHES = ['derivate'] as const;

/** Functions of the point that return several numbers, whose Jacobian is meant. */
export const OUTPUTS = ['value', 'f', 'fn', 'fun', 'residual', 'residuals'] as const;

/** Functions of the point that return a Jacobian. */
export const JACOBIANS = ['jacobian', 'jac'] as const;

/** Functions of the point that return a Hessian. */
export const HESSIANS = ['hessian', 'hess'] as const;

/** Functions of the point and of a change of it, or of a cotangent, that return the product of the Jacobian with it. */
export const JVPS = ['jvp'] as const;
export const VJPS = ['vjp'] as const;

/** The same of a Hessian. */
export const HVPS = ['hvp', 'hessp'] as const;

/** Names that say a derivative and not its sign: a force is minus a gradient, by whom it is defined. */
export const SIGNLESS = ['forces', 'force'] as const;

/** What a function calls the value beside a pullback: `[y, pullback]` by name. */
export const PRIMALS = ['y', 'value'] as const;

/** A function from the cotangent of an output to the gradient of the point. */
export const PULLBACKS = ['pullback'] as const;

/** Members that hold all parameters of an object, and methods that return them. */
export const PARAMETERS = ['params', 'parameters', 'variables', 'weights'] as const;

/** Methods without an argument that compute what an object with parameters of its own is differentiated by. */
export const LOSSES = ['loss', 'forward'] as const;

/** Methods that compute an output from an input, in an object that has parameters of its own. */
export const PASSES = ['forward', 'call', 'predict'] as const;

/** Methods that leave gradients behind; where a node has both, `backward` is the step of one node alone. */
export const BACKWARDS = ['backprop', 'backward'] as const;

/** Names of the numbers in an object that carries its own gradient: `{ w, dw }`, `{ value, grad }`. */
export const OWN_VALUE = ['data', 'value', 'values', 'w', 'params', 'param'] as const;

/** Names of the gradient in an object that carries its own. */
export const OWN_GRADIENT = ['grad', 'grads', 'gradient', 'gradients', 'g'] as const;

/** Where an object that carries its own gradient has its numbers and where the gradient. */
export const CARRIERS: readonly { readonly value: string; readonly gradient: string }[] = [
  ...OWN_VALUE.flatMap((value) => OWN_GRADIENT.map((gradient) => ({ value, gradient }))),
  { value: 'w', gradient: 'dw' },
  { value: 'x', gradient: 'dx' },
];

/** What a parameter calls itself. */
export const LABELS = ['name', 'label'] as const;

/** The first parameter of a pass that keeps in it what the other pass needs. */
export const CONTEXTS = ['ctx'] as const;

/** Second parameters of a forward pass that are no second input. */
export const SWITCHES = ['training', 'isTraining', 'is_training'] as const;

/** Sizes beside the numbers that they are the sizes of. */
export const SIZES = ['rows', 'columns', 'cols', 'length', 'size'] as const;

/** Methods that give all parameters. */
export const PARAMETER_METHODS = ['getParams', 'getParameters', 'getWeights'] as const;

/** Methods that list parameters together with their gradients, as in convnetjs: `[{ params, grads }]`. */
export const PARAMETER_LISTS = [
  'getParamsAndGrads',
  'paramsAndGrads',
  'getParametersAndGradients',
  'parametersAndGradients',
] as const;

/** Names under which layers keep all the gradients of their parameters. */
export const GRADIENT_CONTAINERS = [
  'grads',
  'gradients',
  'grad',
  'gradient',
  'paramGrads',
  'gradParams',
  'dParams',
  'paramGradients',
  'parameterGradients',
] as const;

/** Names layers use for what they are given. */
export const INPUTS = ['input', 'inputs', 'x', 'in'] as const;

/** Methods that set accumulated gradients to zero. */
export const ZERO_METHODS = [
  'zeroGrad',
  'zeroGrads',
  'zero_grad',
  'zero_grads',
  'zeroGradients',
  'clearGradients',
  'clearGrads',
  'resetGradients',
  'resetGrads',
] as const;
