import type { TaskCounts } from '../../../core/load/deployment-record.ts';
import type { ReactionStage, ScalingReaction } from '../../../core/load/scaling-reaction.ts';
import { keptObjective, type KeptObjective } from './kept-objective.ts';
import type { LoadedService } from './loaded-service.ts';
import { countAt, countsWithin } from './task-counts.ts';
import type { Span } from './span.ts';

const STEP = 'spike';
/** A product of ratios may lie a rounding error beside the rate that it stands for. */
const ALMOST = 1e-9;

/** A step of the load, and how the service answered it. Moments are in milliseconds since 1970. */
export interface ScaleOutUnderLoad {
  /** From the step until the load falls again. */
  readonly hold: Span;
  /** From then until all was sent, in which the service scales in. */
  readonly after: Span;
  /** Of all the workloads, at the step. */
  readonly requestsPerSecond: number;
  /** Whether that is more than some workload's peak. */
  readonly isBeyondPeak: boolean;
  /** Whether that is less than some workload's peak. */
  readonly isBelowPeak: boolean;
  readonly tasksBefore: TaskCounts | null;
  readonly kept: KeptObjective;
  /** When each stage was reached; null where it was not seen. */
  readonly stages: Readonly<Record<ReactionStage, number | null>>;
}

/** What a service did at the first spike that was sent; null when none was. */
export function scaleOutUnderLoad(service: LoadedService): ScaleOutUnderLoad | null {
  const scenario = service.scenarios.find(
    ({ kind, zeroMs, measurements }) =>
      kind === 'spike' && zeroMs !== null && measurements.length > 0,
  );
  const measured = scenario?.measurements[0]?.phases.find(({ phase }) => phase.name === STEP);
  if (scenario === undefined || scenario.zeroMs === null || measured === undefined) return null;
  const { zeroMs, measurements, seconds } = scenario;
  const hold = {
    fromMs: zeroMs + 1000 * measured.fromSeconds,
    toMs: zeroMs + 1000 * measured.toSeconds,
  };
  const rates = measurements.map(({ phases, workload }) => ({
    sent: phases.find(({ phase }) => phase.name === STEP)?.phase.requestsPerSecond ?? 0,
    peak: workload.peakRequestsPerSecond,
  }));
  const kept = keptObjective(measurements, measured.fromSeconds, measured.toSeconds);
  return {
    hold,
    after: { fromMs: hold.toMs, toMs: zeroMs + 1000 * seconds },
    requestsPerSecond: rates.reduce((sum, { sent }) => sum + sent, 0),
    isBeyondPeak: rates.some(({ sent, peak }) => sent > peak * (1 + ALMOST)),
    isBelowPeak: rates.some(({ sent, peak }) => sent < peak * (1 - ALMOST)),
    tasksBefore: countAt(service.record.counts, hold.fromMs),
    kept,
    stages: {
      ...awsStages(service, hold),
      'slo-restored': kept.kind === 'restored' ? zeroMs + 1000 * kept.atSeconds : null,
    },
  };
}

/** From the step until what was added took traffic, in seconds; null when that was not seen. */
export function reactionSecondsOf({ stages }: Pick<ScaleOutUnderLoad, 'stages'>): number | null {
  const healthy = stages['target-healthy'] ?? stages['task-running'];
  const rose = stages['load-rose'];
  return healthy === null || rose === null || healthy <= rose ? null : (healthy - rose) / 1000;
}

/** As reports show it. */
export function reactionOf(
  { name }: Pick<LoadedService, 'name'>,
  { stages }: ScaleOutUnderLoad,
  beganMs: number,
): ScalingReaction {
  const order: readonly ReactionStage[] = [
    ...['load-rose', 'metric-above-target', 'alarm', 'decision', 'task-created'],
    ...['image-pulled', 'task-running', 'target-healthy', 'slo-restored'],
  ] as readonly ReactionStage[];
  return {
    service: name,
    stages: order.map((stage) => {
      const atMs = stages[stage];
      return { stage, atSeconds: atMs === null ? null : (atMs - beganMs) / 1000 };
    }),
  };
}

/** What AWS told of the first reaction: of the task that was created first, and of when as many were healthy as were wanted first. */
function awsStages(
  { record, cpuTargetPercent }: LoadedService,
  hold: Span,
): Omit<ScaleOutUnderLoad['stages'], 'slo-restored'> {
  const within = (at: string | null | undefined) => {
    if (at === null || at === undefined) return null;
    const atMs = Date.parse(at);
    return atMs >= hold.fromMs && atMs <= hold.toMs ? atMs : null;
  };
  const before = countAt(record.counts, hold.fromMs);
  const counts = countsWithin(record.counts, hold);
  const risen =
    before === null ? undefined : counts.find(({ desired }) => desired > before.desired);
  const healthy =
    risen === undefined
      ? undefined
      : counts.find((count) => (count.healthy ?? -1) >= risen.desired);
  const decision = record.decisions?.find(
    ({ at, notScaled }) => within(at) !== null && notScaled.length === 0,
  );
  const task = record.tasks
    .filter(({ createdAt }) => within(createdAt) !== null)
    .toSorted((one, other) => (one.createdAt ?? '').localeCompare(other.createdAt ?? ''))[0];
  return {
    'load-rose': hold.fromMs,
    'metric-above-target': aboveTarget(record.cpuAverage, cpuTargetPercent, hold),
    alarm: within(record.alarmAt),
    decision: within(decision?.at),
    'task-created': within(task?.createdAt),
    'image-pulled': within(task?.imagePulledAt),
    'task-running': within(task?.startedAt),
    'target-healthy': within(healthy?.at),
  };
}

/** The end of the first period above the target: nobody can know of it before. */
function aboveTarget(
  metric: LoadedService['record']['cpuAverage'],
  target: number | null,
  { fromMs, toMs }: Span,
): number | null {
  if (target === null || metric.state === 'unseen') return null;
  const ends = metric.points
    .filter(({ value }) => value > target)
    .map(({ at }) => Date.parse(at) + 1000 * metric.periodSeconds)
    .filter((endMs) => endMs > fromMs && endMs <= toMs);
  return ends.length === 0 ? null : Math.min(...ends);
}
