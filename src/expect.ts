import { expect } from 'expect';
import type { AsymmetricGradientMatchers, GradientAssertions } from './entry/assertions.ts';
import { setUp } from './expect/setup.ts';

setUp(expect);

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown>
    extends GradientAssertions<R, T> {}
  interface AsymmetricMatchers extends AsymmetricGradientMatchers {}
}
