import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Spec } from '../../core/spec/spec.ts';
import { seededRandom } from '../../load/stats/random.ts';
import { openSandbox, type SandboxContext } from '../deploy/context.ts';
import type { LoadStats } from '../load-target/target.ts';
import { drawnLaunchTimes } from './launch-times.ts';
import {
  askHealthy,
  askService,
  type AwsNames,
  awsNames,
  keepActivity,
  keepLaunchTimes,
  putMetrics,
  type ServiceCounts,
  setAlarm,
  setDesired,
} from './played-aws.ts';
import {
  metricsOf,
  periodBetween,
  type PlayedTasks,
  serviceCpu,
  type TargetLook,
} from './played-metrics.ts';
import { playedService, type PlayedService } from './played-service.ts';
import { fulfilled, notScaled, scaled, type ScalingActivity } from './scaling-activities.ts';
import {
  type AlarmState,
  NOTHING_TRACKED,
  type ScalingStep,
  track,
  type Tracking,
} from './target-tracking.ts';

export interface TaskControllerOptions {
  /** What is deployed on the sandbox. */
  readonly spec: Spec;
  /** Of the sandbox. */
  readonly endpoint: string;
  /** The service that is played, as `cluster/service`. */
  readonly service: string;
  /** The controllable target, which is what the tasks of the service do. */
  readonly target: string;
  /** How many requests a task serves at a time: so many slots the target has for each. */
  readonly concurrencyPerTask: number;
  /**
   * How long a minute of AWS lasts, in seconds: metrics are of such a period, alarms look at 3 and 15 of them, and cooldowns are as
   * many of them as the spec says. With 60 it is as slow as AWS.
   */
  readonly minuteSeconds: number;
  /** About how long a task takes from its creation to its first request. This is not compressed. */
  readonly launchSeconds: number;
  readonly seed: number;
  /** Is told what the controller does, in a sentence. */
  readonly onStep?: (sentence: string) => void;
}

/** What plays the tasks of a service, Application Auto Scaling and the reports of CloudWatch beside a sandbox. */
export interface TaskController {
  /** @throws what made it end early. */
  stop(): Promise<void>;
}

/** How often tasks that come up are looked after. */
const LOOK_MS = 500;

/**
 * Begins to play a deployed service.
 * @throws {Error} when the spec or the sandbox has not what is played.
 */
export async function startTaskController(options: TaskControllerOptions): Promise<TaskController> {
  const played = playedService(options.spec, options.service, options.minuteSeconds);
  const context = await openSandbox(options.spec, options.endpoint);
  const names = await awsNames(context, played);
  const launch = drawnLaunchTimes(options.launchSeconds, seededRandom(options.seed));
  await keepLaunchTimes(context, names, launch);
  const stopping = new AbortController();
  const playing = play({ options, played, context, names }, stopping.signal);
  // It is told to whoever stops it; until then it is not an error that nobody handles.
  playing.catch(() => undefined);
  return {
    async stop() {
      stopping.abort();
      try {
        await playing;
      } finally {
        context.aws.close();
      }
    },
  };
}

interface Played {
  readonly options: TaskControllerOptions;
  readonly played: PlayedService;
  readonly context: SandboxContext;
  readonly names: AwsNames;
}

/** Changes with every period. */
interface Progress {
  tracking: Tracking;
  alarms: { readonly high: AlarmState; readonly low: AlarmState } | null;
  /** What ECS has not fulfilled. */
  open: ScalingActivity | null;
  look: TargetLook | null;
}

async function play(all: Played, signal: AbortSignal): Promise<void> {
  const { options, played, context } = all;
  const periodMs = options.minuteSeconds * 1000;
  const progress: Progress = { tracking: NOTHING_TRACKED, alarms: null, open: null, look: null };
  let serving = await serve(all);
  // Periods begin where CloudWatch's do.
  let endMs = Math.ceil(Date.now() / periodMs) * periodMs;
  while (!signal.aborted) {
    const counts = await askService(context, played);
    if (counts.desired !== serving) serving = await serve(all);
    await fulfil(all, progress, counts);
    if (Date.now() >= endMs) {
      await endPeriod(all, progress, { ...counts, serving }, endMs - periodMs);
      // A period that was missed has no datapoint, and the next is of both.
      endMs = (Math.floor(Date.now() / periodMs) + 1) * periodMs;
    }
    const untilMs = Math.min(LOOK_MS, Math.max(0, endMs - Date.now()));
    await sleep(untilMs, null, { signal }).catch(() => undefined);
  }
}

/** The target has slots for the tasks that take traffic, and never none: what waits is then served late. */
async function serve({ options, context, names }: Played): Promise<number> {
  const healthy = await askHealthy(context, names);
  const slots = Math.max(1, healthy * options.concurrencyPerTask);
  await fetch(`${options.target}/scale?slots=${slots}`, { method: 'POST' });
  return healthy;
}

async function fulfil({ context }: Played, progress: Progress, counts: ServiceCounts) {
  if (progress.open === null || counts.running !== counts.desired) return;
  await keepActivity(context, fulfilled(progress.open, Date.now() / 1000));
  progress.open = null;
}

async function endPeriod(
  all: Played,
  progress: Progress,
  counts: ServiceCounts & PlayedTasks,
  startedMs: number,
): Promise<void> {
  const { played, context, names } = all;
  const look = await lookAt(all.options.target);
  const period =
    progress.look === null || look === null ? null : periodBetween(progress.look, look);
  progress.look = look;
  if (period !== null) {
    const at = new Date(startedMs);
    await putMetrics(context, metricsOf(period, { ...played, ...names, at, tasks: counts }));
  }
  await decide(all, progress, counts, period && serviceCpu(period, counts));
}

/** Null when the target does not answer: nothing is reported then. */
async function lookAt(target: string): Promise<TargetLook | null> {
  try {
    const response = await fetch(`${target}/stats`);
    return (await response.json()) as LoadStats;
  } catch {
    return null;
  }
}

async function decide(
  all: Played,
  progress: Progress,
  { desired, running }: ServiceCounts,
  metric: number | null,
): Promise<void> {
  const { played, context, names } = all;
  const atSeconds = Date.now() / 1000;
  const observed = { atSeconds, metric, running, desired };
  const { tracking, high, low, step } = track(played.policy, progress.tracking, observed);
  progress.tracking = tracking;
  if (high !== progress.alarms?.high) await setAlarm(context, names.highAlarm, high);
  if (low !== progress.alarms?.low) await setAlarm(context, names.lowAlarm, low);
  progress.alarms = { high, low };
  await take(all, progress, step, atSeconds);
}

async function take(
  { options, played, context, names }: Played,
  progress: Progress,
  step: ScalingStep,
  atSeconds: number,
): Promise<void> {
  const { resource } = names;
  const { policyName, policy } = played;
  const alarm = step.kind === 'in' ? names.lowAlarm : names.highAlarm;
  const cause = { id: randomUUID(), resource, alarm, policyName, atSeconds };
  switch (step.kind) {
    case 'none':
      return;
    case 'at-max':
      await keepActivity(context, notScaled(cause, policy.maxTasks));
      options.onStep?.(`${options.service} would need more than ${policy.maxTasks} tasks.`);
      return;
    case 'out':
    case 'in': {
      const activity = scaled(cause, step.desired);
      await keepActivity(context, activity);
      await setDesired(context, played, step.desired);
      progress.open = activity;
      options.onStep?.(`${options.service} is scaled ${step.kind} to ${step.desired} tasks.`);
    }
  }
}
