import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

/** Pure folders: what happens in them depends on their arguments alone. */
const PURE = [
  'core/**/*.ts',
  'load/model/**/*.ts',
  'load/plan/**/*.ts',
  'load/stats/**/*.ts',
  'load/stream/**/*.ts',
  'checks/**/*.ts',
  'suites/**/*.ts',
  'reports/**/*.ts',
];
const TESTS = ['**/*.test.ts', '**/testing/**/*.ts'];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'coverage/', '.landfall/', '**/*.cjs', '**/*.mjs'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'no-console': 'error',
      // Numbers read well in templates; objects and nullable values do not, and stay forbidden.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: PURE,
    // The script of a report runs in a browser.
    ignores: [...TESTS, 'reports/html/client/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'fetch', 'console', 'setTimeout', 'setInterval', 'setImmediate'].map(
          (name) => ({
            name,
            message: `This folder is pure: pass what ${name} would give as an argument.`,
          }),
        ),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: 'This folder is pure: take the time from the snapshot.',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'This folder is pure: take the time from the snapshot.',
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'This folder is pure: chance makes a run impossible to judge again.',
        },
      ],
    },
  },
  {
    files: TESTS,
    ...jest.configs['flat/recommended'],
    settings: { jest: { version: 30 } },
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect', 'testCheck', 'fc.assert'] },
      ],
      'jest/no-standalone-expect': 'off',
    },
  },
  {
    // Table testers are not tests: they export what makes tests of a table.
    files: ['**/testing/**/*.ts'],
    rules: {
      'jest/no-export': 'off',
      'jest/valid-title': 'off',
      'jest/no-conditional-expect': 'off',
    },
  },
);
