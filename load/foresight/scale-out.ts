import type { Forecast } from '../../core/load/load-plan.ts';
import { taskRange } from '../../core/spec/declared-service.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { scaleOut } from '../model/autoscaling.ts';
import { servedLoads, type ServedLoad } from './served-load.ts';
import { rounded, tasksInWords } from './words.ts';

/** What a step to the peak does to each service that scales, until the tasks that it adds are healthy. */
export function scaleOutForecasts(spec: Spec): readonly Forecast[] {
  const reaction = spec.slo?.scaleOutHealthySeconds;
  return servedLoads(spec).flatMap((load) => {
    const { least, most } = taskRange(load.service);
    if (least === most) return [];
    const about = `ecs ${load.name}`;
    if (load.predicted === null) return [];
    if (reaction === undefined) {
      return [
        {
          about,
          outcome: 'unknown' as const,
          says: 'The spec does not say within which time it scales out (slo.scaleOutHealthySeconds), so nothing is predicted of a step.',
        },
      ];
    }
    return [{ about, ...judged(load, load.predicted, reaction) }];
  });
}

function judged(
  { service, peakRequestsPerSecond: peak, p95Ms }: ServedLoad,
  { serviceMs, concurrencyPerTask }: NonNullable<ServedLoad['predicted']>,
  reactionSeconds: number,
): Pick<Forecast, 'outcome' | 'says'> {
  const { least, most } = taskRange(service);
  const perTask = (concurrencyPerTask * 1000) / serviceMs;
  const answer = scaleOut({
    arrivalsPerSecond: peak,
    capacityBeforePerSecond: least * perTask,
    capacityAfterPerSecond: most * perTask,
    reactionSeconds,
  });
  const step = `A step to ${rounded(peak)} requests a second finds ${tasksInWords(least)} with a capacity of ${rounded(least * perTask)}`;
  switch (answer.kind) {
    case 'absorbed':
      return {
        outcome: 'expected',
        says: `${step}: nothing piles up until the service has scaled out.`,
      };
    case 'recovers': {
      const waits = `${step}: until new tasks are healthy after ${reactionSeconds} s, ${Math.round(answer.backlog)} requests pile up and the longest wait is ${rounded(answer.longestWaitSeconds)} s`;
      // The wait itself is what is more than nothing of it: the objective is for nearly all requests.
      return answer.longestWaitSeconds * 1000 > p95Ms
        ? {
            outcome: 'fails',
            says: `${waits}, where ${p95Ms} ms are allowed; ${tasksInWords(Math.ceil(peak / perTask))} at the least would take the step.`,
          }
        : { outcome: 'expected', says: `${waits}, within ${p95Ms} ms.` };
    }
    case 'never-recovers':
      return {
        outcome: 'fails',
        says: `${step}, and ${tasksInWords(most)} have ${rounded(most * perTask)}: what piles up is never worked off.`,
      };
    case 'invalid':
      return { outcome: 'unknown', says: answer.reason };
  }
}
