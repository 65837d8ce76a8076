export default {
  test: {
    setupFiles: ['expect-gradient/vitest'],
    reporters: ['default', 'expect-gradient/reporter'],
  },
};
