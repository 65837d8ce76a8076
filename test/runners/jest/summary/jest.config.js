module.exports = {
  setupFilesAfterEnv: ['expect-gradient/jest'],
  reporters: ['default', ['expect-gradient/reporter', { slowest: 9 }]],
};
