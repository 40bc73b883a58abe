import type { Config } from 'jest';

// swc strips the types and emits CommonJS: Jest's own support for native ESM is still experimental.
const shared = {
  rootDir: import.meta.dirname,
  injectGlobals: false,
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2024' }, module: { type: 'commonjs' } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.landfall/'],
} satisfies Config;

/** A suite as Jest tests: `LANDFALL_SPEC=… npx jest --selectProjects smoke`. */
const suite = (id: string) => ({
  ...shared,
  displayName: id,
  testMatch: [`<rootDir>/suites/${id}.suite.ts`],
  globalSetup: '<rootDir>/runner/jest/global-setup.ts',
  setupFilesAfterEnv: ['<rootDir>/runner/jest/register-suite.ts'],
});

const config: Config = {
  reporters: ['default', '<rootDir>/runner/jest/reporter.ts'],
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.integration\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/**/*.integration.test.ts'],
    },
    suite('smoke'),
    suite('compliance'),
    suite('cutover'),
  ],
};
export default config;
