import { expect, test } from '@jest/globals';
import { rotationPeriodDays } from './rotation-period.ts';

test.each<[string, number | null]>([
  ['rate(10 days)', 10],
  ['rate(1 day)', 1],
  ['rate(12 hours)', 0.5],
  ['rate(10 weeks)', null],
  ['cron(0 8 * * ? *)', 1],
  ['cron(0 /8 * * ? *)', 1],
  ['cron(0 0/8 * * ? *)', 1],
  ['cron(0 8 1 * ? *)', 31],
  ['cron(0 8 L * ? *)', 31],
  ['cron(0 8 1,15 * ? *)', 17],
  ['cron(0 8 1 1/3 ? *)', 92],
  ['cron(0 8 1 JAN,jul ? *)', 184],
  ['cron(0 8 ? * SUN *)', 7],
  ['cron(0 8 ? * 2-6 *)', 3],
  ['cron(0 8 ? * SUN#1 *)', 35],
  ['cron(0 8 ? * 6L *)', 35],
  ['cron(0 8 31 * ? *)', 61],
  ['cron(0 8 29 2 ? *)', 1461],
  ['cron(0 8 30 2 ? *)', null],
  ['cron(0 8 1 * ? 2026)', null],
  ['cron(0 8 ? * ? *)', null],
  ['cron(0 8 1 * MON *)', null],
  ['cron(0 25 1 * ? *)', null],
  ['cron(0 8 10-5 * ? *)', null],
  ['cron(0 8 1/0 * ? *)', null],
  ['cron(8)', null],
  ['', null],
])('%s is %p days', (scheduleExpression, days) => {
  expect(
    rotationPeriodDays({ scheduleExpression, automaticallyAfterDays: 30, duration: null }),
  ).toBe(days);
});

test.each([30, null])('without a schedule it is %p days', (automaticallyAfterDays) => {
  expect(
    rotationPeriodDays({ scheduleExpression: null, automaticallyAfterDays, duration: null }),
  ).toBe(automaticallyAfterDays);
});
