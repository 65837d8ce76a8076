module.exports = {
  reporters: ['default', ['expect-gradient/reporter', { slowst: 9 }]],
};
