import { expect } from 'expect';
import { guarded } from './entry/guard.ts';
import { gradientMatchers } from './matchers.ts';

expect.extend(guarded(gradientMatchers));
