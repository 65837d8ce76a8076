import { expect } from 'runner';
import { at, subject } from '../every/subjects.js';

// Compiled, never run: nobody's matchers erase another's.

const heading = document.createElement('h1');
expect(heading).toBeVisible();
expect(heading).not.toHaveTextContent('gradient');
expect([1, 2]).toIncludeSameMembers([2, 1]);
expect(3).not.toBeEven();
expect(subject).toHaveCorrectGradient({ at });
