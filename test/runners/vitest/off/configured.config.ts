export default { test: { setupFiles: ['expect-gradient/vitest', './configured.setup.js'] } };
