// Every name by which something is recognised, except those of layers (layer/names.ts). A name is here when two released packages or
// public repositories use it in this sense: test/spellings/references.ts says which, and a test holds the two lists together.

/** Functions of the point whose gradient is meant. */
export const VALUES = ['value', 'f', 'fn', 'fun', 'loss', 'cost', 'objective', 'energy'] as const;

/** Functions of the point that return a gradient, beside those that are named after their value: `gradLoss`, `lossGrad`. */
export const GRADIENTS = ['gradient', 'grad', 'grads', 'df', 'fprime', 'jac'] as const;

/** Functions of the point that return several numbers, whose Jacobian is meant. */
export const OUTPUTS = ['value', 'f', 'fn', 'fun', 'residual', 'residuals'] as const;

/** Functions of the point that return a Jacobian. */
export const JACOBIANS = ['jacobian', 'jac'] as const;

/** Functions of the point that return a Hessian. */
export const HESSIANS = ['hessian', 'hess'] as const;

/** Names that say a derivative and not its sign: a force is minus a gradient, by whom it is defined. */
export const SIGNLESS = ['forces'] as const;

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

/** Where an object that carries its own gradient has its numbers and where the gradient. */
export const CARRIERS = [
  { value: 'data', gradient: 'grad' },
  { value: 'value', gradient: 'grad' },
  { value: 'value', gradient: 'gradient' },
  { value: 'w', gradient: 'dw' },
  { value: 'x', gradient: 'dx' },
] as const;

/** What a parameter calls itself. */
export const LABELS = ['name', 'label'] as const;

/** The first parameter of a pass that keeps in it what the other pass needs. */
export const CONTEXTS = ['ctx'] as const;

/** Second parameters of a forward pass that are no second input. */
export const SWITCHES = ['training', 'isTraining', 'is_training'] as const;

/** Sizes beside the numbers that they are the sizes of. */
export const SIZES = ['rows', 'columns', 'cols', 'length', 'size'] as const;
