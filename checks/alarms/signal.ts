import type { AlarmQuery, SignalAlarm } from '../../collectors/aws/cloudwatch/alarms.ts';
import type { AlarmSpec } from '../../core/spec/sections/operations.ts';
import { parseMetric, parseRatio } from './ratio.ts';

/** A declared signal whose dimensions have the values that AWS gives them. */
export interface Signal {
  readonly declared: AlarmSpec;
  readonly dimensions: Readonly<Record<string, string>>;
}

const COMPARISONS: Readonly<Record<AlarmSpec['comparison'], string>> = {
  '>': 'GreaterThanThreshold',
  '>=': 'GreaterThanOrEqualToThreshold',
  '<': 'LessThanThreshold',
  '<=': 'LessThanOrEqualToThreshold',
};

/** By how much an alarm's figures are larger than the signal's: 1, or 100 for a percentage; `unread` is any. */
export type Scale = number | 'unread';

/** Null when the alarm watches something else. The name of an alarm says nothing. */
export function scaleOf({ queries }: SignalAlarm, signal: Signal): Scale | null {
  const [watched, ...others] = queries.filter(({ returnData }) => returnData !== false);
  if (watched === undefined || others.length > 0) return null;
  const { metric, dividedBy } = signal.declared;
  const { expression } = watched;
  const isMetric = (query: AlarmQuery, name: string) => isQueryOf(query, name, signal);
  const metrics = queries.filter((query) => query.expression === null);
  const metricOf = (id: string | null) =>
    id === null ? undefined : metrics.find((query) => query.id === id);
  if (dividedBy === undefined) {
    if (expression === null) return isMetric(watched, metric) ? 1 : null;
    // An expression over this metric alone, such as one that fills its gaps.
    const isAlone = metrics.length > 0 && metrics.every((query) => isMetric(query, metric));
    if (!isAlone) return null;
    return metricOf(parseMetric(expression)) === undefined ? 'unread' : 1;
  }
  const isOverBoth = [metric, dividedBy].every((name) =>
    metrics.some((query) => isMetric(query, name)),
  );
  if (expression === null || !isOverBoth) return null;
  const ratio = parseRatio(expression);
  const numerator = metricOf(ratio?.numerator ?? null);
  const denominator = metricOf(ratio?.denominator ?? null);
  if (ratio === null || numerator === undefined || denominator === undefined) return 'unread';
  return isMetric(numerator, metric) && isMetric(denominator, dividedBy) ? ratio.scale : null;
}

/** An alarm that comes later than in an hour helps nobody at a cutover. */
const WITHIN_MINUTES = 60;

export function withinMinutesOf({ withinMinutes }: AlarmSpec): number {
  return withinMinutes ?? WITHIN_MINUTES;
}

/**
 * Whether an alarm that watches the signal goes off where, and as soon as, the spec says; null where its expression was
 * not understood, or AWS leaves out how long it waits.
 */
export function goesOffAsDeclared(
  alarm: SignalAlarm,
  scale: Scale,
  { declared }: Signal,
): boolean | null {
  const { comparison, threshold } = alarm;
  if (scale === 'unread') return null;
  if (comparison !== COMPARISONS[declared.comparison] || threshold === null) return false;
  if (!isSameNumber(threshold, declared.threshold * scale)) return false;
  const seconds = delaySecondsOf(alarm);
  return seconds === null ? null : seconds <= withinMinutesOf(declared) * 60;
}

/** How long a signal is beyond the threshold before the alarm goes off; null where AWS leaves it out. */
export function delaySecondsOf({
  queries,
  evaluationPeriods,
  datapointsToAlarm,
}: SignalAlarm): number | null {
  const datapoints = datapointsToAlarm ?? evaluationPeriods;
  const metrics = queries.filter(({ expression }) => expression === null);
  const periods = metrics.flatMap(({ periodSeconds }) => periodSeconds ?? []);
  if (datapoints === null || periods.length === 0 || periods.length < metrics.length) return null;
  return Math.max(...periods) * datapoints;
}

/** But for what binary fractions lose: 0.07 times 100 is not 7. */
function isSameNumber(left: number, right: number): boolean {
  return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(right));
}

function isQueryOf({ metric, statistic }: AlarmQuery, name: string, signal: Signal): boolean {
  const { namespace, statistic: wanted } = signal.declared;
  return (
    metric?.namespace === namespace &&
    metric.name === name &&
    (wanted === undefined || statistic?.toLowerCase() === wanted.toLowerCase()) &&
    hasSameEntries(metric.dimensions, signal.dimensions)
  );
}

type Dimensions = Readonly<Record<string, string>>;

/** All of them: with one dimension more or less it is another metric. */
function hasSameEntries(left: Dimensions, right: Dimensions): boolean {
  const entries = Object.entries(left);
  return (
    entries.length === Object.keys(right).length &&
    entries.every(([name, value]) => Object.hasOwn(right, name) && right[name] === value)
  );
}
