import type { Forecast } from '../../core/load/load-plan.ts';
import { taskRange } from '../../core/spec/declared-service.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { servedLoads } from './served-load.ts';
import { tasksInWords } from './words.ts';

/** Whether a policy that counts requests a task wants no more tasks at the peak than it may have. */
export function requestTargetForecasts(spec: Spec): readonly Forecast[] {
  return servedLoads(spec).flatMap(({ name, service, peakRequestsPerSecond: peak }) =>
    Object.entries(service.scaling?.policies ?? {}).flatMap(([policy, declared]) => {
      if (declared.kind !== 'target-tracking') return [];
      if (declared.metric !== 'ALBRequestCountPerTarget') return [];
      const { most } = taskRange(service);
      const wanted = Math.ceil((peak * 60) / declared.target);
      const says = `At the peak the policy ${policy} (${declared.target} requests a minute for each task) wants ${tasksInWords(wanted)}, and may have ${most}.`;
      return [
        {
          about: `ecs ${name}`,
          // With more requests for each task than the policy wants, the tasks may still carry them.
          outcome: wanted > most ? ('unknown' as const) : ('expected' as const),
          says,
        },
      ];
    }),
  );
}
