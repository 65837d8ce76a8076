import { setUp } from './jest/setup.ts';

setUp();
