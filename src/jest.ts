import { afterAll, afterEach, beforeEach, expect } from '@jest/globals';
import type { AsymmetricGradientMatchers, GradientAssertions } from './entry/assertions.ts';
import { setUp } from './jest/setup.ts';

setUp({ afterAll, afterEach, beforeEach, expect });

declare global {
  // the `expect` that Jest makes global, typed by @types/jest
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: the parameters must be those of @types/jest
    interface Matchers<R, T = {}> extends GradientAssertions<R, T> {}
    interface Expect extends AsymmetricGradientMatchers {}
    interface InverseAsymmetricMatchers extends AsymmetricGradientMatchers {}
  }
}

// the `expect` of @jest/globals
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown>
    extends GradientAssertions<R, T> {}
  interface AsymmetricMatchers extends AsymmetricGradientMatchers {}
}
