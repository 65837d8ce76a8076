/** How an object has a member: its own, or one of its class. */
export function descriptorOf(holder: object, key: PropertyKey): PropertyDescriptor | undefined {
  for (let owner: object | null = holder; owner !== null; owner = Object.getPrototypeOf(owner)) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, key);
    if (descriptor !== undefined) return descriptor;
  }
  return undefined;
}

/** Whether a member is a getter without a setter: calling one may cost anything, so nothing is looked for behind it. */
function isComputed({ get, set }: PropertyDescriptor): boolean {
  return get !== undefined && set === undefined;
}

/** A member by name, unless it is a getter alone. */
export function memberOf(holder: object, key: string): unknown {
  const descriptor = descriptorOf(holder, key);
  if (descriptor === undefined || isComputed(descriptor)) return undefined;
  return (holder as Record<string, unknown>)[key];
}

/** A method by name. */
export function methodOf(
  holder: object,
  key: string,
): ((...args: unknown[]) => unknown) | undefined {
  const member = memberOf(holder, key);
  return typeof member === 'function' ? (member as () => unknown) : undefined;
}

/** The accessors of a class and of what it extends: getters with a setter, and getters alone. */
interface Accessors {
  readonly paired: readonly string[];
  readonly alone: readonly string[];
}

const accessors = new WeakMap<object, Accessors>();

/** What an object holds by name: its own members, and the getters with setters of its class that stand for no member of its own. */
export function fieldsOf(holder: object): readonly string[] {
  const own = Object.keys(holder);
  const pairs = pairedAccessors(holder).filter((key) => !own.some((field) => isBehind(field, key)));
  return [...own, ...pairs];
}

// `W`, and `_W` or `W_` behind `W`
function isBehind(field: string, key: string): boolean {
  return field.replace(/^_+|_+$/g, '') === key;
}

/** The getters with setters of an object's class: they stand for a member like any other. */
export function pairedAccessors(holder: object): readonly string[] {
  return accessorsOf(holder).paired;
}

/** The getters without setters of an object's class. */
export function lonelyGetters(holder: object): readonly string[] {
  return accessorsOf(holder).alone;
}

function accessorsOf(holder: object): Accessors {
  const prototype: object | null = Object.getPrototypeOf(holder);
  if (prototype === null) return { paired: [], alone: [] };
  const known = accessors.get(prototype) ?? accessorsFrom(prototype);
  accessors.set(prototype, known);
  return known;
}

function accessorsFrom(prototype: object): Accessors {
  const names = namesOf(Object.create(prototype));
  const isAccessor = (name: string, isAlone: boolean) => {
    const { get, set } = descriptorOf(prototype, name) ?? {};
    return get !== undefined && (set === undefined) === isAlone;
  };
  return {
    paired: names.filter((name) => isAccessor(name, false)),
    alone: names.filter((name) => isAccessor(name, true)),
  };
}

/** The names of an object's own members, and of the methods and accessors of its class; nothing of `Object` itself. */
export function namesOf(holder: object): readonly string[] {
  const names = new Set(Object.keys(holder));
  let owner: object | null = Object.getPrototypeOf(holder);
  while (owner !== null && Object.getPrototypeOf(owner) !== null) {
    for (const name of Object.getOwnPropertyNames(owner)) names.add(name);
    owner = Object.getPrototypeOf(owner);
  }
  names.delete('constructor');
  return [...names];
}
