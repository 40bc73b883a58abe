import type { ScenarioKind } from '../../plan/phases.ts';
import type { JudgedWorkload } from '../judged-workload.ts';
import type { MeasuredWindow } from '../window.ts';
import { requestsBetween, type SentScenario } from './sent-scenario.ts';
import { commonSpan, type Span } from './span.ts';

/** A product of ratios may lie a rounding error beside the rate that it stands for. */
const ALMOST = 1e-9;

/** A rate that several workloads hold at the same time, on what they share. */
export interface SharedLevel {
  readonly scenario: ScenarioKind;
  /** All that was planned of it, from the end of its warm-up. */
  readonly whole: Span;
  /** Where every one of the workloads was steady, or why that is nowhere. */
  readonly steady:
    | { readonly kind: 'steady'; readonly span: Span }
    | { readonly kind: 'none'; readonly reason: string };
  /** Of all the workloads together: what was planned, and what was answered in all of its time. What was given up was not answered. */
  readonly requestsPerSecond: number;
  readonly answeredPerSecond: number;
  /** Whether each workload was sent at its declared rate at least, and at no more than its peak. */
  readonly isDemanded: boolean;
  /** Whether it is more than some workload's peak. */
  readonly isBeyondPeak: boolean;
  /** Whether each workload was sent at its peak, or more, in its declared mix: by less, no size holds. */
  readonly isAtPeak: boolean;
  readonly parts: readonly {
    readonly workload: JudgedWorkload;
    readonly level: MeasuredWindow;
  }[];
}

/** The levels of staircases, both mixes, and what soaks and baselines hold, in the order in which they were sent. */
export function sharedLevels(scenarios: readonly SentScenario[]): readonly SharedLevel[] {
  return scenarios.flatMap((scenario) => {
    const { kind, zeroMs, measurements } = scenario;
    const [first] = measurements;
    if (zeroMs === null || first === undefined) return [];
    return windowsOf(first).flatMap((window): readonly SharedLevel[] => {
      const { name } = window.measured.phase;
      const parts = measurements.flatMap((measurement) => {
        const level = windowsOf(measurement).find(({ measured }) => measured.phase.name === name);
        return level === undefined ? [] : [{ workload: measurement.workload, level }];
      });
      if (parts.length < measurements.length) return [];
      const { fromSeconds, toSeconds } = window.measured;
      const ended = requestsBetween(scenario, 'answered', fromSeconds, toSeconds);
      const answered = Math.max(0, ended - givenUp(parts));
      return [
        {
          scenario: kind,
          whole: spanIn(zeroMs, fromSeconds, toSeconds),
          steady: steadyIn(zeroMs, parts),
          requestsPerSecond: parts.reduce((sum, { level }) => sum + level.requestsPerSecond, 0),
          answeredPerSecond: answered / (toSeconds - fromSeconds),
          isDemanded: parts.every(
            ({ workload, level }) => atLeastDeclared(workload, level) && !beyond(workload, level),
          ),
          isBeyondPeak: parts.some(({ workload, level }) => beyond(workload, level)),
          isAtPeak:
            kind !== 'db-via-api' &&
            parts.every(
              ({ workload, level }) =>
                level.requestsPerSecond >= workload.peakRequestsPerSecond * (1 - ALMOST),
            ),
          parts,
        },
      ];
    });
  });
}

/** How many requests of a level never had an answer. */
function givenUp(parts: SharedLevel['parts']): number {
  return parts.reduce(
    (sum, { level: { measured } }) =>
      sum + (measured.failures.get('timeout') ?? 0) + (measured.failures.get('no-answer') ?? 0),
    0,
  );
}

function windowsOf({
  levels,
  judged,
}: SentScenario['measurements'][number]): readonly MeasuredWindow[] {
  if (levels.length > 0) return levels;
  return judged.kind === 'none' ? [] : [judged];
}

function steadyIn(zeroMs: number, parts: SharedLevel['parts']): SharedLevel['steady'] {
  const spans: Span[] = [];
  for (const { level } of parts) {
    if (level.steady.kind !== 'steady') return { kind: 'none', reason: level.steady.reason };
    spans.push(spanIn(zeroMs, level.steady.fromSeconds, level.steady.toSeconds));
  }
  const span = commonSpan(spans);
  return span === null
    ? { kind: 'none', reason: 'The workloads were not steady at the same time.' }
    : { kind: 'steady', span };
}

function spanIn(zeroMs: number, fromSeconds: number, toSeconds: number): Span {
  return { fromMs: zeroMs + 1000 * fromSeconds, toMs: zeroMs + 1000 * toSeconds };
}

function atLeastDeclared(
  { requestsPerSecond }: JudgedWorkload,
  { requestsPerSecond: sent }: MeasuredWindow,
): boolean {
  return sent >= requestsPerSecond * (1 - ALMOST);
}

function beyond(
  { peakRequestsPerSecond }: JudgedWorkload,
  { requestsPerSecond: sent }: MeasuredWindow,
): boolean {
  return sent > peakRequestsPerSecond * (1 + ALMOST);
}
