import { floorForStep, scaleOut } from '../../model/autoscaling.ts';
import { percent, rounded } from '../words.ts';
import { tasksInWords } from './ceiling-rule.ts';
import { HEADROOM } from './cpu-rule.ts';
import { RESTORED_FOR_SECONDS } from './kept-objective.ts';
import { vcpuOf, type LoadedService } from './loaded-service.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import { reactionSecondsOf, type ScaleOutUnderLoad } from './scale-out.ts';
import { demandOf } from './service-demand.ts';
import { heldTooShort } from './step-length.ts';
import { countGap, countsWithin } from './task-counts.ts';

/**
 * S2: the fewest tasks survive a step of the load until the service has scaled out. What was measured judges; a model says what would
 * do, and what follows for fewer tasks than the step happened to find.
 */
export function floorRuling(
  service: LoadedService,
  step: ScaleOutUnderLoad | null,
): ResourceRuling {
  const { name, tasks } = service;
  const ruling = rulingBy('S2', step?.hold ?? null);
  if (tasks.least === tasks.most) {
    return ruling('NOT-APPLICABLE', `${name} has always ${tasksInWords(tasks.most)}.`);
  }
  if (step === null) {
    return ruling('NOT-ASKED', `How ${name} scales out was not looked at: no spike was sent.`);
  }
  return ofDeclaredStep(service, step, stepRuling(service, step));
}

/** What holds in a smaller or shorter step than it takes, or with more tasks than may run, is not known to hold otherwise. */
function ofDeclaredStep(
  { tasks, peakRequestsPerSecond, scaleOutSeconds, workloads, record }: LoadedService,
  step: ScaleOutUnderLoad,
  ruling: ResourceRuling,
): ResourceRuling {
  if (ruling.verdict !== 'HOLDS') return ruling;
  const { hold, isBelowPeak, requestsPerSecond, kept } = step;
  const instead = (reason: string): ResourceRuling => ({
    ...ruling,
    verdict: 'INCONCLUSIVE',
    reason: `${ruling.reason} ${reason}`,
  });
  if (isBelowPeak) {
    return instead(
      `The step was to ${rounded(requestsPerSecond)} requests a second, and the peak is ${rounded(peakRequestsPerSecond)}.`,
    );
  }
  if ((kept.kind === 'always' || kept.kind === 'restored') && !kept.isDecided) {
    const least = Math.min(...workloads.map(({ objective }) => objective.errorRatio));
    return instead(
      `Whether no more than ${percent(least)} of the requests fail is not decided: more of them would decide it.`,
    );
  }
  const short = heldTooShort(step, scaleOutSeconds);
  if (short !== null) return instead(short);
  const gap = countGap(record.counts, hold);
  if (gap !== null) return instead(gap);
  const most = Math.max(...countsWithin(record.counts, hold).map(({ running }) => running));
  return most > tasks.most
    ? instead(`Up to ${tasksInWords(most)} ran, and no more than ${tasks.most} are declared.`)
    : ruling;
}

function stepRuling(service: LoadedService, step: ScaleOutUnderLoad): ResourceRuling {
  const { name, tasks, scaleOutSeconds } = service;
  const ruling = rulingBy('S2', step.hold);
  const { tasksBefore, kept, hold } = step;
  const held = (hold.toMs - hold.fromMs) / 1000;
  if (tasksBefore === null) {
    return ruling('INCONCLUSIVE', `How many tasks of ${name} ran at the step was not seen.`);
  }
  const found = `The step to ${rounded(step.requestsPerSecond)} requests a second found ${tasksInWords(tasksBefore.running)} of ${name}`;
  const bad = step.isBeyondPeak ? ('FINDING' as const) : ('UNDERSIZED' as const);
  const beyond = step.isBeyondPeak ? ' That step is beyond the declared peak.' : '';
  const fewer = tasksBefore.running > tasks.least ? floorByModel(service, step) : null;
  switch (kept.kind) {
    case 'unseen':
      return ruling('INCONCLUSIVE', `${found}, and what became of the latencies was not all told.`);
    case 'never-restored': {
      const never = `${found}: the objective was broken, and not kept again within ${Math.round(held)} s`;
      return scaleOutSeconds !== null && held < scaleOutSeconds + RESTORED_FOR_SECONDS
        ? ruling('INCONCLUSIVE', `${never}, where ${scaleOutSeconds} s are allowed.`)
        : ruling(bad, `${never}.${remedy(service, step)}${beyond}`);
    }
    case 'restored': {
      const took = ((step.stages['slo-restored'] ?? hold.toMs) - hold.fromMs) / 1000;
      const evidence = { restoredSeconds: took };
      const after = `${found}: the objective was broken, and kept again after ${rounded(took)} s`;
      if (scaleOutSeconds === null) {
        return ruling(
          'INCONCLUSIVE',
          `${after}; the spec does not say within which time (slo.scaleOutHealthySeconds).`,
          evidence,
        );
      }
      if (took > scaleOutSeconds) {
        return ruling(
          bad,
          `${after}, where ${scaleOutSeconds} s are allowed.${remedy(service, step)}${beyond}`,
          evidence,
        );
      }
      return fewer ?? ruling('HOLDS', `${after}, within ${scaleOutSeconds} s.`, evidence);
    }
    case 'always':
      return fewer ?? ruling('HOLDS', `${found}, and the objective was kept throughout.`);
  }
}

/** What follows for the fewest tasks, when the step found more. */
function floorByModel(service: LoadedService, step: ScaleOutUnderLoad): ResourceRuling {
  const { name, tasks, workloads } = service;
  const ruling = rulingBy('S2', step.hold);
  const found = `The step found more tasks of ${name} than the ${tasks.least} that it may have at the least`;
  const model = modelOf(service, step);
  if (model === null) {
    return ruling('INCONCLUSIVE', `${found}, and what fewer would have done is not known.`);
  }
  const answer = scaleOut({
    arrivalsPerSecond: step.requestsPerSecond,
    capacityBeforePerSecond: tasks.least * model.perTask,
    capacityAfterPerSecond: tasks.most * model.perTask,
    reactionSeconds: model.reactionSeconds,
  });
  const allowed = Math.min(...workloads.map(({ objective }) => objective.p95Ms));
  switch (answer.kind) {
    case 'invalid':
      return ruling('INCONCLUSIVE', `${found}. ${answer.reason}`);
    case 'absorbed':
      return ruling('HOLDS', `${found}, and these would have taken it, too.`);
    case 'recovers': {
      const longest = answer.longestWaitSeconds;
      const waits = `${found}: with those, requests would have waited up to ${rounded(longest)} s`;
      return longest * 1000 > allowed
        ? ruling(
            step.isBeyondPeak ? 'FINDING' : 'UNDERSIZED',
            `${waits}, where ${rounded(allowed)} ms are allowed.${remedy(service, step)}`,
            { longestWaitSeconds: longest, reactionSeconds: model.reactionSeconds },
          )
        : ruling('HOLDS', `${waits}, within ${rounded(allowed)} ms.`, {
            longestWaitSeconds: longest,
          });
    }
    case 'never-recovers':
      return ruling(
        step.isBeyondPeak ? 'FINDING' : 'UNDERSIZED',
        `${found}, and even its ${tasksInWords(tasks.most)} do not take the step: what piles up is never worked off.`,
      );
  }
}

/** What a task does, and how long new ones took; null when one of them is not known. */
function modelOf(
  service: LoadedService,
  step: ScaleOutUnderLoad,
): { readonly perTask: number; readonly reactionSeconds: number } | null {
  const demand = demandOf(service);
  const reactionSeconds = reactionSecondsOf(step);
  if (demand.kind === 'inconclusive' || reactionSeconds === null) return null;
  const perTask = (vcpuOf(service) - demand.idleVcpu) / demand.demand;
  return perTask > 0 ? { perTask, reactionSeconds } : null;
}

/** How many tasks would do, as a sentence; empty when the model cannot say. */
function remedy(service: LoadedService, step: ScaleOutUnderLoad): string {
  const model = modelOf(service, step);
  if (model === null) return '';
  const answer = floorForStep({
    arrivalsPerSecond: step.requestsPerSecond,
    taskCapacityPerSecond: model.perTask,
    usableUtilisation: 1 / (1 + HEADROOM),
    reactionSeconds: model.reactionSeconds,
    ordinarySeconds: 0,
    allowedSeconds: Math.min(...service.workloads.map(({ objective }) => objective.p95Ms)) / 1000,
  });
  return answer.kind === 'floor' && answer.tasks > service.tasks.least
    ? ` New tasks took ${rounded(model.reactionSeconds)} s: ${tasksInWords(answer.tasks)} at the least would take it.`
    : '';
}
