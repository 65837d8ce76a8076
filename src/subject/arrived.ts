import { className, tagOf } from './kinds.ts';
import { isPromise } from './then.ts';

const LONGEST_STRING = 40;
const MOST_KEYS = 8;

/** What arrived, in a few words for a message: `NaN`, `"relu"`, `Int32Array(3)`, `Dense { W, b }`. */
export function arrived(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(
        value.length > LONGEST_STRING ? `${value.slice(0, LONGEST_STRING)}…` : value,
      );
    case 'bigint':
      return `${value}n`;
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'function':
      return value.name === '' ? 'a function' : `function ${value.name}`;
    case 'object':
      return value === null ? 'null' : arrivedObject(value);
    default:
      return String(value);
  }
}

function arrivedObject(value: object): string {
  if (isPromise(value)) return 'a promise';
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty array' : `an array of length ${value.length}`;
  const tag = tagOf(value);
  if (ArrayBuffer.isView(value))
    return `${tag}(${(value as unknown as ArrayLike<number>).length ?? value.byteLength})`;
  if (tag === 'Map' || tag === 'Set') return `${tag}(${(value as Map<unknown, unknown>).size})`;
  const name = nameOf(value, tag);
  return name === '' ? keysOf(value) : `${name} ${keysOf(value)}`;
}

// What has no class of its own may still say what it is: `Generator`, `Array Iterator`.
function nameOf(value: object, tag: string): string {
  const name = className(value);
  return tag === 'Object' || !['', 'Object'].includes(name) ? name : tag;
}

function keysOf(value: object): string {
  const keys = Object.keys(value);
  if (keys.length === 0) return '{}';
  const more = keys.length > MOST_KEYS ? ', …' : '';
  return `{ ${keys.slice(0, MOST_KEYS).join(', ')}${more} }`;
}
