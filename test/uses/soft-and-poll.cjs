const { asynchronous, right, wrong } = require('./subjects.cjs');

const line = 'expect(received).toHaveCorrectGradient()';

const soft = async ({ expect, received, options }) => {
  await expect.soft(received).toHaveCorrectGradient(options);
};

/** The test goes on after what is wrong: the last line of what it prints tells. */
const softThenMore = async ({ expect, received, options }) => {
  await expect.soft(received).toHaveCorrectGradient(options);
  throw new Error('the test went on');
};

// what Vitest calls `interval` is a list, `intervals`, in Playwright
const polling = { interval: 5, intervals: [5], timeout: 20_000 };

const becomingRight = async ({ expect, received, options }) => {
  let calls = 0;
  const improving = () => (++calls < 3 ? wrong : received);
  await expect.poll(improving, polling).toHaveCorrectGradient(options);
  expect(calls).toBe(3);
};

const polled = async ({ expect, received, options }) => {
  await expect.poll(() => received, { ...polling, timeout: 300 }).toHaveCorrectGradient(options);
};

/** `needs` names what not every `expect` has. */
module.exports = [
  { needs: 'soft', title: 'right', received: () => right, assert: soft },
  {
    needs: 'soft',
    title: 'right, asynchronous',
    received: () => asynchronous(right),
    assert: soft,
  },
  {
    needs: 'soft',
    title: 'wrong, and the test goes on',
    received: () => wrong,
    assert: softThenMore,
    fails: { line, also: 'Error: the test went on' },
  },
  {
    needs: 'soft',
    title: 'wrong, asynchronous, and the test goes on',
    received: () => asynchronous(wrong),
    assert: softThenMore,
    fails: { line, also: 'Error: the test went on' },
  },
  { needs: 'poll', title: 'wrong, then right', received: () => right, assert: becomingRight },
  {
    needs: 'poll',
    title: 'wrong, then right, asynchronous',
    received: () => asynchronous(right),
    assert: becomingRight,
  },
  {
    needs: 'poll',
    title: 'wrong for ever',
    received: () => wrong,
    assert: polled,
    fails: { line },
  },
].map((use) => ({ column: `expect.${use.needs}`, ...use }));
