import '@testing-library/jest-dom';
import 'expect-gradient/jest';
import 'jest-extended';

// the global one, typed by @types/jest
const itsExpect = expect;

export { itsExpect as expect };
