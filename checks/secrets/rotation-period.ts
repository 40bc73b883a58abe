import type { Secret } from '../../collectors/aws/secrets-manager/secrets.ts';

const HOURS_PER_DAY = 24;
const DAY_MS = 86_400_000;
/** Enough years for a leap day and for every weekday to fall on every date. */
const FROM = Date.UTC(2024, 0, 1);
const TO = Date.UTC(2053, 0, 1);

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN'].concat([
  'JUL',
  'AUG',
  'SEP',
  'OCT',
  'NOV',
  'DEC',
]);
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * The longest time between two rotations in days, by the rules; null when they do not say. The schedule counts before
 * the days, which AWS works out from it at the next rotation only.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
export function rotationPeriodDays(rules: NonNullable<Secret['rotationRules']>): number | null {
  const { scheduleExpression, automaticallyAfterDays } = rules;
  if (scheduleExpression === null) return automaticallyAfterDays;
  return rateDays(scheduleExpression) ?? cronDays(scheduleExpression);
}

function rateDays(expression: string): number | null {
  const [, count, unit] = /^rate\(\s*(\d+)\s+(hour|day)s?\s*\)$/.exec(expression) ?? [];
  if (count === undefined) return null;
  return unit === 'hour' ? Number(count) / HOURS_PER_DAY : Number(count);
}

/** Whole days: the hour of a rotation is within its day. Forms that are not read here give null. */
function cronDays(expression: string): number | null {
  const inner = /^cron\(([^()]*)\)$/.exec(expression)?.[1];
  const [minute, hour, dayOfMonth, month, dayOfWeek, year, ...more] =
    inner?.trim().split(/\s+/) ?? [];
  if (minute !== '0' || year !== '*' || more.length > 0) return null;
  const months = valuesOf(month, 1, 12, MONTHS);
  const isDue = dueOn(dayOfMonth, dayOfWeek);
  if (months === null || isDue === null || valuesOf(hour, 0, 23, []) === null) return null;

  let longest = 0;
  let last: number | null = null;
  for (let day = FROM; day < TO; day += DAY_MS) {
    const date = new Date(day);
    if (!months.has(date.getUTCMonth() + 1) || !isDue(date)) continue;
    if (last !== null) longest = Math.max(longest, (day - last) / DAY_MS);
    last = day;
  }
  return longest === 0 ? null : longest;
}

/** One of the two fields is `?` or `*`, and the other one decides. */
function dueOn(
  dayOfMonth: string | undefined,
  dayOfWeek: string | undefined,
): ((date: Date) => boolean) | null {
  if (dayOfMonth === undefined || dayOfWeek === undefined) return null;
  if (dayOfWeek === '?' || dayOfWeek === '*') {
    if (dayOfMonth === 'L') return (date) => date.getUTCDate() === lengthOfMonth(date);
    const days = dayOfMonth === '?' ? null : valuesOf(dayOfMonth, 1, 31, []);
    return days === null ? null : (date) => days.has(date.getUTCDate());
  }
  if (dayOfMonth !== '?' && dayOfMonth !== '*') return null;
  const [, weekday, nth] = /^(\w+)#([1-5])$/.exec(dayOfWeek) ?? [];
  const [, lastOf] = /^(\w+)L$/.exec(dayOfWeek) ?? [];
  const days = valuesOf(weekday ?? lastOf ?? dayOfWeek, 1, 7, WEEKDAYS);
  if (days === null) return null;
  return (date) => {
    if (!days.has(date.getUTCDay() + 1)) return false;
    const day = date.getUTCDate();
    if (nth !== undefined) return Math.ceil(day / 7) === Number(nth);
    return lastOf === undefined || day > lengthOfMonth(date) - 7;
  };
}

function lengthOfMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The values of a field: a list of numbers, names, ranges, `*`, and steps of these. */
function valuesOf(
  field: string | undefined,
  lowest: number,
  highest: number,
  names: readonly string[],
): ReadonlySet<number> | null {
  const values = new Set<number>();
  const numberOf = (text: string): number => {
    const named = names.indexOf(text.toUpperCase());
    return named >= 0 ? named + lowest : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  };
  for (const part of (field ?? '').split(',')) {
    const [range = '', step, ...more] = part.split('/');
    const [first = '', last, ...rest] =
      range === '*' || (range === '' && step !== undefined)
        ? [`${lowest}`, `${highest}`]
        : range.split('-');
    const from = numberOf(first);
    const to = last !== undefined ? numberOf(last) : step === undefined ? from : highest;
    const by = step === undefined ? 1 : Number(step);
    const isRead = more.length === 0 && rest.length === 0 && Number.isInteger(by) && by > 0;
    if (!isRead || !(from >= lowest && to <= highest && from <= to)) return null;
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return values;
}
