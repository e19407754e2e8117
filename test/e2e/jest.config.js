import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import root from '../../jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...root,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  // A test may have a browser, or several servers.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testRunner: 'jest-circus/runner',
  roots: ['<rootDir>/test/e2e'],
  testPathIgnorePatterns: ['/node_modules/'],
};
