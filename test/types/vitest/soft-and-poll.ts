import { expect } from 'vitest';
import { isType } from '../every/same.js';
import { at, slowValue, subject } from '../every/subjects.js';
import './runner.js';

// What only Vitest has.

isType<void>()(expect.soft(subject).toHaveCorrectGradient({ at }));
isType<Promise<void>>()(expect.soft(slowValue).toHaveCorrectGradient({ at }));
isType<Promise<void>>()(expect.poll(() => subject).toHaveCorrectGradient({ at }));
