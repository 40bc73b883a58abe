import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { applyWaivers } from '../core/waivers/apply.ts';
import { failing, waiving } from '../core/waivers/testing/findings.ts';
import { strictWaiversExitCode } from './strict-waivers.ts';

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const after = (expires: string, subject = 'db', status: 'fail' | 'error' = 'fail') =>
  applyWaivers(
    [failing({ status })],
    [waiving({ expires, match: { subject } })],
    '2026-11-29T12:00:00.000Z',
  );

test.each([
  ['one that is applied', after('2026-12-31'), null],
  ['one that ends today', after('2026-11-29'), null],
  ['one that has expired', after('2026-11-28'), 2],
  ['one that is unused', after('2026-12-31', 'other'), 2],
  ['one of what could not be decided', after('2026-12-31', 'db', 'error'), null],
])('%s', (_, report, exitCode) => {
  expect(strictWaiversExitCode(report, true)).toBe(exitCode);
  expect(strictWaiversExitCode(report, false)).toBeNull();
});
