import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { longestGapMinutes } from './schedule.ts';

const DAY = 24 * 60;

test.each([
  ['rate(12 hours)', 12 * 60],
  ['rate(1 day)', DAY],
  ['rate(30 minutes)', 30],
  ['cron(0 5 * * ? *)', DAY],
  ['cron(0 5 ? * * *)', DAY],
  ['cron(0 0/6 * * ? *)', 6 * 60],
  ['cron(30 1,4,23 * * ? *)', 19 * 60],
  ['cron(0 5 ? * SUN *)', 7 * DAY],
  ['cron(0 5 ? * MON-FRI *)', 3 * DAY],
  ['cron(0 5 1 * ? *)', 31 * DAY],
  ['cron(0 5 31 * ? *)', 61 * DAY],
  ['cron(0/15 * * * ? *)', 15],
  ['cron(0 5 29 2 ? *)', 1461 * DAY],
  ['cron(0 5 * JAN,JUL ? *)', 154 * DAY],
])('%s: %d', (expression, minutes) => {
  expect(longestGapMinutes(expression)).toBe(minutes);
});

test.each([
  ['rate(0 days)'],
  ['cron(0 5 L * ? *)'],
  ['cron(0 5 ? * 2#1 *)'],
  ['cron(0 5 * * ? 2026)'],
  ['cron(0 5 * * ?)'],
  ['cron(61 5 * * ? *)'],
  ['cron(0 5-1 * * ? *)'],
  ['cron(0 5 30 2 ? *)'],
  ['every day'],
  [''],
])('cannot be told: %p', (expression) => {
  expect(longestGapMinutes(expression)).toBeNull();
});

test('daily times: as the clock goes round', () => {
  const hours = fc.uniqueArray(fc.nat(23), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(hours, fc.nat(59), (chosen, minute) => {
      const sorted = chosen.toSorted((a, b) => a - b);
      const gaps = sorted.map((hour, index) => {
        const next = sorted[index + 1] ?? (sorted[0] ?? 0) + 24;
        return (next - hour) * 60;
      });
      const expression = `cron(${minute} ${chosen.join(',')} * * ? *)`;
      expect(longestGapMinutes(expression)).toBe(Math.max(...gaps));
    }),
  );
});
