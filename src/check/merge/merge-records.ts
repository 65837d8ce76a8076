import { coverageOf } from '../../judge/coverage.ts';
import { unfinishedOfAll } from '../../judge/unfinished.ts';
import { SEVERITY } from '../../judge/verdict.ts';
import { norm } from '../../numeric/norm.ts';
import { largestOf } from '../../numeric/vector.ts';
import { writePart } from '../../options/part.ts';
import type {
  ContractViolation,
  GradientCheck,
  LayerCheck,
  VariableCheck,
  Verdict,
} from '../../record.ts';
import { mergeDiagnoses } from './merge-diagnoses.ts';
import {
  type Compared,
  errorOfRows,
  errorTogether,
  gravestOf,
  mergeVariable,
} from './merge-variable.ts';
import { type PartRecord, partsOfOneCheck } from './one-check.ts';
import { readRecord } from './read-record.ts';
import { shownOf } from './stage.ts';

/** Puts the records of all parts of a check together. */
export function mergeRecords(records: readonly unknown[]): GradientCheck {
  const parts = partsOfOneCheck(records.map(readRecord));
  const shown = shownOf(parts);
  const merged = mergeShown(shown, parts);
  return { ...merged, diagnoses: mergeDiagnoses(merged, shown) };
}

/** As long as no mistake in it has been named. */
function mergeShown(shown: readonly PartRecord[], parts: readonly PartRecord[]): GradientCheck {
  const { part: _, reason: _why, thresholdReason: _asked, unfinished: _left, ...one } = shown[0];
  const { layers, ...first } = one;
  const variables = first.variables.map((_one, i) =>
    mergeVariable(shown.map((one) => ({ check: one.variables[i], size: one.part.sizes[i] }))),
  );
  const contract = contractOf(shown);
  const verdict = contract.some(({ id }) => id.endsWith('not-repeatable'))
    ? 'inconclusive'
    : gravestOf(parts);
  const loosest = shown.reduce((most, one) => (one.threshold > most.threshold ? one : most));
  const { threshold, thresholdReason } = loosest;
  return {
    ...first,
    rows: largestOf(parts.map(({ rows }) => rows)),
    verdict,
    ...reasonOf(verdict, parts),
    ...unfinishedOfAll(verdict, parts),
    relativeError: errorOf(shown, variables),
    threshold,
    ...(thresholdReason !== undefined && { thresholdReason }),
    resolution: largestOf(shown.map(({ resolution }) => resolution)),
    variables,
    ...(layers && { layers: layersOf(parts) }),
    diagnoses: [],
    contract,
    coverage: coverageOf(variables, largestOf(shown.map(({ coverage }) => coverage.probes))),
    evaluations: {
      value: sumOf(parts, ({ evaluations }) => evaluations.value),
      gradient: sumOf(parts, ({ evaluations }) => evaluations.gradient),
    },
  };
}

function errorOf(shown: readonly PartRecord[], variables: readonly VariableCheck[]): number {
  const isOfRows = variables.some(({ derivative }) => derivative !== undefined);
  return isOfRows ? errorOfRows(shown, variables) : errorTogether(shown.map(allOf));
}

function allOf({ relativeError, variables, part }: PartRecord): Compared {
  const analytic = joined(variables.map((one) => one.analytic));
  return { relativeError, analytic, size: norm(part.sizes) };
}

function joined(arrays: readonly Float64Array[]): Float64Array {
  if (arrays.length === 1) return arrays[0];
  const all = new Float64Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const one of arrays) {
    all.set(one, end);
    end += one.length;
  }
  return all;
}

function reasonOf(verdict: Verdict, parts: readonly PartRecord[]): Pick<GradientCheck, 'reason'> {
  const open = parts.filter(({ reason }) => reason !== undefined);
  if (verdict !== 'inconclusive' || open.length === 0) return {};
  const [{ part, reason }] = open;
  const others = open.length === 1 ? '' : `, and ${open.length - 1} more parts are undecided`;
  return { reason: `in part ${writePart(part)}, ${reason}${others}` };
}

/** A violation of the contract, once; that nothing reacts to the point only where no part has seen anything react. */
function contractOf(parts: readonly PartRecord[]): readonly ContractViolation[] {
  const found = new Map<string, ContractViolation>();
  for (const { contract } of parts)
    for (const violation of contract) found.set(violation.title, violation);
  const open = parts.filter(({ verdict }) => verdict !== 'match');
  const isSeen = ({ id, title }: ContractViolation) =>
    id !== 'value-ignores-point' ||
    open.every(({ contract }) => contract.some((one) => one.title === title));
  return [...found.values()].filter(isSeen);
}

const GRAVITY: Readonly<Record<LayerCheck['verdict'], number>> = { ...SEVERITY, unchecked: 1.5 };

/** The layers that all parts speak of: one that holds a wrong one is left out where that was found. */
function layersOf(parts: readonly PartRecord[]): readonly LayerCheck[] {
  const [first, ...others] = parts.map(({ layers = [] }) => layers);
  return first.flatMap((line) => {
    const lines = others.flatMap((layers) => layers.filter(({ path }) => path === line.path));
    return lines.length === others.length ? [layerOf([line, ...lines])] : [];
  });
}

/** What the gravest says, with the largest error of all. */
function layerOf(lines: readonly LayerCheck[]): LayerCheck {
  const worst = lines.reduce((most, line) =>
    GRAVITY[line.verdict] < GRAVITY[most.verdict] ? line : most,
  );
  const errors = lines.map(({ relativeError }) => relativeError).filter(Number.isFinite);
  return { ...worst, relativeError: errors.length > 0 ? largestOf(errors) : Number.NaN };
}

function sumOf(parts: readonly PartRecord[], count: (part: PartRecord) => number): number {
  return parts.reduce((sum, part) => sum + count(part), 0);
}
