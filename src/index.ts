export {
  checkGradient,
  type IsAsync,
  type ResultFor,
  type ValueAtPoint,
} from './check/check-gradient.ts';
export { checkHessian } from './check/check-hessian.ts';
export { checkJacobian } from './check/check-jacobian.ts';
export { checkJvp } from './check/check-jvp.ts';
export { checkVjp } from './check/check-vjp.ts';
export { mergeChecks } from './check/merge-checks.ts';
export type { Dtype } from './numeric/dtype.ts';
export type { LadderRung } from './numeric/ladder.ts';
export { configureGradientChecks, type GradientCheckDefaults } from './options/configuration.ts';
export type {
  CheckMode,
  GradientCheckOptions,
  HessianTriangle,
  JacobianLayout,
  KinkPolicy,
  Retract,
} from './options/options.ts';
export type { CheckProgress } from './options/progress.ts';
export type {
  AroundKink,
  BlockDerivative,
  CheckPart,
  ContractViolation,
  CoordinateCheck,
  Coverage,
  Derivative,
  Diagnosis,
  DiagnosisId,
  GradientCheck,
  LayerCheck,
  Unfinished,
  VariableCheck,
  Verdict,
  ViolationId,
} from './record.ts';
export { formatGradientCheck, type ReportOptions } from './report/format.ts';
export type {
  AccessedArray,
  AdaptedLayer,
  AdaptedPoint,
  AdaptedSubject,
  AdapterRequest,
  ArraysFunction,
  GradientAdapter,
  PlainArguments,
  PlainPoint,
} from './subject/adapter.ts';
