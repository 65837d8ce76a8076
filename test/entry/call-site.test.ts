import { describe, expect, test } from 'vitest';
import {
  calledThroughLibrary,
  callSiteOf,
  fileOf,
  packageOf,
  withoutLibraries,
} from '../../src/entry/call-site.ts';

const FRAMES = [
  '    at Promise.catch (<anonymous>)',
  '    at throwingMatcher (/app/node_modules/expect/build/index.js:326:15)',
  '    at AsyncLocalStorage.run (node:async_hooks:346:14)',
  '    at Object.<anonymous> (/app/layer.test.js:7:58)',
  '    at new Promise (<anonymous>)',
  '    at async file:///app/all.js:1:2',
  '    at run (/app/node_modules/@jest/core/run.js:9:1)',
];
const frames = FRAMES.join('\n');

describe('the file of the topmost frame that is not of the engine', () => {
  test.each([
    [frames, '/app/node_modules/expect/build/index.js'],
    ['    at file:///app/a.js:1:2', 'file:///app/a.js'],
    ['    at async Promise.all (index 0)', ''],
    ['    at f (C:\\app\\a.js:1:2)', 'C:\\app\\a.js'],
    ['', ''],
  ])('%#', (stack, file) => {
    expect(fileOf(stack)).toBe(file);
  });
});

test('its package is the directory in node_modules, else the file', () => {
  expect(packageOf(frames)).toBe('/app/node_modules/expect');
  expect(packageOf(FRAMES[6])).toBe('/app/node_modules/@jest/core');
  expect(packageOf('    at f (C:\\app\\node_modules\\expect\\a.js:1:2)')).toBe(
    'C:\\app\\node_modules\\expect',
  );
  expect(packageOf(FRAMES[3])).toBe('/app/layer.test.js');
});

test('the frames of the test are those between libraries', () => {
  expect(withoutLibraries(frames)).toBe(FRAMES.slice(3, 6).join('\n'));
  expect(withoutLibraries(FRAMES[6])).toBe(FRAMES[6]);
});

test('a call through a library names its caller, a direct call does not', () => {
  expect(calledThroughLibrary(frames)).toBe(FRAMES[3]);
  expect(calledThroughLibrary(FRAMES.slice(3).join('\n'))).toBe('');
  expect(calledThroughLibrary(FRAMES[6])).toBe('');
});

test('the call site of a running function starts at its caller', () => {
  function running() {
    return callSiteOf(running);
  }
  expect(callSiteOf(() => {})).toBe('');
  expect(fileOf(running())).toMatch(/call-site\.test\.ts$/);
});
