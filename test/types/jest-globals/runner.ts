import 'expect-gradient/jest';

export { expect } from '@jest/globals';
