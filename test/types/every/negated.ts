import { expect } from 'runner';
import { isType } from './same.js';
import { at, slowValue } from './subjects.js';

// Compiled, never run.

isType<Promise<void>>()(expect(slowValue).not.toHaveCorrectGradient({ at }));
