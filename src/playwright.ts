import { expect, test } from '@playwright/test';
import type { GradientAssertions } from './entry/assertions.ts';
import { guarded } from './entry/guard.ts';
import { gradientMatchers } from './matchers.ts';
import { followLimits } from './options/test-limits.ts';
import { limitsOf } from './playwright/limits.ts';
import { account } from './playwright/unawaited.ts';

expect.extend(guarded(gradientMatchers, account));
followLimits(() => limitsOf(test));

declare global {
  namespace PlaywrightTest {
    interface Matchers<R, T = unknown> extends GradientAssertions<R, T> {}
  }
}
