import { AFTER_BURST, BURST, type Burst } from '../../plan/burst.ts';
import { latenessLimitMs, latenessP99 } from '../lateness.ts';
import type { MeasuredPhase } from '../measured-phase.ts';
import type { Measurement } from '../measurement.ts';
import { requestsInWords, rounded } from '../words.ts';
import { lessThanDeclared, moreThanDeclared } from './burst-comparison.ts';
import { CLOCK_LIMIT_MS } from './clock-rule.ts';
import type { LoadedDatabase } from './loaded-database.ts';
import { beyondPeakWithin } from './load-beyond-peak.ts';
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
      /** In the last period that was over before the burst began. */
      readonly before: number;
      /** In any period from the one in which the burst began, which may be nearly all of the load before it. */
      readonly most: number;
      /** Why it was not all of the declared burst, and why it or the load around it was more than is declared; null when it was not. */
      readonly less: string | null;
      readonly more: string | null;
      readonly span: Span;
    }
  | { readonly kind: 'unseen'; readonly reason: string; readonly span: Span | null };

/** Of each scenario in which requests came at once. */
export function connectionsAfterBursts(database: LoadedDatabase): readonly BurstConnections[] {
  return database.scenarios.flatMap((scenario) => afterBurst(database, scenario) ?? []);
}

interface SentBurst {
  readonly measurement: Measurement;
  readonly burst: MeasuredPhase;
  readonly after: MeasuredPhase;
}

function afterBurst(
  database: LoadedDatabase,
  { zeroMs, measurements }: SentScenario,
): BurstConnections | null {
  const { name, scenarios, record } = database;
  const bursts = measurements.flatMap((measurement) => sentBurst(measurement) ?? []);
  const [first] = bursts;
  if (first === undefined) return null;
  if (zeroMs === null) return unseen('When the burst was sent is not known.');
  const span: Span = {
    fromMs: zeroMs + 1000 * first.burst.fromSeconds,
    toMs: zeroMs + 1000 * first.after.toSeconds,
  };
  for (const burst of bursts) {
    const wrong = notAtOnce(burst);
    if (wrong !== null) return unseen(wrong, span);
  }
  const { connections } = record;
  const periodMs = connections.state === 'reported' ? connections.periodSeconds * 1000 : 60_000;
  const watched = periodsOf(periodMs, span, zeroMs + 1000 * first.burst.toSeconds);
  const minutes = minutesAt(connections, `the number of connections of ${name}`, [
    watched.fromMs - periodMs,
    ...startsIn(periodMs, watched),
  ]);
  if (minutes.kind === 'unseen') {
    return unseen(`What a burst of requests opened is not known. ${minutes.reason}`, span);
  }
  const [before = 0, ...since] = minutes.values.map(({ value }) => value);
  return {
    kind: 'seen',
    requests: bursts.reduce((sum, { burst }) => sum + burst.told, 0),
    failed: bursts.reduce((sum, { burst }) => sum + burst.failed, 0),
    before,
    most: Math.max(...since),
    less: lessOf(database, measurements),
    more: moreOf(database, bursts) ?? beyondPeakWithin(scenarios, watched, 'Around it'),
    span,
  };
}

function sentBurst(measurement: Measurement): SentBurst | null {
  const burst = phaseOf(measurement, BURST);
  const after = phaseOf(measurement, AFTER_BURST);
  return burst === undefined || after === undefined ? null : { measurement, burst, after };
}

/** Of each workload, also where others send more: each has pools of its own. */
function lessOf(
  { declaredBursts }: LoadedDatabase,
  measurements: readonly Measurement[],
): string | null {
  for (const measurement of measurements) {
    const { name } = measurement.workload;
    const sent = sentBurst(measurement);
    const came = sent === null ? null : planned(sent);
    const less = lessThanDeclared(name, came, declaredBursts.get(name) ?? null);
    if (less !== null) return less;
  }
  return null;
}

function moreOf({ declaredBursts }: LoadedDatabase, bursts: readonly SentBurst[]): string | null {
  for (const sent of bursts) {
    const { name } = sent.measurement.workload;
    const more = moreThanDeclared(name, planned(sent), declaredBursts.get(name) ?? null);
    if (more !== null) return more;
  }
  return null;
}

function planned({ burst, after }: SentBurst): Burst {
  return { burst: burst.phase, after: after.phase };
}

/** Why a burst was not one; null when it was sent as it was planned. */
function notAtOnce({ measurement: { workload }, burst }: SentBurst): string | null {
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
 * The whole periods that tell of a burst: from the one that has its beginning, by either clock, to the one after its end, since pools
 * open as requests come to them; and those after it that end before the load is over.
 */
function periodsOf(periodMs: number, { fromMs, toMs }: Span, endMs: number): Span {
  const firstMs = Math.floor((fromMs - CLOCK_LIMIT_MS) / periodMs) * periodMs;
  const afterEndMs = Math.ceil(endMs / periodMs) * periodMs + periodMs;
  return { fromMs: firstMs, toMs: Math.max(afterEndMs, Math.floor(toMs / periodMs) * periodMs) };
}

function startsIn(periodMs: number, { fromMs, toMs }: Span): readonly number[] {
  const starts: number[] = [];
  for (let at = fromMs; at < toMs; at += periodMs) starts.push(at);
  return starts;
}

function phaseOf({ phases }: Measurement, wanted: string): MeasuredPhase | undefined {
  return phases.find(({ phase: { name } }) => name === wanted);
}

function unseen(reason: string, span: Span | null = null): BurstConnections {
  return { kind: 'unseen', reason, span };
}
