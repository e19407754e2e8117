import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // For machines that have more to do than the tests.
  testTimeout: 30_000,
  // Many tests wait: for time limits, and for processes. Others have the processor then.
  maxWorkers: 2 * availableParallelism(),
  testRunner: '<rootDir>/test/helpers/runner/index.js',
  testSequencer: '<rootDir>/test/helpers/longest-first.js',
  globalSetup: '<rootDir>/test/helpers/build.js',
  globalTeardown: '<rootDir>/test/helpers/end.js',
  setupFilesAfterEnv: ['<rootDir>/test/helpers/retries.js'],
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js'] },
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } }],
  },
};
