import { expect, test } from '@jest/globals';
import { exitMeaning } from './exit-codes.ts';

test.each([
  [0, 'ended'],
  [97, 'fault'],
  [98, 'fault'],
  [99, 'threshold'],
  [100, 'fault'],
  [101, 'fault'],
  [102, 'fault'],
  [103, 'interrupted'],
  [104, 'configuration'],
  [105, 'interrupted'],
  [106, 'configuration'],
  [107, 'script'],
  [108, 'aborted'],
  [109, 'fault'],
  [110, 'aborted'],
  [255, 'configuration'],
])('%i is %s', (exitCode, reason) => {
  expect(exitMeaning(exitCode).reason).toBe(reason);
});

test('a code that k6 does not document is a fault', () => {
  expect(exitMeaning(42)).toEqual({
    reason: 'fault',
    sentence: 'k6 ended with exit code 42, which it is not known for.',
  });
});
