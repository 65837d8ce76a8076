import { expect } from 'bun:test';
import { blockingMatchers } from './bun/blocking.ts';
import type { AsymmetricGradientMatchers, GradientAssertions } from './entry/assertions.ts';

expect.extend(blockingMatchers);

declare module 'bun:test' {
  interface Matchers<T = unknown> extends GradientAssertions<void, T> {}
  interface AsymmetricMatchers extends AsymmetricGradientMatchers {}
}
