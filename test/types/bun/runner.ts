import 'expect-gradient/bun';

export { expect } from 'bun:test';
