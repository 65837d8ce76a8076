/** Names of the operations of one argument. */
export type UnaryName =
  | 'neg'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'sqrt'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'sigmoid'
  | 'softplus'
  | 'erf'
  | 'abs'
  | 'relu';

/** Names of the operations of two arguments. */
export type BinaryName = 'add' | 'sub' | 'mul' | 'div' | 'max' | 'min' | 'atan2';

/** Any operation whose backward rule can be mistaken; `pow` is x to a constant power. */
export type OperationName = UnaryName | BinaryName | 'pow';

/**
 * What a kind of number has to offer so that every formula of the zoo can be computed with it:
 * float64, float32, a reverse-mode tape, duals of fifty decimal digits.
 */
export interface Arithmetic<T> {
  constant(value: number): T;
  unary(name: UnaryName, x: T): T;
  binary(name: BinaryName, a: T, b: T): T;
  pow(x: T, exponent: number): T;
  /** The plain value, for decisions that carry no derivative. */
  number(x: T): number;
}
