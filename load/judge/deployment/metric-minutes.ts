import type { ReportedMetric } from '../../../core/load/deployment-record.ts';
import { minuteInWords, type Span } from './span.ts';

/**
 * One value may be a fluke, and says nothing of the next. Two whole minutes lie in any window of three; with metrics of a shorter
 * period it is the same time.
 */
const FEWEST_SECONDS = 120;
const SURE_SECONDS = 180;

export interface MinuteValue {
  /** When its period began. */
  readonly atMs: number;
  readonly value: number;
}

/** What a metric was in each whole period, or why that is not known. */
export type Minutes =
  | { readonly kind: 'seen'; readonly values: readonly MinuteValue[] }
  | { readonly kind: 'unseen'; readonly reason: string };

/**
 * The periods of a metric that lie wholly within a time. One of which nothing was reported leaves all of it unseen: what was not
 * reported may have been the worst, and is neither zero nor like its neighbours.
 * @param what such as `the CPU of main/api`
 */
export function minutesWithin(metric: ReportedMetric, what: string, span: Span): Minutes {
  if (metric.state === 'unseen') return unseen(`${capital(what)} was not seen. ${metric.why}`);
  const periodMs = metric.periodSeconds * 1000;
  const starts = wholePeriods(periodMs, span);
  if (starts.length < 2 || starts.length * metric.periodSeconds < FEWEST_SECONDS) {
    return unseen(
      `The steady time from ${minuteInWords(span.fromMs)} lasts ${Math.round((span.toMs - span.fromMs) / 1000)} s, in which ${what} has ${starts.length} whole ${starts.length === 1 ? 'period' : 'periods'} of ${metric.periodSeconds} s: it must last ${Math.max(SURE_SECONDS, 3 * metric.periodSeconds)} s.`,
    );
  }
  return minutesAt(metric, what, starts);
}

/** The periods of a metric that begin at these moments, in epoch milliseconds, or why not all of them are known. */
export function minutesAt(
  metric: ReportedMetric,
  what: string,
  starts: readonly number[],
): Minutes {
  if (metric.state === 'unseen') return unseen(`${capital(what)} was not seen. ${metric.why}`);
  const byStart = valuesByStart(metric.points);
  const values: MinuteValue[] = [];
  for (const atMs of starts) {
    const reported = byStart.get(atMs) ?? [];
    const [value] = reported;
    if (value === undefined) {
      return unseen(`Nothing was reported of ${what} at ${minuteInWords(atMs)}.`);
    }
    if (reported.some((other) => other !== value)) {
      return unseen(`Two values were reported of ${what} at ${minuteInWords(atMs)}.`);
    }
    if (!(value >= 0)) {
      return unseen(`${capital(what)} was reported as ${value} at ${minuteInWords(atMs)}.`);
    }
    values.push({ atMs, value });
  }
  return { kind: 'seen', values };
}

/** When the periods begin that lie wholly within a time. CloudWatch's begin at whole multiples of their length. */
export function wholePeriods(periodMs: number, { fromMs, toMs }: Span): readonly number[] {
  const starts: number[] = [];
  for (let at = Math.ceil(fromMs / periodMs) * periodMs; at + periodMs <= toMs; at += periodMs) {
    starts.push(at);
  }
  return starts;
}

/** When the periods begin that have any of a time. */
export function periodsTouching(periodMs: number, { fromMs, toMs }: Span): readonly number[] {
  const first = Math.floor(fromMs / periodMs) * periodMs;
  return wholePeriods(periodMs, { fromMs: first, toMs: Math.ceil(toMs / periodMs) * periodMs });
}

function valuesByStart(
  points: readonly { readonly at: string; readonly value: number }[],
): ReadonlyMap<number, readonly number[]> {
  const byStart = new Map<number, number[]>();
  for (const { at, value } of points) {
    const atMs = Date.parse(at);
    byStart.set(atMs, [...(byStart.get(atMs) ?? []), value]);
  }
  return byStart;
}

function unseen(reason: string): Minutes {
  return { kind: 'unseen', reason };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
