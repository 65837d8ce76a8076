import { describe, expect, test } from 'vitest';
import { drive } from '../../src/probe/driver.ts';

/** Asks for the doubles of 1, 2 and 3, and winds up with what it has when one is refused. */
function* doubles(log: string[] = []): Generator<number, readonly number[], number> {
  const found: number[] = [];
  try {
    for (const n of [1, 2, 3]) found.push(yield n);
  } catch (error) {
    log.push(`caught ${String(error)}`);
  } finally {
    log.push('wound up');
  }
  return found;
}

const refusal = new Error('no');
const refuseTwo = (n: number): number => {
  if (n === 2) throw refusal;
  return 2 * n;
};

describe('answers that are there', () => {
  test('give a result that is there', () => {
    expect(drive(doubles(), (n) => 2 * n)).toEqual([2, 4, 6]);
  });

  test('a generator that asks nothing ends at once', () => {
    // biome-ignore lint/correctness/useYield: one that asks nothing is the case
    function* silent(): Generator<never, string, never> {
      return 'done';
    }
    const answer = () => {
      throw new Error('was asked');
    };
    expect(drive(silent(), answer)).toBe('done');
  });

  test('what an answer throws is thrown where it was asked for', () => {
    const log: string[] = [];
    expect(drive(doubles(log), refuseTwo)).toEqual([2]);
    expect(log).toEqual(['caught Error: no', 'wound up']);
  });

  test('what the generator does not catch comes out as the same object', () => {
    function* careless(): Generator<number, number, number> {
      return (yield 1) + (yield 2);
    }
    let caught: unknown;
    try {
      drive(careless(), refuseTwo);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(refusal);
  });

  test('a request made while catching is answered too', () => {
    function* persistent(): Generator<number, number, number> {
      try {
        return yield 2;
      } catch {
        return yield 5;
      }
    }
    expect(drive(persistent(), refuseTwo)).toBe(10);
  });
});

describe('answers that are promised', () => {
  test('make the result a promise, from the first one on', async () => {
    const results = [1, 2, 3].map((late) =>
      drive(doubles(), (n) => (n === late ? Promise.resolve(2 * n) : 2 * n)),
    );
    expect(results.map((result) => result instanceof Promise)).toEqual([true, true, true]);
    expect(await Promise.all(results)).toEqual([
      [2, 4, 6],
      [2, 4, 6],
      [2, 4, 6],
    ]);
  });

  test('are awaited one after the other', async () => {
    const log: string[] = [];
    const answer = async (n: number) => {
      log.push(`asked ${n}`);
      await new Promise((resolve) => setTimeout(resolve, 4 - n));
      log.push(`answered ${n}`);
      return 2 * n;
    };
    await drive(doubles(), answer);
    expect(log).toEqual([1, 2, 3].flatMap((n) => [`asked ${n}`, `answered ${n}`]));
  });

  test('any thenable is one', async () => {
    // biome-ignore lint/suspicious/noThenProperty: a promise of another library is the case
    const thenable = (n: number) => ({ then: (done: (value: number) => void) => done(2 * n) });
    const answer = thenable as unknown as (n: number) => PromiseLike<number>;
    expect(await drive(doubles(), answer)).toEqual([2, 4, 6]);
  });

  test('a rejected one is thrown where it was asked for, and so is what an answer throws later', async () => {
    const [rejecting, throwing]: string[][] = [[], []];
    const rejectTwo = async (n: number) => refuseTwo(n);
    const promiseThenThrow = (n: number) => (n === 1 ? Promise.resolve(2) : refuseTwo(n));
    expect(await drive(doubles(rejecting), rejectTwo)).toEqual([2]);
    expect(await drive(doubles(throwing), promiseThenThrow)).toEqual([2]);
    expect([rejecting, throwing]).toEqual([
      ['caught Error: no', 'wound up'],
      ['caught Error: no', 'wound up'],
    ]);
  });

  test('what the generator does not catch rejects the result with the same object', async () => {
    function* careless(): Generator<number, number, number> {
      return (yield 1) + (yield 2);
    }
    const result = drive(careless(), async (n: number) => refuseTwo(n));
    expect(await Promise.resolve(result).catch((error: unknown) => error)).toBe(refusal);
  });
});
