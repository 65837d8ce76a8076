export default {
  test: {
    setupFiles: ['expect-gradient/vitest'],
    reporters: ['default', ['expect-gradient/reporter', { slowest: 9 }]],
  },
};
