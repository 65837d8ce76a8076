import { expect, test } from 'vitest';
import { checkGradient, type GradientCheck } from '../../src/index.ts';

/** An operation of a released engine, as its users call it. */
export interface Operation {
  readonly name: string;
  /**
   * What is handed to a matcher.
   *
   * @param slip - what the engine's own gradient of one leaf is multiplied by, inside of the engine; 1 leaves it as it is released
   */
  readonly make: (slip: number) => { readonly subject: unknown; readonly options: object };
  /** The variable with the slip, as a report names it. */
  readonly wrong: string;
}

/** Holds that each operation is checked in one line: as it is released it passes, with a slip the leaf is named that has it. */
export function eachPasses(operations: readonly Operation[]): void {
  test.each(operations)('$name', ({ make, wrong }) => {
    const check = (slip: number) => {
      const { subject, options } = make(slip);
      return checkGradient(subject, options) as GradientCheck;
    };
    expect(check(1).verdict).toBe('match');
    const blamed = check(1.5).variables.filter(({ verdict }) => verdict === 'mismatch');
    expect(blamed.map(({ path }) => path)).toEqual([wrong]);
  });

  test('there are eight of them', () => {
    expect(operations).toHaveLength(8);
  });
}
