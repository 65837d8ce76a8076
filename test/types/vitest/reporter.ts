import gradientReporter from 'expect-gradient/reporter';
import type { Reporter } from 'vitest/node';
import { isType } from '../every/same.js';

// Compiled, never run.

isType<Reporter>()(gradientReporter());
