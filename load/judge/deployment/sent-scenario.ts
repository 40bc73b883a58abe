import type { LoadKind, ScenarioKind } from '../../plan/phases.ts';
import type { Measurement } from '../measurement.ts';
import type { RanScenario } from '../ran-scenario.ts';
import type { Span } from './span.ts';

/** What was sent, with its place in time. */
export interface TimedLoad {
  readonly kind: LoadKind;
  /** Its zero by the generator's clock, in milliseconds since 1970; null when none was told that can be. */
  readonly zeroMs: number | null;
  readonly seconds: number;
  /** When its generator had ended, by its clock, in milliseconds since 1970: with the last answer, which may be before the plan does. */
  readonly endedMs: number;
}

/** A scenario as it was measured. */
export interface SentScenario extends TimedLoad {
  readonly kind: ScenarioKind;
  readonly measurements: readonly Measurement[];
}

/** A zero as far from when the scenario was started is told by another clock. */
const CLOCKS_APART_MS = 2_000;

export function sentScenario(
  { kind, startedAt, endedAt, fold }: RanScenario,
  measurements: readonly Measurement[],
): SentScenario {
  const [zeroMs] = fold.account().zerosMs;
  const isWithin =
    zeroMs !== undefined &&
    zeroMs >= Date.parse(startedAt) - CLOCKS_APART_MS &&
    zeroMs <= Date.parse(endedAt) + CLOCKS_APART_MS;
  return {
    kind,
    zeroMs: isWithin ? zeroMs : null,
    seconds: Math.max(0, ...measurements.map(({ seconds }) => seconds)),
    endedMs: Date.parse(endedAt),
    measurements,
  };
}

/** From its zero to the end of its plan; null without a zero. */
export function spanOfScenario({ zeroMs, seconds }: TimedLoad): Span | null {
  return zeroMs === null ? null : { fromMs: zeroMs, toMs: zeroMs + 1000 * seconds };
}

/** The same scenarios with the workloads alone that a service or a database has to do with. */
export function ofWorkloads(
  scenarios: readonly SentScenario[],
  names: ReadonlySet<string>,
): readonly SentScenario[] {
  return scenarios.map((scenario) => ({
    ...scenario,
    measurements: scenario.measurements.filter(({ workload }) => names.has(workload.name)),
  }));
}

/** How many requests its workloads sent, or had answered, from one second of its schedule to before another. */
export function requestsBetween(
  { measurements }: SentScenario,
  what: 'sent' | 'answered',
  fromSeconds: number,
  toSeconds: number,
): number {
  let count = 0;
  for (const { bySecond } of measurements) {
    for (const second of bySecond) {
      if (second.second >= fromSeconds && second.second < toSeconds) count += second[what];
    }
  }
  return count;
}
