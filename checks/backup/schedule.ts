const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** After 28 years every date falls on its weekday again. */
const CALENDAR_DAYS = 28 * 365 + 7;
const CALENDAR_START = Date.UTC(2024, 0, 1);

const RATE_MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: DAY_MINUTES };
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * The longest time between two runs of a `cron()` or `rate()` expression, in minutes, in a time zone without summer time.
 * Null when it cannot be told: an expression that cannot be read, one for certain years, or one that counts from the end
 * of a month. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function longestGapMinutes(expression: string): number | null {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression.trim());
  if (rate !== null) return Number(rate[1]) * (RATE_MINUTES[rate[2] ?? ''] ?? 0) || null;
  const fields = /^cron\(([^)]+)\)$/.exec(expression.trim())?.[1]?.trim().split(/\s+/) ?? [];
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields;
  if (fields.length !== 6 || year !== '*') return null;
  const minutes = numbersOf(minute, 0, 59);
  const hours = numbersOf(hour, 0, 23);
  const days = numbersOf(dayOfMonth, 1, 31);
  const months = numbersOf(month, 1, 12, MONTHS, 1);
  const weekdays = numbersOf(dayOfWeek, 1, 7, WEEKDAYS, 1);
  if (!minutes || !hours || !days || !months || !weekdays) return null;
  const times = [...hours]
    .flatMap((h) => [...minutes].map((m) => h * 60 + m))
    .sort((a, b) => a - b);
  const runs = Array.from({ length: CALENDAR_DAYS }, (_, index) => index).filter((index) => {
    const date = new Date(CALENDAR_START + index * DAY_MINUTES * MINUTE_MS);
    return (
      days.has(date.getUTCDate()) &&
      months.has(date.getUTCMonth() + 1) &&
      weekdays.has(date.getUTCDay() + 1)
    );
  });
  return longestBetween(runs, times);
}

/** The calendar repeats, so the last run is followed by the first. */
function longestBetween(days: readonly number[], times: readonly number[]): number | null {
  const [firstDay, firstTime] = [days[0], times[0]];
  const lastTime = times.at(-1);
  if (firstDay === undefined || firstTime === undefined || lastTime === undefined) return null;
  const within = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const across = days.map((day, index) => {
    const next = days[index + 1] ?? firstDay + CALENDAR_DAYS;
    return (next - day) * DAY_MINUTES + firstTime - lastTime;
  });
  return Math.max(...within, ...across);
}

/** The numbers that a field stands for; null when it cannot be read. */
function numbersOf(
  field: string | undefined,
  from: number,
  to: number,
  names: readonly string[] = [],
  nameOffset = 0,
): ReadonlySet<number> | null {
  if (field === undefined) return null;
  const numbers = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step = '1'] = part.split('/');
    const bounds = boundsOf(range, from, to, names, nameOffset, part.includes('/'));
    if (bounds === null || !/^[1-9]\d*$/.test(step)) return null;
    for (let value = bounds.first; value <= bounds.last; value += Number(step)) numbers.add(value);
  }
  return numbers;
}

function boundsOf(
  range: string,
  from: number,
  to: number,
  names: readonly string[],
  nameOffset: number,
  hasStep: boolean,
): { readonly first: number; readonly last: number } | null {
  if (range === '*' || range === '?') return { first: from, last: to };
  const [first, last = hasStep ? to : first] = range.split('-').map((text) => {
    const name = names.indexOf(text.toUpperCase());
    return name >= 0 ? name + nameOffset : /^\d+$/.test(text) ? Number(text) : NaN;
  });
  const isRange = first !== undefined && last !== undefined && first >= from && last <= to;
  return isRange && first <= last ? { first, last } : null;
}
