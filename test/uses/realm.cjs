const { right, wrong } = require('./subjects.cjs');

// A value of another realm is no `instanceof Array`, `Promise` or `Float64Array` of this one. Jest and Vitest's vmThreads give
// every test file a realm of its own, and what Node makes (`structuredClone`, say) comes from outside of it.

const foreignSubject = `({
  value: (x) => x[0] * x[0] + 3 * x[1],
  gradient: (x) => Float64Array.of(2 * x[0], 3),
})`;
const foreignLater = `({
  value: async (x) => x[0] * x[0] + 3 * x[1],
  gradient: async (x) => Float64Array.of(2 * x[0], 3),
})`;

module.exports = [
  {
    title: 'a point and a subject made elsewhere',
    assert: ({ expect, vm, options }) => {
      const at = vm.runInNewContext('Float64Array.of(2, 1)');
      const received = vm.runInNewContext(foreignSubject);
      expect(received).toHaveCorrectGradient({ ...options, at });
    },
  },
  {
    title: 'promises made elsewhere',
    assert: async ({ expect, vm, options }) => {
      const received = vm.runInNewContext(foreignLater);
      await expect(received).toHaveCorrectGradient({ ...options, at: [2, 1] });
    },
  },
  {
    title: 'options made elsewhere',
    assert: ({ expect, vm, options }) => {
      const foreign = vm.runInNewContext(`(${JSON.stringify(options)})`);
      expect(right).toHaveCorrectGradient(foreign);
      expect(wrong).not.toHaveCorrectGradient(foreign);
    },
  },
  {
    title: 'arrays made by structuredClone',
    assert: ({ expect, options }) => {
      const at = structuredClone({ x: new Float64Array([2, 1]), y: 4 });
      const cloned = { ...right, gradient: (point) => structuredClone(right.gradient(point)) };
      expect(cloned).toHaveCorrectGradient({ ...options, at });
      expect(wrong).not.toHaveCorrectGradient({ ...options, at });
      expect(Array.from(at.x)).toEqual([2, 1]);
    },
  },
].map((use) => ({ column: 'another realm', received: () => undefined, ...use }));
