import { printValue } from '../../options/misuse.ts';
import type { GradientCheck } from '../../record.ts';

/** What is text whatever it says; elsewhere a word is a number that JSON has none for. */
const TEXTS = new Set([
  ...[
    'path',
    'name',
    'of',
    'by',
    'second',
    'coordinate',
    'dtype',
    'kind',
    'verdict',
    'id',
    'asked',
  ],
  ...['point', 'reason', 'thresholdReason', 'title', 'evidence', 'help'],
]);
const WORDS = new Set(['NaN', 'Infinity', '-Infinity']);
const COLUMNS = new Set(['at', 'analytic', 'numeric', 'bars']);

/**
 * Reads a record back, from its JSON or from what that was parsed to.
 *
 * @throws TypeError, SyntaxError - for what is none
 */
export function readRecord(given: unknown): GradientCheck {
  if (typeof given === 'string') return known(JSON.parse(given, revived));
  const record = known(given);
  const isRead = record.variables.every(({ analytic }) => ArrayBuffer.isView(analytic));
  return isRead ? record : known(JSON.parse(JSON.stringify(record), revived));
}

function known(given: unknown): GradientCheck {
  const { version, variables } = (given ?? {}) as Partial<GradientCheck>;
  if (version === 1 && Array.isArray(variables)) return given as GradientCheck;
  throw new TypeError(
    `a record must be what a check returns, or the JSON of that, of version 1; got ${
      version === undefined ? printValue(given) : `one of version ${version}`
    }`,
  );
}

function revived(key: string, value: unknown): unknown {
  if (typeof value === 'string') return WORDS.has(value) && !TEXTS.has(key) ? Number(value) : value;
  if (!Array.isArray(value)) return value;
  if (COLUMNS.has(key)) return Float64Array.from(value);
  if (key === 'coordinates') return indices(value);
  return key === 'unchecked' ? value.map(String) : value;
}

/** Ascending, so that the last says how much room each takes. */
function indices(flat: readonly number[]): Uint32Array | Float64Array {
  const largest = flat[flat.length - 1] ?? 0;
  return largest < 2 ** 32 ? Uint32Array.from(flat) : Float64Array.from(flat);
}
