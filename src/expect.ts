import { expect } from 'expect';
import type { AsymmetricGradientMatchers, GradientAssertions } from './entry/assertions.ts';
import { guarded } from './entry/guard.ts';
import { gradientMatchers } from './matchers.ts';

expect.extend(guarded(gradientMatchers));

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown>
    extends GradientAssertions<R, T> {}
  interface AsymmetricMatchers extends AsymmetricGradientMatchers {}
}
