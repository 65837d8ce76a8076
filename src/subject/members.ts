/** How an object has a member: its own, or one of its class. */
export function descriptorOf(holder: object, key: string): PropertyDescriptor | undefined {
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
