import type { Config } from 'jest';

// swc strips the types and emits CommonJS: Jest's own support for native ESM is still experimental.
// The same holds for packages that ship ES modules alone.
const ESM_PACKAGES = [
  'commander',
  'junit2json',
  'get-east-asian-width',
  'string-width',
  'strip-ansi',
  'ansi-regex',
  '@noble/hashes',
  'd3-scale',
  'd3-shape',
  'd3-array',
  'd3-color',
  'd3-format',
  'd3-interpolate',
  'd3-path',
  'd3-time',
  'd3-time-format',
  'internmap',
  'ctrf',
  'tap-parser',
  'ml-levenberg-marquardt',
  'ml-matrix',
  'ml-array-max',
  'ml-array-min',
  'ml-array-rescale',
  'is-any-array',
];

const shared = {
  rootDir: import.meta.dirname,
  injectGlobals: false,
  transform: {
    '\\.(?:[jt]s|mjs)$': ['@swc/jest', { jsc: { target: 'es2024' }, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${ESM_PACKAGES.join('|')})/)`],
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
      testPathIgnorePatterns: ['/node_modules/', '\\.(?:integration|timing)\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/**/*.integration.test.ts'],
    },
    {
      // What these measure is time, so that nothing else may run beside them: with --runInBand, and after all others.
      ...shared,
      displayName: 'timing',
      testMatch: ['<rootDir>/**/*.timing.test.ts'],
    },
    suite('smoke'),
    suite('compliance'),
    suite('cutover'),
  ],
};
export default config;
