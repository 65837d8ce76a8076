export default {
  test: { reporters: ['default', ['expect-gradient/reporter', { slowst: 9 }]] },
};
