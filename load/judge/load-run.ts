import type { DeploymentRecord } from '../../core/load/deployment-record.ts';
import type { LoadRun } from '../../core/load/load-run.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { withDeployment, withoutDeployment } from './deployment/combined-sizing.ts';
import { judgedDeployment } from './deployment/judged-deployment.ts';
import { databaseLoadOf, serviceLoadOf } from './deployment/reported-series.ts';
import type { JudgedResource } from './deployment/resource-ruling.ts';
import { sentScenario } from './deployment/sent-scenario.ts';
import type { SentMessages } from '../kept/messages.ts';
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
  /** All that is ruled of services, databases and queues by what AWS reported; empty when that was not looked at. */
  readonly resources: readonly JudgedResource[];
}

interface Judged {
  readonly measurement: Measurement;
  readonly judgement: Judgement;
  readonly beginsAtSeconds: number;
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
  const judged = measured.flatMap(({ scenario, measurements }): readonly Judged[] => {
    const beginsAtSeconds = (Date.parse(scenario.startedAt) - beganMs) / 1000;
    return measurements.map((measurement) => ({
      measurement,
      judgement: judgeWorkload(measurement),
      beginsAtSeconds,
    }));
  });
  const judgements = judged.map(({ judgement }) => judgement);
  const asSent = sizingOf(spec, workloads, judgements);
  const reported =
    deployment === null || ran.length === 0
      ? null
      : judgedDeployment(
          spec,
          workloads,
          measured.map(({ scenario, measurements }) => sentScenario(scenario, measurements)),
          deployment,
          { asSent, beganMs },
        );
  const queues = messages === null ? [] : judgedQueues(spec, messages, deployment);
  return {
    judgements,
    resources: [
      ...(reported?.services ?? []),
      ...(reported?.databases ?? []),
      ...(deployment === null ? [] : queues),
    ].map(({ resource }) => resource),
    load: {
      origin: ran[0]?.plan.origin ?? spec.load?.target?.origin ?? '',
      startedAt: first.startedAt,
      endedAt: last.endedAt,
      stopped: parts.flatMap(({ stop }) => stop?.sentence ?? [])[0] ?? null,
      scenarios: judged.map(({ measurement, judgement, beginsAtSeconds }) =>
        scenarioRunOf(measurement, judgement, beginsAtSeconds),
      ),
      services: (deployment?.services ?? []).map((record) => serviceLoadOf(spec, record, beganMs)),
      databases: (deployment?.databases ?? []).map((record) =>
        databaseLoadOf(spec, record, beganMs),
      ),
      reactions: (reported?.services ?? []).flatMap(({ reaction }) => reaction ?? []),
      sizing: [
        ...(reported === null ? withoutDeployment(asSent) : withDeployment(spec, asSent, reported)),
        ...queues.map(({ sizing }) => sizing),
      ],
    },
  };
}
