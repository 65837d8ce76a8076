import 'expect-gradient/playwright';

export { expect } from '@playwright/test';
