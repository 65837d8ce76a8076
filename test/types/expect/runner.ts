import 'expect-gradient/expect';

export { expect } from 'expect';
