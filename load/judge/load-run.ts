import type { DeploymentRecord } from '../../core/load/deployment-record.ts';
import type { LoadRun } from '../../core/load/load-run.ts';
import type { ScenarioRun } from '../../core/load/scenario-run.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { withDeployment, withoutDeployment } from './deployment/combined-sizing.ts';
import { judgedDeployment } from './deployment/judged-deployment.ts';
import { relyingOnServices } from './deployment/relied-judgement.ts';
import { databaseLoadOf, serviceLoadOf } from './deployment/reported-series.ts';
import type { JudgedResource } from './deployment/resource-ruling.ts';
import { sentScenario } from './deployment/sent-scenario.ts';
import type { SentMessages } from '../kept/messages.ts';
import { judgedBreakpoint } from './breakpoint/judged-breakpoint.ts';
import { judgedLevel } from './breakpoint/search-course.ts';
import { judgeWorkload } from './judge-workload.ts';
import { judgedWorkloads } from './judged-workload.ts';
import type { Judgement } from './judgement.ts';
import { judgedQueues } from './messaging/judged-queue.ts';
import { measurementsOf, type Measurement } from './measurement.ts';
import type { RanScenario } from './ran-scenario.ts';
import { scenarioRunOf } from './scenario-run.ts';
import { sizingOf } from './sizing.ts';

/** A load run as reports show it, and each verdict that it rests on. */
export interface JudgedLoad {
  readonly load: LoadRun;
  readonly judgements: readonly Judgement[];
  /** Who ended it before its time, or null. A guard that ended a level of a search which is too much ended no more than that. */
  readonly stop: RanScenario['stop'];
  /** All that is ruled of services, databases and queues by what AWS reported; empty when that was not looked at. */
  readonly resources: readonly JudgedResource[];
}

interface Judged {
  readonly judgement: Judgement;
  readonly run: ScenarioRun;
}

/**
 * What a load run says: of each workload in each scenario, of the size of each service and database, and of each queue.
 * @param deployment what AWS reported meanwhile; null when it was not looked at
 * @param messages what was sent to queues; null when nothing was
 * @throws {RangeError} when nothing was sent, or when a workload of the spec has no objective
 */
export function judgeLoad(
  spec: Spec,
  ran: readonly RanScenario[],
  deployment: DeploymentRecord | null,
  messages: SentMessages | null = null,
): JudgedLoad {
  const parts = [...ran, ...(messages === null ? [] : [messages])];
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('No scenario was run.');
  // Messages alone ask nothing of what answers requests.
  const workloads = ran.length === 0 ? [] : judgedWorkloads(spec);
  const beganMs = Date.parse(first.startedAt);
  const measured = ran.map((scenario) => ({
    scenario,
    measurements: measurementsOf(scenario, workloads),
  }));
  const levels = measured
    .filter(({ scenario }) => scenario.kind === 'breakpoint')
    .map(({ scenario, measurements }) => judgedLevel({ ran: scenario, measurements }));
  const judged: readonly Judged[] = [
    ...measured
      .filter(({ scenario }) => scenario.kind !== 'breakpoint')
      .flatMap(({ scenario, measurements }) =>
        measurements.map((measurement) => judgedAlone(measurement, scenario, beganMs)),
      ),
    ...judgedBreakpoint(levels, workloads, beganMs),
  ];
  const broken = levels.filter(
    ({ ran: { stop }, verdict }) => stop !== null || verdict.outcome === 'spoiled',
  );
  const isBroken = (scenario: RanScenario) => broken.some(({ ran: level }) => level === scenario);
  const borne = levels
    .filter(({ verdict }) => verdict.outcome === 'bad')
    .map(({ ran: level }) => level);
  const own = ran.filter((scenario) => !borne.includes(scenario)).map((scenario) => scenario.stop);
  const stop = [...own, messages?.stop ?? null].find((one) => one !== null) ?? null;
  const seen = judged.map(({ judgement }) => judgement);
  const asSent = sizingOf(spec, workloads, seen);
  const reported =
    deployment === null || ran.length === 0
      ? null
      : judgedDeployment(
          spec,
          workloads,
          measured
            // What AWS reported of a level that was broken off is of no rate.
            .filter(({ scenario }) => !isBroken(scenario))
            .map(({ scenario, measurements }) => sentScenario(scenario, measurements)),
          deployment,
          { asSent, beganMs },
        );
  const judgements =
    reported === null ? seen : relyingOnServices(seen, workloads, reported.services);
  const queues = messages === null ? [] : judgedQueues(spec, messages, deployment);
  return {
    judgements,
    stop,
    resources: [
      ...(reported?.services ?? []),
      ...(reported?.databases ?? []),
      ...(deployment === null ? [] : queues),
    ].map(({ resource }) => resource),
    load: {
      origin: ran[0]?.plan.origin ?? spec.load?.target?.origin ?? '',
      startedAt: first.startedAt,
      endedAt: last.endedAt,
      stopped: stop?.sentence ?? null,
      scenarios: judged.map(({ run }) => run),
      services: (deployment?.services ?? []).map((record) => serviceLoadOf(spec, record, beganMs)),
      databases: (deployment?.databases ?? []).map((record) =>
        databaseLoadOf(spec, record, beganMs),
      ),
      reactions: (reported?.services ?? []).flatMap(({ reaction }) => reaction ?? []),
      sizing: [
        ...(reported === null
          ? withoutDeployment(spec, asSent)
          : withDeployment(
              spec,
              { asSent, carried: sizingOf(spec, workloads, judgements) },
              reported,
            )),
        ...queues.map(({ sizing }) => sizing),
      ],
    },
  };
}

function judgedAlone(measurement: Measurement, scenario: RanScenario, beganMs: number): Judged {
  const judgement = judgeWorkload(measurement);
  const beginsAtSeconds = (Date.parse(scenario.startedAt) - beganMs) / 1000;
  return { judgement, run: scenarioRunOf(measurement, judgement, beginsAtSeconds) };
}
