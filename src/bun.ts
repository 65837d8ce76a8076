import { expect } from 'bun:test';
import { blockingMatchers } from './bun/blocking.ts';

expect.extend(blockingMatchers);
