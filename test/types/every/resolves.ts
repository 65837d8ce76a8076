import { expect } from 'runner';
import { isType } from './same.js';
import { at, subject } from './subjects.js';

// Compiled, never run.

// a promise is asynchronous whatever its subject is
isType<Promise<void>>()(expect(Promise.resolve(subject)).resolves.toHaveCorrectGradient({ at }));
isType<Promise<void>>()(
  expect(Promise.resolve(subject)).resolves.not.toHaveCorrectGradient({ at }),
);
