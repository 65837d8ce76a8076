import { expect, jest, test } from '@jest/globals';
import { configureGradientChecks } from 'expect-gradient';
import subjects from './subjects.js';

const { at, right, rightLater, wrong } = subjects;

test('an ES module has the matchers', async () => {
  expect(jest).toBeDefined();
  expect(right).toHaveCorrectGradient({ at });
  await expect(rightLater).toHaveCorrectGradient({ at });
});

test('its copy of this package shares the defaults with the one of the setup file', () => {
  expect(wrong).not.toHaveCorrectGradient({ at });
  configureGradientChecks({ threshold: 0.9 });
  expect(wrong).toHaveCorrectGradient({ at });
});
