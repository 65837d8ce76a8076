import '@testing-library/jest-dom/vitest';
import 'expect-gradient/vitest';
import 'jest-extended';

export { expect } from 'vitest';
