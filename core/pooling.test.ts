import { expect, test } from '@jest/globals';
import { type PoolerPromise, poolingExitCode } from './pooling.ts';

function exitCode(statuses: readonly PoolerPromise['status'][], left = false) {
  return poolingExitCode({
    server: 'pooler:6432/app',
    declaredMode: 'transaction',
    promises: statuses.map((status) => ({ says: 'Queries work.', status })),
    notPromised: [],
    notes: [],
    left,
  });
}

test.each([
  [['pass', 'pass'], 0],
  [['pass', 'fail', 'unknown'], 1],
  [['pass', 'unknown'], 3],
  [[], 3],
] as const)('%j gives %d', (statuses, code) => {
  expect(exitCode(statuses)).toBe(code);
});

test('what is left behind proves nothing', () => {
  expect(exitCode(['pass'], true)).toBe(3);
});
