/** One state a process, by its name: the ES module and the CommonJS build of this package may both be loaded. */
export function processWide<State extends object>(name: string, initial: State): State {
  const key = Symbol.for(`expect-gradient.${name}`);
  const holder = globalThis as { [key: symbol]: State };
  holder[key] ??= initial;
  return holder[key];
}
