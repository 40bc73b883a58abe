import { AFTER_BURST, BURST } from '../../plan/burst.ts';
import { latenessLimitMs, latenessP99 } from '../lateness.ts';
import type { Measurement } from '../measurement.ts';
import { requestsInWords, rounded } from '../words.ts';
import { CLOCK_LIMIT_MS } from './clock-rule.ts';
import type { LoadedDatabase } from './loaded-database.ts';
import { minutesAt } from './metric-minutes.ts';
import type { SentScenario } from './sent-scenario.ts';
import type { Span } from './span.ts';

/** The connections that were open after requests that came at once, or why that is not known. */
export type BurstConnections =
  | {
      readonly kind: 'seen';
      readonly requests: number;
      /** How many of them were not answered as they should be: those may have come to no pool. */
      readonly failed: number;
      /** In any period from the one in which the burst began. */
      readonly most: number;
      readonly span: Span;
    }
  | { readonly kind: 'unseen'; readonly reason: string; readonly span: Span | null };

/** Of the burst that had the most connections; null when none was sent. One that is not known leaves all of them unknown. */
export function connectionsAfterBurst(database: LoadedDatabase): BurstConnections | null {
  const bursts = database.scenarios.flatMap((scenario) => afterBurst(database, scenario) ?? []);
  return bursts.reduce<BurstConnections | null>((worst, burst) => {
    if (worst === null || burst.kind === 'unseen') return worst?.kind === 'unseen' ? worst : burst;
    return worst.kind === 'seen' && burst.most > worst.most ? burst : worst;
  }, null);
}

function afterBurst(
  { name, record: { connections } }: LoadedDatabase,
  { zeroMs, measurements }: SentScenario,
): BurstConnections | null {
  const bursts = measurements.flatMap((measurement) => {
    const burst = phaseOf(measurement, BURST);
    const after = phaseOf(measurement, AFTER_BURST);
    return burst === undefined || after === undefined ? [] : [{ measurement, burst, after }];
  });
  const [first] = bursts;
  if (first === undefined) return null;
  if (zeroMs === null) return unseen('When the burst was sent is not known.');
  const span: Span = {
    fromMs: zeroMs + 1000 * first.burst.fromSeconds,
    toMs: zeroMs + 1000 * first.after.toSeconds,
  };
  for (const { measurement, burst } of bursts) {
    const wrong = notAtOnce(measurement, burst);
    if (wrong !== null) return unseen(wrong, span);
  }
  const periodMs = connections.state === 'reported' ? connections.periodSeconds * 1000 : 60_000;
  const minutes = minutesAt(
    connections,
    `the number of connections of ${name}`,
    periodsFrom(periodMs, span, zeroMs + 1000 * first.burst.toSeconds),
  );
  return minutes.kind === 'unseen'
    ? unseen(`What a burst of requests opened is not known. ${minutes.reason}`, span)
    : {
        kind: 'seen',
        requests: bursts.reduce((sum, { burst }) => sum + burst.told, 0),
        failed: bursts.reduce((sum, { burst }) => sum + burst.failed, 0),
        most: Math.max(...minutes.values.map(({ value }) => value)),
        span,
      };
}

/** Why a burst was not one; null when it was sent as it was planned. */
function notAtOnce({ workload }: Measurement, burst: Measurement['phases'][number]): string | null {
  if (burst.told < burst.planned) {
    return `Of ${requestsInWords(burst.planned)} of ${workload.name} that were to come at once ${burst.told} were sent.`;
  }
  const late = latenessP99([burst]);
  if (late.kind === 'inconclusive') return late.reason;
  const limitMs = latenessLimitMs(workload);
  return late.ms > limitMs
    ? `The requests of ${workload.name} that were to come at once were sent up to ${rounded(late.ms)} ms late, and ${rounded(limitMs)} ms are the limit: they did not come at once.`
    : null;
}

/**
 * When the periods begin that tell of a burst: from the one that has its beginning, by either clock, to the one after its end, since pools
 * open as requests come to them; and those after it that end before the load is over.
 */
function periodsFrom(periodMs: number, { fromMs, toMs }: Span, endMs: number): readonly number[] {
  const starts: number[] = [];
  let at = Math.floor((fromMs - CLOCK_LIMIT_MS) / periodMs) * periodMs;
  for (; at < endMs + periodMs || at + periodMs <= toMs; at += periodMs) starts.push(at);
  return starts;
}

function phaseOf({ phases }: Measurement, wanted: string) {
  return phases.find(({ phase: { name } }) => name === wanted);
}

function unseen(reason: string, span: Span | null = null): BurstConnections {
  return { kind: 'unseen', reason, span };
}
