import type { LoadRun } from '../../core/load/load-run.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { judgeWorkload } from './judge-workload.ts';
import { judgedWorkloads } from './judged-workload.ts';
import type { Judgement } from './judgement.ts';
import { measurementsOf, type Measurement } from './measurement.ts';
import type { RanScenario } from './ran-scenario.ts';
import { scenarioRunOf } from './scenario-run.ts';
import { sizingOf } from './sizing.ts';

/** A load run as reports show it, and each verdict that it rests on. */
export interface JudgedLoad {
  readonly load: LoadRun;
  readonly judgements: readonly Judgement[];
}

interface Judged {
  readonly measurement: Measurement;
  readonly judgement: Judgement;
  readonly beginsAtSeconds: number;
}

/**
 * What a load run says: of each workload in each scenario, and of each service's size. What AWS reported meanwhile is not known here.
 * @param ran the kinds of scenario in the order in which they were sent
 * @throws {RangeError} when there are none, or when a workload of the spec has no objective
 */
export function judgeLoad(spec: Spec, ran: readonly RanScenario[]): JudgedLoad {
  const [first] = ran;
  const last = ran.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('No scenario was run.');
  const workloads = judgedWorkloads(spec);
  const judged = ran.flatMap((scenario): readonly Judged[] => {
    const beginsAtSeconds = (Date.parse(scenario.startedAt) - Date.parse(first.startedAt)) / 1000;
    return measurementsOf(scenario, workloads).map((measurement) => ({
      measurement,
      judgement: judgeWorkload(measurement),
      beginsAtSeconds,
    }));
  });
  const judgements = judged.map(({ judgement }) => judgement);
  return {
    judgements,
    load: {
      origin: first.plan.origin,
      startedAt: first.startedAt,
      endedAt: last.endedAt,
      stopped: ran.flatMap(({ stop }) => stop?.sentence ?? [])[0] ?? null,
      scenarios: judged.map(({ measurement, judgement, beginsAtSeconds }) =>
        scenarioRunOf(measurement, judgement, beginsAtSeconds),
      ),
      services: [],
      databases: [],
      reactions: [],
      sizing: [...sizingOf(spec, workloads, judgements)],
    },
  };
}
