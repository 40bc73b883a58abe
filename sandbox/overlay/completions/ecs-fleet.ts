import { z } from 'zod';

/** State of an account and region: how long tasks of a service take to come up, by the service's ARN. At once without an entry. */
export const LAUNCH_TIMES_STATE = 'ecs/launch-times';

const Seconds = z.number().nonnegative();

/** How long each stage of a launch takes: the place and the network, the image, the start, and the health checks of the target group. */
const LaunchTimes = z.strictObject({
  provision: Seconds,
  pull: Seconds,
  start: Seconds,
  healthy: Seconds,
});
export type LaunchTimes = z.infer<typeof LaunchTimes>;

export const LaunchTimesByService = z.record(z.string(), LaunchTimes);

/** When a task comes up, in seconds since the epoch; what lies ahead has not happened. */
const launch = z.strictObject({
  createdAt: z.number(),
  pullStartedAt: z.number(),
  pullStoppedAt: z.number(),
  startedAt: z.number(),
  healthyAt: z.number(),
});
export type Launch = z.infer<typeof launch>;

const fleetTask = z.strictObject({
  /** No other task of the deployment has had it. */
  number: z.int().nonnegative(),
  /** Null for a task that came up with its deployment, which takes no time here. */
  launch: launch.nullable(),
});

/** The tasks of a service, oldest first. */
export const Fleet = z.strictObject({
  nextNumber: z.int().nonnegative(),
  tasks: z.array(fleetTask),
});
export type Fleet = z.infer<typeof Fleet>;
export type FleetTask = Fleet['tasks'][number];

export const EMPTY_FLEET: Fleet = { nextNumber: 0, tasks: [] };

/** With so many tasks: those that are missing are launched, and of too many the newest are stopped. */
export function scaledTo(fleet: Fleet, count: number, launched: Launch | null): Fleet {
  const missing = Math.max(0, count - fleet.tasks.length);
  const added = Array.from({ length: missing }, (_, index) => ({
    number: fleet.nextNumber + index,
    launch: launched,
  }));
  return {
    nextNumber: fleet.nextNumber + missing,
    tasks: [...fleet.tasks, ...added].slice(0, count),
  };
}

export function launchAt(createdAt: number, times: LaunchTimes): Launch {
  const pullStartedAt = createdAt + times.provision;
  const pullStoppedAt = pullStartedAt + times.pull;
  const startedAt = pullStoppedAt + times.start;
  return {
    createdAt,
    pullStartedAt,
    pullStoppedAt,
    startedAt,
    healthyAt: startedAt + times.healthy,
  };
}

/** How far a task has come. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html */
export function statusOf(
  { launch: times }: Pick<FleetTask, 'launch'>,
  now: number,
): 'PROVISIONING' | 'PENDING' | 'RUNNING' {
  if (times === null || now >= times.startedAt) return 'RUNNING';
  return now >= times.pullStartedAt ? 'PENDING' : 'PROVISIONING';
}

/** Whether the target group's checks of it have succeeded often enough. */
export function isHealthy({ launch: times }: Pick<FleetTask, 'launch'>, now: number): boolean {
  return times === null || now >= times.healthyAt;
}
