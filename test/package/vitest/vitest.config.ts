export default { test: { setupFiles: ['expect-gradient/vitest'] } };
