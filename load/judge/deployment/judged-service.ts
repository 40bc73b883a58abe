import type { ScalingReaction } from '../../../core/load/scaling-reaction.ts';
import type { Sizing } from '../../../core/load/sizing.ts';
import { atPeakToo } from './at-peak.ts';
import { blindPolicyRuling } from './blind-policy-rule.ts';
import { ceilingRuling } from './ceiling-rule.ts';
import { countedRequestsRuling } from './counted-requests-rule.ts';
import { cpuFollowsRuling } from './cpu-follows-rule.ts';
import { cpuRuling } from './cpu-rule.ts';
import { flappingRuling } from './flapping-rule.ts';
import { floorRuling } from './floor-rule.ts';
import type { LoadedService } from './loaded-service.ts';
import { memoryRuling } from './memory-rule.ts';
import { oversizedServiceRuling } from './oversized-service-rule.ts';
import { relyingOn } from './reliance.ts';
import type { JudgedResource, ResourceRule, ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import { reactionOf, scaleOutUnderLoad } from './scale-out.ts';
import { sizeOptions } from './size-options.ts';
import { steadyTasksRuling } from './steady-tasks-rule.ts';

const SERVICE_RULES = [
  ...['A1', 'A2', 'A3', 'A4', 'C1', 'C2', 'C3', 'S1', 'S2', 'S3', 'O1'],
] as readonly ResourceRule[];

export interface JudgedService {
  readonly resource: JudgedResource;
  /** The task that would do instead; null when nothing says so. */
  readonly smaller: { readonly cpuUnits: number; readonly memoryMiB: number } | null;
  readonly options: Sizing['options'];
  /** How it scaled out; null when no step was sent. */
  readonly reaction: ScalingReaction | null;
}

/**
 * All that is ruled of a service by what AWS reported.
 * @param clock what was ruled of the clocks
 * @param beganMs when the load test began, by the generator's clock
 */
export function judgedService(
  service: LoadedService,
  clock: ResourceRuling,
  beganMs: number,
): JudgedService {
  const counted = countedRequestsRuling(service);
  const steady = steadyTasksRuling(service);
  const follows = cpuFollowsRuling(service);
  const times = [clock, counted];
  const atRest = [...times, steady];
  const step = scaleOutUnderLoad(service);
  const { ruling: oversized, smaller } = oversizedServiceRuling(service);
  const oversizedRelied = relyingOn(oversized, atRest, [follows]);
  const isRelied = [...atRest, follows].every(({ verdict }) => verdict !== 'INCONCLUSIVE');
  return {
    resource: {
      ...named(service.name),
      rulings: [
        ...[clock, counted, steady, follows],
        relyingOn(atPeakToo(cpuRuling(service), service.levels), atRest, [follows]),
        relyingOn(atPeakToo(memoryRuling(service), service.levels), atRest),
        relyingOn(blindPolicyRuling(service), times, [follows]),
        relyingOn(ceilingRuling(service), times, [follows]),
        relyingOn(floorRuling(service, step), times),
        relyingOn(flappingRuling(service, step), times),
        oversizedRelied,
      ],
    },
    smaller: oversizedRelied.verdict === 'OVERSIZED' ? smaller : null,
    options: isRelied ? [...sizeOptions(service)] : [],
    reaction: step === null ? null : reactionOf(service, step, beganMs),
  };
}

/** A service of which nothing can be said, and why. */
export function undecidedService(name: string, reason: string): JudgedService {
  return {
    resource: {
      ...named(name),
      rulings: SERVICE_RULES.map((rule) => rulingBy(rule, null)('INCONCLUSIVE', reason)),
    },
    smaller: null,
    options: [],
    reaction: null,
  };
}

function named(name: string): Omit<JudgedResource, 'rulings'> {
  return { kind: 'service', name, resource: `ecs ${name}` };
}
