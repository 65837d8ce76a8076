import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { formatGradientCheck, type GradientCheck } from '../../src/index.ts';
import type { Log } from './calls.ts';
import { ABORT } from './faults/control.ts';

/** What came of a check: its record, what it threw, or what a matcher says. */
export type Outcome =
  | { readonly kind: 'record'; readonly record: GradientCheck }
  | { readonly kind: 'said'; readonly pass: boolean; readonly message: string }
  | { readonly kind: 'thrown'; readonly error: unknown }
  | { readonly kind: 'pending' };

const schema = new URL('../../docs/record.schema.json', import.meta.url);
const isRecord = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(schema, 'utf8')));

/** What is wrong with what came of a check, one line each. */
export function faultsOf(outcome: Outcome, log: Log): readonly string[] {
  switch (outcome.kind) {
    case 'pending':
      return ['the check does not end'];
    case 'record':
      return [...malformed(outcome.record), ...lostIn(outcome.record, log)];
    case 'said':
      return [
        ...(outcome.message === '' ? ['the message is empty'] : []),
        ...lost(outcome.message, log),
      ];
    case 'thrown':
      return unclear(outcome.error, log);
  }
}

function malformed(record: GradientCheck): readonly string[] {
  try {
    formatGradientCheck(record);
    const text = formatGradientCheck(record, { as: 'json' });
    if (isRecord(JSON.parse(text))) return [];
    const [{ instancePath = '', message = '' } = {}] = isRecord.errors ?? [];
    return [`the record is malformed at ${instancePath}: ${message}`];
  } catch (error) {
    return [`the report fails: ${error}`];
  }
}

function lostIn(record: GradientCheck, log: Log): readonly string[] {
  const reasons = (record.layers ?? []).map(({ reason = '' }) => reason);
  return lost([record.reason ?? '', ...reasons].join('\n'), log);
}

/** An error after which nothing was called any more: that it is not what came out must be told at least. */
function lost(
  words: string,
  { calls, callsAtThrow, thrown, losesResults }: Log,
): readonly string[] {
  const [last] = thrown.slice(-1);
  if (thrown.length === 0 || calls > callsAtThrow || losesResults) return [];
  const text = last instanceof Error ? last.message : String(last);
  return words.includes(text) ? [] : [`an error of the user is lost: ${text}`];
}

/** Words of engines, for what nobody should have done to a value. */
const INTERNAL =
  /Cannot |is not (a function|iterable|defined|a constructor|extensible|an object|callable)|undefined \(|null \(|Invalid (array|typed|index|count|array buffer)|call stack|[Rr]ead.?only|detached|Reduce of|'?proxy|#<|[Cc]ircular|\[object |out of bounds|not a valid|must be a (?:multiple|valid)|BigInt|toString|undefined is not|Assignment to/;

/** Words that say what of the user's is meant. */
const NAMES =
  /`|"|\b(value|values|gradient|forward|backward|layers?|subject|variables?|input|at|f|function|adapter|Fit|Jacobian|Hessian)\b/;

function unclear(error: unknown, log: Log): readonly string[] {
  if (error === ABORT && log.controller.signal.aborted) return [];
  if (log.thrown.includes(error) || log.offered.includes(error)) return [];
  if (causesOf(error).some((cause) => log.trapped.includes(cause))) return [];
  if (!(error instanceof Error)) return [`what is thrown is no error: ${String(error)}`];
  const { message, stack = '' } = error;
  if (isOfTensorFlow(stack)) return [];
  if (isReplaced(message, log)) return [`an error of the user is replaced by: ${message}`];
  if (INTERNAL.test(withoutQuotations(message))) return [`an internal error: ${message}`];
  return NAMES.test(message) ? [] : [`an error that names nothing: ${message}`];
}

/** Whether something else is thrown in place of an error after which nothing was called any more. */
function isReplaced(message: string, { calls, callsAtThrow, thrown, losesResults }: Log): boolean {
  if (thrown.length === 0 || calls > callsAtThrow || losesResults) return false;
  // what a promise would have said, nobody has waited for; a layer may refuse the numbers that are tried in the end, or the memory of
  // its input be gone by then; a value that fails at a step is asked for nearer by, and then it shows what it has done to its argument
  return !/got a promise|must leave its argument as it was given|changes the output of|must be a finite number|must keep its length/.test(
    message,
  );
}

/** Its own errors are those of the user's layers. */
function isOfTensorFlow(stack: string): boolean {
  const [, first = ''] = stack.split(/\n\s+at /);
  return first.includes('@tensorflow');
}

/** What is shown of the user's own may read as it likes. */
function withoutQuotations(message: string): string {
  return message.replaceAll(/`[^`]*`|"[^"]*"|, got .*/g, '');
}

export function causesOf(error: unknown): readonly unknown[] {
  if (!(error instanceof Error)) return [error];
  const { cause, errors = [] } = error as { cause?: unknown; errors?: readonly unknown[] };
  return [error, ...(cause === undefined ? [] : causesOf(cause)), ...errors.flatMap(causesOf)];
}
