import { availableParallelism } from 'node:os';

/** Jest in ES-module mode: swc compiles each file, decorators and their metadata included. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      },
    ],
  },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  // A bound that a fault meets, and not a busy machine.
  testTimeout: 120_000,
  // Jest leaves one core alone. Here there is one worker more than cores: servers and commands in tests mostly wait.
  maxWorkers: availableParallelism() + 1,
  // Jest lets go of no ES module that a test file loaded, 30 MB of them for an application: a worker grew to 3 GB.
  workerIdleMemoryLimit: '1GB',
};
