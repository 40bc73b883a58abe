import type { ReportedMetric } from '../../../core/load/deployment-record.ts';
import { BURST } from '../../plan/burst.ts';
import { rounded } from '../words.ts';
import { periodsInWords } from './demanded-minutes.ts';
import { beyondPeakWithin } from './load-beyond-peak.ts';
import { minutesWithin, type MinuteValue } from './metric-minutes.ts';
import type { SentScenario } from './sent-scenario.ts';
import type { SharedLevel } from './shared-level.ts';
import type { Span } from './span.ts';

/** A level at which all minutes of a metric are known. */
export interface KnownLevel {
  readonly level: SharedLevel;
  readonly span: Span;
  readonly values: readonly MinuteValue[];
}

/**
 * The levels up to the peak of which every minute of a metric is known. Each of them speaks against a size by itself, whatever was seen of
 * the others, so that no load that is sent beside makes it better; also one of less than the declared rate, at which nothing may be
 * used up, either. For a size speaks none of these alone.
 */
export function knownLevels(
  levels: readonly SharedLevel[],
  metric: ReportedMetric,
  what: string,
): readonly KnownLevel[] {
  return levels.flatMap((level): readonly KnownLevel[] => {
    if (level.isBeyondPeak || level.steady.kind === 'none') return [];
    const { span } = level.steady;
    const minutes = minutesWithin(metric, what, span);
    return minutes.kind === 'unseen' ? [] : [{ level, span, values: minutes.values }];
  });
}

/** The first of the declared rate, or else of less. */
export function tellingLevel(levels: readonly KnownLevel[]): KnownLevel | null {
  return levels.find(({ level }) => level.isDemanded) ?? levels[0] ?? null;
}

/** Such as `In 5 minutes`, or `In 120 minutes at 28 requests a second, less than is declared,`. */
export function levelInWords({ level, values }: KnownLevel, metric: ReportedMetric): string {
  const periods = `In ${periodsInWords(values.length, metric)}`;
  return level.isDemanded
    ? periods
    : `${periods} at ${rounded(level.requestsPerSecond)} requests a second, less than is declared,`;
}

/**
 * Why what was used up at less than the declared rate may be left of more than is declared, as a sentence; null when it cannot be. Memory
 * is kept, and connections stay open, when what took them is over.
 */
export function leftOfMore(
  { level, span }: KnownLevel,
  scenarios: readonly SentScenario[],
): string | null {
  if (level.isDemanded) return null;
  const before = { fromMs: Number.NEGATIVE_INFINITY, toMs: span.toMs };
  return (
    beyondPeakWithin(scenarios, before, 'Before it') ??
    (burstBefore(scenarios, span) ? 'Before it requests came at once.' : null)
  );
}

function burstBefore(scenarios: readonly SentScenario[], { fromMs }: Span): boolean {
  return scenarios.some(({ zeroMs, measurements }) =>
    measurements.some(({ phases }) =>
      phases.some(
        ({ phase, fromSeconds }) =>
          phase.name === BURST && zeroMs !== null && zeroMs + 1000 * fromSeconds < fromMs,
      ),
    ),
  );
}
