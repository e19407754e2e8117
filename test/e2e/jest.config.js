import { fileURLToPath } from 'node:url';
import root from '../../jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...root,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  testRunner: 'jest-circus/runner',
  roots: ['<rootDir>/test/e2e'],
  testPathIgnorePatterns: ['/node_modules/'],
};
