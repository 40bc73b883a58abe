import type { AlarmQuery, SignalAlarm } from '../../collectors/aws/cloudwatch/alarms.ts';
import type { AlarmSpec } from '../../core/spec/sections/operations.ts';
import { parseRatio } from './ratio.ts';

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

/**
 * By how much an alarm's figures are larger than the signal's: 1, or 100 for a percentage; null when it watches
 * something else. The name of an alarm says nothing.
 */
export function scaleOf({ queries }: SignalAlarm, signal: Signal): number | null {
  const [watched, ...others] = queries.filter(({ returnData }) => returnData !== false);
  if (watched === undefined || others.length > 0) return null;
  const { metric, dividedBy } = signal.declared;
  const { expression } = watched;
  const isMetric = (query: AlarmQuery, name: string) => isQueryOf(query, name, signal);
  if (dividedBy === undefined) {
    if (expression === null) return isMetric(watched, metric) ? 1 : null;
    // An expression over this metric alone, such as one that fills its gaps; a quotient is another signal.
    const metrics = queries.filter((query) => query.expression === null);
    const isAlone = metrics.length > 0 && metrics.every((query) => isMetric(query, metric));
    return isAlone && !expression.includes('/') ? 1 : null;
  }
  const ratio = expression === null ? null : parseRatio(expression);
  if (ratio === null) return null;
  const has = (id: string, name: string) =>
    queries.some((query) => query.id === id && isMetric(query, name));
  return has(ratio.numerator, metric) && has(ratio.denominator, dividedBy) ? ratio.scale : null;
}

/** Whether an alarm that watches the signal goes off where the spec says. */
export function goesOffAsDeclared(
  { comparison, threshold }: SignalAlarm,
  scale: number,
  { declared }: Signal,
): boolean {
  return (
    comparison === COMPARISONS[declared.comparison] &&
    threshold !== null &&
    isSameNumber(threshold, declared.threshold * scale)
  );
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
