import type { ScenarioKind } from '../plan/phases.ts';
import { secondsOf, type PlannedScenario } from '../plan/scenario-plan.ts';
import { segmentInWords } from '../plan/segment.ts';
import { scheduledRequests, scheduleOf } from '../plan/schedule.ts';
import { gapsOf } from '../stream/completeness.ts';
import type { Residence, SecondOfScenario } from '../stream/load-fold.ts';
import { judgedPhase, levelPhases } from './judged-phase.ts';
import { type JudgedWorkload, sendingOf } from './judged-workload.ts';
import { measuredPhases, type MeasuredPhase } from './measured-phase.ts';
import type { RanScenario } from './ran-scenario.ts';
import { differencesFromSpec } from './sent-requests.ts';
import { windowOf, type MeasuredWindow } from './window.ts';

/** All that was measured of one workload in one scenario, and all that speaks against it. */
export interface Measurement {
  readonly kind: ScenarioKind;
  readonly workload: JudgedWorkload;
  readonly arrivals: PlannedScenario['arrivals'];
  /** How long its plan lasts. */
  readonly seconds: number;
  readonly phases: readonly MeasuredPhase[];
  readonly bySecond: readonly SecondOfScenario[];
  /** When requests were sent and answered, and how long they took; null when that was not kept. */
  readonly residence: Residence | null;
  /** Why what was sent is not what the spec declares, and the stream not all of the plan; empty when they are. */
  readonly problems: readonly string[];
  /** The part that is judged, or why there is none. */
  readonly judged: MeasuredWindow | { readonly kind: 'none'; readonly reason: string };
  /** Every level of a staircase, in the order in which they were sent. */
  readonly levels: readonly MeasuredWindow[];
}

/** What a run of one kind of scenario says of each workload that it sends. */
export function measurementsOf(
  ran: RanScenario,
  workloads: readonly JudgedWorkload[],
): readonly Measurement[] {
  const schedule = scheduleOf(ran.plan);
  const problems = problemsOf(ran, scheduledRequests(schedule));
  return workloads.flatMap((workload) => {
    const scenario = ran.plan.scenarios.find(({ name }) => name === workload.name);
    if (scenario === undefined) return [];
    const phases = measuredPhases(ran, schedule, workload.name);
    const bySecond = ran.fold.seconds().filter((second) => second.scenario === workload.name);
    const found = judgedPhase(ran.kind, phases);
    return [
      {
        kind: ran.kind,
        workload,
        arrivals: scenario.arrivals,
        seconds: secondsOf(scenario),
        phases,
        bySecond,
        residence:
          ran.fold.residence().find((residence) => residence.scenario === workload.name) ?? null,
        problems: [
          ...differencesFromSpec({ ...scenario, sending: sendingOf(ran.plan) }, workload),
          ...problems,
          ...untoldInFlight(phases, bySecond),
        ],
        judged: found.kind === 'none' ? found : windowOf(found.phase, phases, bySecond),
        levels: levelPhases(ran.kind, phases).map((phase) => windowOf(phase, phases, bySecond)),
      },
    ];
  });
}

/** What is in flight is counted from other lines than latencies are: both must be there of each request. */
function untoldInFlight(
  phases: readonly MeasuredPhase[],
  bySecond: readonly SecondOfScenario[],
): readonly string[] {
  const told = phases.reduce((sum, phase) => sum + phase.told, 0);
  const sent = bySecond.reduce((sum, second) => sum + second.sent, 0);
  return sent === told
    ? []
    : [`The beginning and the end are told of ${sent} requests, and latencies of ${told}.`];
}

/** What whoever ran it knows, and what the stream lacks, each once. */
function problemsOf(
  { segment, stop, problems, fold }: RanScenario,
  scheduled: number,
): readonly string[] {
  return [
    ...new Set([
      ...(segment === null
        ? []
        : [
            `This is ${segmentInWords(segment)} of the load alone: merge it with the others to judge it.`,
          ]),
      ...(stop === null ? [] : [stop.sentence]),
      ...problems,
      ...gapsOf(fold.account(), scheduled),
    ]),
  ];
}
