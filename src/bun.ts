import { expect } from 'bun:test';
import { setUp } from './bun/setup.ts';
import type { AsymmetricGradientMatchers, GradientAssertions } from './entry/assertions.ts';

setUp(expect);

declare module 'bun:test' {
  interface Matchers<T = unknown> extends GradientAssertions<void, T> {}
  interface AsymmetricMatchers extends AsymmetricGradientMatchers {}
}
