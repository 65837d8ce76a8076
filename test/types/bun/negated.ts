import { isType } from '../every/same.js';
import { at, slowValue } from '../every/subjects.js';
import { expect } from './runner.js';

// Compiled, never run: after `.not` Bun's types have forgotten what was received. It waits all the same.

isType<void>()(expect(slowValue).not.toHaveCorrectGradient({ at }));
