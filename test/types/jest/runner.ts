import 'expect-gradient/jest';

// the global one, typed by @types/jest
const itsExpect = expect;

export { itsExpect as expect };
