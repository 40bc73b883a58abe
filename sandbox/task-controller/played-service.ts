import { declaredService } from '../../core/spec/declared-service.ts';
import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { TrackedPolicy } from './target-tracking.ts';

/** A declared service as the controller plays it. */
export interface PlayedService {
  readonly cluster: string;
  readonly service: string;
  readonly targetGroup: string;
  readonly policyName: string;
  readonly policy: TrackedPolicy;
  /** The database that its tasks hold connections to; null when the spec declares none. */
  readonly database: PlayedDatabase | null;
}

export interface PlayedDatabase {
  readonly cluster: string;
  readonly minAcu: number;
  readonly maxAcu: number;
  readonly connectionsPerTask: number;
}

const MINUTE_SECONDS = 60;

/** What AWS takes for an ECS service when the policy does not say it. */
const DEFAULT_COOLDOWN_SECONDS = 300;

/** How many minutes AWS's alarms look at. */
const HIGH_MINUTES = 3;
const LOW_MINUTES = 15;

/**
 * What the spec says of a service that the controller is to play.
 * @param name `cluster/service`
 * @param minuteSeconds how long a minute of AWS lasts here: cooldowns become shorter with it
 * @throws {Error} when it does not scale by its CPU alone, or has no load balancer: nothing else is played.
 */
export function playedService(spec: Spec, name: string, minuteSeconds: number): PlayedService {
  const declared = declaredService(spec, name);
  const policies = Object.entries(declared?.scaling?.policies ?? {});
  const [policy, ...others] = policies;
  if (
    declared?.scaling === undefined ||
    policy?.[1].kind !== 'target-tracking' ||
    policy[1].metric !== 'ECSServiceAverageCPUUtilization' ||
    others.length > 0
  ) {
    throw new Error(
      `The service ${name} does not scale by its CPU alone, and nothing else is played.`,
    );
  }
  if (declared.loadBalancer === undefined) {
    throw new Error(`The service ${name} has no load balancer, by which its tasks are played.`);
  }
  const [cluster = '', service = ''] = name.split('/');
  const { minTasks, maxTasks } = declared.scaling;
  const played = (seconds = DEFAULT_COOLDOWN_SECONDS) => (seconds * minuteSeconds) / MINUTE_SECONDS;
  return {
    cluster,
    service,
    targetGroup: declared.loadBalancer.targetGroup,
    policyName: policy[0],
    policy: {
      target: policy[1].target,
      minTasks,
      maxTasks,
      scaleOutCooldownSeconds: played(policy[1].scaleOutCooldownSeconds),
      scaleInCooldownSeconds: played(policy[1].scaleInCooldownSeconds),
      highDatapoints: HIGH_MINUTES,
      lowDatapoints: LOW_MINUTES,
    },
    database: playedDatabase(spec, name),
  };
}

function playedDatabase(spec: Spec, name: string): PlayedDatabase | null {
  const pool = spec.load?.databasePools?.[name];
  const aurora: AuroraClusterSpec | undefined = pool && spec.aurora?.[pool.aurora];
  return pool === undefined || aurora === undefined
    ? null
    : {
        cluster: pool.aurora,
        minAcu: aurora.capacity.minAcu,
        maxAcu: aurora.capacity.maxAcu,
        connectionsPerTask: pool.connectionsPerTask,
      };
}
