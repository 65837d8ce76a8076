import { isObject } from '../kinds.ts';
import type { Layer } from '../layer/layer.ts';

/** A layer as an object: a class whose passes are static as one that has its static members. */
export function asObject(layer: Layer): Layer {
  return isObject(layer) ? layer : (staticMembersOf(layer) as Layer);
}

/** What is read from it and written to it is the class's own. */
function staticMembersOf(layer: object): object {
  const prototype: object = (layer as { prototype: object }).prototype;
  return new Proxy(Object.create(prototype) as object, {
    get: (_, key) => {
      if (key === 'constructor') return layer;
      const member: unknown = Reflect.get(layer, key);
      return typeof member === 'function' ? member.bind(layer) : member;
    },
    set: (_, key, value) => Reflect.set(layer, key, value),
    has: (_, key) => Reflect.has(layer, key),
    ownKeys: () => Reflect.ownKeys(layer).filter((key) => memberAt(layer, key)?.enumerable),
    getOwnPropertyDescriptor: (_, key) => memberAt(layer, key),
    defineProperty: (_, key, member) => Reflect.defineProperty(layer, key, member),
    deleteProperty: (_, key) => Reflect.deleteProperty(layer, key),
  });
}

// A static getter with a setter stands for a member like any other.
function memberAt(layer: object, key: PropertyKey): PropertyDescriptor | undefined {
  const member = Reflect.getOwnPropertyDescriptor(layer, key);
  if (member?.set === undefined || member.get === undefined) return member;
  const { get, set } = member;
  return { ...member, get: get.bind(layer), set: set.bind(layer), enumerable: true };
}
