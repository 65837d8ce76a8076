import { expect, test } from '@playwright/test';
import type { GradientAssertions } from './entry/assertions.ts';
import { setUp } from './playwright/setup.ts';

setUp({ expect, test });

declare global {
  namespace PlaywrightTest {
    interface Matchers<R, T = unknown> extends GradientAssertions<R, T> {}
  }
}
