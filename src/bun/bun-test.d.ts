// What is used here of Bun's test module; its types come with Bun.

declare module 'bun:test' {
  export const expect: { extend(matchers: object): void };
  export interface Matchers<T = unknown> {}
  export interface AsymmetricMatchers {}
}
