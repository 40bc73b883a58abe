import { requiredTasks } from '../../model/demand.ts';
import { rounded } from '../words.ts';
import { HEADROOM } from './cpu-rule.ts';
import { vcpuOf, type LoadedService } from './loaded-service.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import { spanOfScenario } from './sent-scenario.ts';
import { demandOf } from './service-demand.ts';
import { momentInWords, spanOf } from './span.ts';

/** A decision follows minutes of load: alarms of target tracking wait for three of them. */
const DECISION_LAG_SECONDS = 300;
const AT_MOST = 'AlreadyAtMaxCapacity';

/** S1: at the peak the service needs no more tasks than it may have, and never wanted more in vain. */
export function ceilingRuling(service: LoadedService): ResourceRuling {
  const { name, tasks, cpuTargetPercent, peakRequestsPerSecond, record, scenarios } = service;
  const ruling = rulingBy('S1', spanOf(scenarios.flatMap((one) => spanOfScenario(one) ?? [])));
  const inVain = (record.decisions ?? []).find(
    ({ at, notScaled }) => notScaled.includes(AT_MOST) && isOfDeclaredLoad(service, Date.parse(at)),
  );
  if (inVain !== undefined) {
    return ruling(
      'UNDERSIZED',
      `At ${momentInWords(Date.parse(inVain.at))} ${name} was to scale out and did not: it already had its ${tasksInWords(tasks.most)} (${AT_MOST}).`,
      { maxTasks: tasks.most },
    );
  }
  const demand = demandOf(service);
  if (demand.kind === 'inconclusive') return ruling('INCONCLUSIVE', demand.reason);
  const utilisation = Math.min(1 / (1 + HEADROOM), (cpuTargetPercent ?? 100) / 100);
  const required = requiredTasks(demand, {
    arrivalsPerSecond: peakRequestsPerSecond,
    vcpuPerTask: vcpuOf(service),
    utilisation,
  });
  if (required.kind === 'inconclusive') return ruling('INCONCLUSIVE', required.reason);
  const evidence = {
    demandVcpuSeconds: demand.demand,
    demandLower: demand.demandInterval.low,
    demandUpper: demand.demandInterval.high,
    tasks: required.tasks,
    tasksAtUpperEnd: required.tasksAtUpperEnd,
    maxTasks: tasks.most,
  };
  const found = `A request takes ${rounded(1000 * demand.demand)} ms of a vCPU (${rounded(1000 * demand.demandInterval.low)} to ${rounded(1000 * demand.demandInterval.high)}), so that ${rounded(peakRequestsPerSecond)} requests a second need ${inWords(required)} at ${rounded(100 * utilisation)} % of CPU, and ${name} may have ${tasks.most}`;
  if (required.tasks > tasks.most) return ruling('UNDERSIZED', `${found}.`, evidence);
  if (required.tasksAtUpperEnd > tasks.most) {
    return ruling('INCONCLUSIVE', `${found}: whether that is enough is not decided.`, evidence);
  }
  return record.decisions === null
    ? ruling(
        'INCONCLUSIVE',
        `${found}. Whether it wanted more in vain was not seen.${record.unseen.map((why) => ` ${why}`).join('')}`,
        evidence,
      )
    : ruling('HOLDS', `${found}.`, evidence);
}

/** Whether nothing beyond the peak was sent in the minutes before a decision, and anything at all was. */
function isOfDeclaredLoad({ scenarios }: LoadedService, atMs: number): boolean {
  const rates = scenarios.flatMap(({ zeroMs, measurements }) =>
    zeroMs === null
      ? []
      : measurements.flatMap(({ phases, workload }) =>
          phases
            .filter(
              ({ fromSeconds, toSeconds }) =>
                zeroMs + 1000 * fromSeconds <= atMs &&
                zeroMs + 1000 * (toSeconds + DECISION_LAG_SECONDS) > atMs,
            )
            .map(({ phase: { requestsPerSecond, endRequestsPerSecond } }) => ({
              most: Math.max(requestsPerSecond, endRequestsPerSecond ?? 0),
              peak: workload.peakRequestsPerSecond,
            })),
        ),
  );
  return rates.length > 0 && rates.every(({ most, peak }) => most <= peak * (1 + 1e-9));
}

function inWords({
  tasks,
  tasksAtUpperEnd,
}: {
  readonly tasks: number;
  readonly tasksAtUpperEnd: number;
}): string {
  return tasks === tasksAtUpperEnd
    ? tasksInWords(tasks)
    : `${tasks} to ${tasksInWords(tasksAtUpperEnd)}`;
}

/** `1 task`, `3 tasks`. */
export function tasksInWords(count: number): string {
  return `${count} ${count === 1 ? 'task' : 'tasks'}`;
}
