import type { Sizing } from '../../core/load/sizing.ts';
import { declaredService, taskRange } from '../../core/spec/declared-service.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { JudgedWorkload } from './judged-workload.ts';
import { type Judgement, worst } from './judgement.ts';
import { tasksPredicted } from './recommendation.ts';
import { rounded } from './words.ts';

/**
 * What the load says of each service that has workloads: the worst verdict of these. A workload that was not sent decides nothing,
 * and its service then does not hold.
 */
export function sizingOf(
  spec: Spec,
  workloads: readonly JudgedWorkload[],
  judgements: readonly Judgement[],
): readonly Sizing[] {
  return [...new Set(workloads.map(({ service }) => service))].map((service) => {
    const served = workloads.filter((workload) => workload.service === service);
    const own = served.map((workload) => verdictOnWorkload(workload, judgements));
    const decided = worst(own);
    const margins = own.map(({ margin }) => margin);
    return {
      resource: `ecs ${service}`,
      verdict: decided.verdict,
      reason: decided.reason,
      margin: decided.verdict === 'INVALID' ? null : leastOf(margins),
      declared: declaredSize(spec, service),
      recommended: decided.verdict === 'UNDERSIZED' ? largerSize(spec, service, served) : null,
      options: [],
      current: currentSize(spec, service),
    };
  });
}

/** What all scenarios say of one workload. */
export interface WorkloadVerdict {
  readonly verdict: Judgement['verdict'];
  readonly reason: string;
  readonly evidence: Judgement['evidence'];
  readonly margin: number | null;
}

/**
 * What the scenarios of one workload say together: the worst of them, where those that are of less than the declared rate and found
 * nothing against it say nothing beside one that is of it.
 */
export function verdictOnWorkload(
  { name, peakRequestsPerSecond: peak }: JudgedWorkload,
  judgements: readonly Judgement[],
): WorkloadVerdict {
  const own = judgements.filter((judgement) => judgement.workload === name);
  const ofRate = own.filter(({ ofDeclaredRate }) => ofDeclaredRate);
  const against = own.filter(speaksAgainst);
  // Of those that say nothing, the last dared the most.
  const counted = ofRate.length === 0 ? own.toReversed() : [...ofRate, ...against];
  if (counted.length === 0) {
    return {
      verdict: 'INCONCLUSIVE',
      reason: `Nothing was sent of the workload ${name}.`,
      evidence: {},
      margin: null,
    };
  }
  const { verdict, scenario, reason, evidence } = worst(counted);
  const margins = own.flatMap(({ margin }) => margin ?? []);
  const said = `In the ${scenario} of ${name}: ${reason}`;
  const margin = verdict === 'INVALID' || margins.length === 0 ? null : Math.min(...margins);
  return verdict === 'HOLDS' && !counted.some(({ ofPeak }) => ofPeak)
    ? {
        verdict: 'INCONCLUSIVE',
        reason: `${said} Nothing was sent at its peak, ${rounded(peak)} requests a second.`,
        evidence,
        margin,
      }
    : { verdict, reason: said, evidence, margin };
}

/** Whether something was found that does not end with the rate: what grows for hours at less than it may well grow at it. */
function speaksAgainst({ verdict, rule }: Judgement): boolean {
  return verdict === 'INVALID' || verdict === 'UNDERSIZED' || rule === 'V3';
}

/** A margin that one workload does not have is not that of the others. */
function leastOf(margins: readonly (number | null)[]): number | null {
  const known = margins.filter((margin) => margin !== null);
  return known.length < margins.length ? null : Math.min(...known);
}

/** Such as `2 to 10 tasks of 2 vCPU, 4 GiB`. */
function declaredSize(spec: Spec, name: string): string {
  const service = declaredService(spec, name);
  if (service === null) return 'not declared';
  const { least, most } = taskRange(service);
  return sizeInWords(least === most ? String(least) : `${least} to ${most}`, most, service.task);
}

/**
 * The fewest tasks that are predicted to be enough, when that is more than may run. A prediction that has fewer do what more were seen
 * to fail at is none. Null without one.
 */
function largerSize(spec: Spec, name: string, served: readonly JudgedWorkload[]): string | null {
  const service = declaredService(spec, name);
  const [workload] = served;
  if (service === null || workload === undefined || served.length > 1) return null;
  const tasks = tasksPredicted(workload);
  return tasks === null || tasks <= taskRange(service).most
    ? null
    : sizeInWords(String(tasks), tasks, service.task);
}

function sizeInWords(
  count: string,
  most: number,
  { cpuUnits, memoryMiB }: { readonly cpuUnits: number; readonly memoryMiB: number },
): string {
  return `${count} ${most === 1 ? 'task' : 'tasks'} of ${rounded(cpuUnits / 1024)} vCPU, ${rounded(memoryMiB / 1024)} GiB`;
}

/** The size that is declared, when it is one. */
function currentSize(spec: Spec, name: string): Sizing['current'] {
  const service = declaredService(spec, name);
  if (service === null) return null;
  const { least, most } = taskRange(service);
  const { cpuUnits, memoryMiB } = service.task;
  return least === most ? { cpuUnits, memoryMiB, tasks: least } : null;
}
