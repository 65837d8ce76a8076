import { accumulatedProduct, diagnosisOfProducts } from '../diagnosis/products.ts';
import { accumulatedGradient, changingGradient, mutatedInput } from '../judge/violations.ts';
import { indexIn, nameAt } from '../naming.ts';
import { relativeError } from '../numeric/norm.ts';
import type { ContractViolation, Derivative, GradientCheck } from '../record.ts';
import type { Space } from '../subject/products/space.ts';
import { variableAt } from '../subject/variable.ts';
import type { BrokenLaw } from './linearity.ts';
import type { Studied } from './product-study.ts';

/** The record of one product, from that of its comparison with differences and what it shows without. */
export function recordOf(found: GradientCheck, studied: Studied, of: Derivative): GradientCheck {
  const { product, broken } = studied;
  const record = {
    ...found,
    of,
    evaluations: { value: found.evaluations.value, gradient: product.calls() },
    diagnoses: found.diagnoses.map((diagnosis) =>
      diagnosis.id === 'transposed' ? { ...diagnosis, help: helpFor(product) } : diagnosis,
    ),
  };
  const told = withContract(record, contractOf(studied));
  if (broken === undefined) return told;
  const { law } = broken;
  if (law === 'repeated' || law === 'doubled') return notRepeatable(told, product.name, law);
  const entry = nameIn(product.to, broken.entry);
  const diagnoses = diagnosisOfProducts({
    broken: { ...broken, law, name: product.name, vector: LETTERS[product.kind], entry },
  });
  return { ...withMismatch(told, errorOf(broken)), diagnoses };
}

/** What a vector is called. */
const LETTERS = { jvp: 'v', vjp: 'w' } as const;

/** What a product has not kept to, of what it is to leave as it was, and to return beside itself. */
export function contractOf({ product, contract }: Studied): readonly ContractViolation[] {
  const { name, kind } = product;
  return product.hasChangedVector() ? [...contract, mutatedInput(name, [LETTERS[kind]])] : contract;
}

function helpFor({ name, kind }: Studied['product']): string {
  const [right, wrong] = kind === 'jvp' ? ['J·v', 'Jᵀ·v'] : ['Jᵀ·w', 'J·w'];
  return `is what ${name} returns ${wrong} in the place of ${right}?`;
}

/** What one number of a space is called. */
export function nameIn({ variables }: Space, flat: number): string {
  const { path, shape, offset } = variableAt(variables, flat);
  return nameAt(path, indexIn(shape, flat - offset));
}

/** A mistake that is certain without any difference. */
export function withMismatch(record: GradientCheck, error: number): GradientCheck {
  const { reason: _, ...rest } = record;
  const isWorse = error > record.relativeError || Number.isNaN(record.relativeError);
  return {
    ...rest,
    verdict: 'mismatch',
    relativeError: isWorse ? error : record.relativeError,
  };
}

function errorOf({ found, wanted }: BrokenLaw): number {
  const error = relativeError({ analytic: [found], numeric: [wanted] });
  return Number.isNaN(error) ? 1 : error;
}

/** Numbers that are others at every call say nothing, whatever they are. */
function notRepeatable(
  record: GradientCheck,
  name: string,
  law: 'repeated' | 'doubled',
): GradientCheck {
  const violation = law === 'doubled' ? accumulatedGradient(name) : changingGradient(name);
  const others = record.contract.filter(({ id }) => !/-(not-repeatable|accumulated)$/.test(id));
  return {
    ...record,
    verdict: 'inconclusive',
    reason: violation.title,
    contract: [violation, ...others],
    diagnoses: law === 'doubled' ? [accumulatedProduct(name)] : [],
  };
}

/** A record with promises that were not kept. */
export function withContract(
  record: GradientCheck,
  contract: readonly ContractViolation[],
): GradientCheck {
  const [first] = contract;
  if (first === undefined) return record;
  const told = { ...record, contract: [...record.contract, ...contract] };
  return record.verdict === 'match'
    ? { ...told, verdict: 'inconclusive', reason: first.title }
    : told;
}
