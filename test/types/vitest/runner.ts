import 'expect-gradient/vitest';

export { expect } from 'vitest';
