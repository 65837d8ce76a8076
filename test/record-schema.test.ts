import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { recordSchema, type Schema } from '../scripts/schema/generate.ts';
import { formatGradientCheck } from '../src/index.ts';
import { REAL_RECORDS } from './real-records.ts';

const PATH = new URL('../docs/record.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(PATH, 'utf8'));
const validate = new Ajv2020({ allErrors: true }).compile(schema);
/** Knows nothing but what the schema names. */
const validateStrictly = new Ajv2020({ allErrors: true }).compile(closed(schema) as Schema);

const read = (name: string) => JSON.parse(formatGradientCheck(REAL_RECORDS[name], { as: 'json' }));

test('the schema is that of the types; npm run schema writes it', () => {
  expect(schema).toEqual(recordSchema());
});

describe('the schema', () => {
  test.each(Object.keys(REAL_RECORDS))('takes the record of %s', (name) => {
    validateStrictly(read(name));
    expect(validateStrictly.errors).toBeNull();
  });

  test('knows no field that no record has', () => {
    const records = Object.keys(REAL_RECORDS).map(read);
    const fields = new Set(records.flatMap(fieldsOf));
    expect(propertiesOf(schema).filter((name) => !fields.has(name))).toEqual([]);
  });

  test('takes what a later release may add, but nothing else', () => {
    const record = read('a mismatch');
    const without = ({ verdict: _, ...rest }: Record<string, unknown>) => rest;
    expect(validate({ ...record, added: true })).toBe(true);
    expect(validateStrictly({ ...record, added: true })).toBe(false);
    expect(validate(without(record))).toBe(false);
    expect(validate({ ...record, version: 2 })).toBe(false);
    expect(validate({ ...record, rows: -1 })).toBe(false);
    expect(validate({ ...record, verdict: 'wrong' })).toBe(false);
    expect(validate({ ...record, relativeError: null })).toBe(false);
    expect(validate({ ...record, relativeError: 'Infinity' })).toBe(true);
  });
});

/** The same schema, for objects that have nothing else. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const inner = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, closed(value)]),
  );
  return inner.type === 'object' ? { ...inner, additionalProperties: false } : inner;
}

/** The names of all fields, wherever they stand. */
function fieldsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const names = Array.isArray(value) ? [] : Object.keys(value);
  return [...names, ...Object.values(value).flatMap(fieldsOf)];
}

function propertiesOf(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, properties } = node as { type?: unknown; properties?: object };
  const names = type === 'object' && properties ? Object.keys(properties) : [];
  return [...names, ...Object.values(node).flatMap(propertiesOf)];
}
