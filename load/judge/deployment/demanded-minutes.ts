import type { ReportedMetric } from '../../../core/load/deployment-record.ts';
import { quantile, sorted } from '../../stats/quantile.ts';
import { minutesWithin, type MinuteValue } from './metric-minutes.ts';
import type { SharedLevel } from './shared-level.ts';
import { spanOf, type Span } from './span.ts';

/** The minutes by which a size is judged: those of every level from the declared rate to the peak. */
export type DemandedMinutes =
  | {
      readonly kind: 'seen';
      readonly values: readonly MinuteValue[];
      /** The same, of each level by itself. */
      readonly byLevel: readonly (readonly MinuteValue[])[];
      readonly span: Span;
    }
  | { readonly kind: 'unseen'; readonly reason: string; readonly span: Span | null };

/** Fewer points have no 99.5th percentile but their maximum. */
const FEWEST_FOR_QUANTILE = 200;
const QUANTILE = 0.995;

/** Where each demanded level was steady, or why that cannot be said of one. */
export function demandedSpans(
  levels: readonly SharedLevel[],
):
  | { readonly kind: 'seen'; readonly spans: readonly Span[]; readonly span: Span }
  | { readonly kind: 'unseen'; readonly reason: string; readonly span: Span | null } {
  const demanded = levels.filter(({ isDemanded }) => isDemanded);
  const spans: Span[] = [];
  for (const { steady } of demanded) {
    if (steady.kind === 'none') return { kind: 'unseen', reason: steady.reason, span: null };
    spans.push(steady.span);
  }
  const span = spanOf(spans);
  return span === null
    ? { kind: 'unseen', reason: 'No level of the declared rate was sent.', span: null }
    : { kind: 'seen', spans, span };
}

/** @param what such as `the CPU of main/api` */
export function demandedMinutes(
  levels: readonly SharedLevel[],
  metric: ReportedMetric,
  what: string,
): DemandedMinutes {
  const demanded = demandedSpans(levels);
  if (demanded.kind === 'unseen') return demanded;
  const byLevel: (readonly MinuteValue[])[] = [];
  for (const span of demanded.spans) {
    const minutes = minutesWithin(metric, what, span);
    if (minutes.kind === 'unseen') return { ...minutes, span: demanded.span };
    byLevel.push(minutes.values);
  }
  return { kind: 'seen', values: byLevel.flat(), byLevel, span: demanded.span };
}

/** The greatest value of a metric's minutes, and of many the 99.5th percentile. It is asked of each level: others would dilute it. */
export function nearlyGreatest(values: readonly MinuteValue[]): number {
  const sample = sorted(values.map(({ value }) => value));
  const answer = quantile(sample, sample.length < FEWEST_FOR_QUANTILE ? 1 : QUANTILE);
  return answer.kind === 'estimate' ? answer.value : Number.POSITIVE_INFINITY;
}

/** Such as `In 18 minutes`, for values of whole minutes. */
export function periodsInWords(count: number, metric: ReportedMetric): string {
  const seconds = metric.state === 'reported' ? metric.periodSeconds : 60;
  return seconds === 60 ? `${count} minutes` : `${count} periods of ${seconds} s`;
}
