import {
  type Confidence,
  type Estimate,
  type Interval,
  estimate,
  inconclusive,
} from '../stats/estimate.ts';
import { type Line, heightAt, leastSquares } from '../stats/least-squares.ts';

/** A plateau of a load test: a time of constant load, averaged. */
export interface Plateau {
  readonly throughputPerSecond: number;
  /** CPU in use over all tasks, in vCPU: utilisation × tasks × vCPU of a task. */
  readonly usedVcpu: number;
  /** Tasks that ran, a whole number from 1. */
  readonly tasks: number;
}

/** What a service needs of CPU: by request, and without any. */
export interface ServiceDemand {
  /** D, vCPU-seconds of a request. */
  readonly demand: number;
  readonly demandInterval: Interval;
  /** b, vCPU that an idle task uses. */
  readonly idleVcpu: number;
  readonly idleInterval: Interval;
  /** The most requests per second that a task was seen to serve. */
  readonly largestPerTask: number;
  readonly line: Line;
}

/** Straight lines end: beyond this many times the largest load of a task, nothing is said. */
const FARTHEST = 2;
const MOST_TASKS = 10_000;

/**
 * The service demand by the utilisation law, used = D X + b n, fitted over plateaus as used/n = D X/n + b (Lazowska and others,
 * "Quantitative System Performance", 1984).
 */
export function serviceDemand(
  plateaus: readonly Plateau[],
  confidence: Confidence,
): Estimate<ServiceDemand> {
  if (plateaus.some(({ tasks }) => !Number.isSafeInteger(tasks) || tasks < 1)) {
    return inconclusive('A plateau has no whole number of tasks.');
  }
  const points = plateaus.map(({ throughputPerSecond, usedVcpu, tasks }) => ({
    x: throughputPerSecond / tasks,
    y: usedVcpu / tasks,
  }));
  if (points.some(({ x, y }) => !(x >= 0) || !(y >= 0))) {
    return inconclusive('A plateau has a throughput or a use of CPU below 0.');
  }
  const line = leastSquares(points, confidence);
  if (line.kind === 'inconclusive') return line;
  if (line.slopeInterval.low <= 0) {
    return inconclusive(
      'The use of CPU does not rise with the throughput beyond doubt, so that the CPU of a request is not known.',
    );
  }
  return estimate({
    demand: line.slope,
    demandInterval: line.slopeInterval,
    idleVcpu: line.intercept,
    idleInterval: line.interceptInterval,
    largestPerTask: Math.max(...points.map(({ x }) => x)),
    line,
  });
}

/**
 * The fewest tasks that stay below a utilisation at a load: D λ/n + b ≤ v U, by the line itself and by the upper end of its
 * interval, which is what a promise should rest on.
 */
export function requiredTasks(
  { line, largestPerTask }: ServiceDemand,
  {
    arrivalsPerSecond,
    vcpuPerTask,
    utilisation,
  }: {
    readonly arrivalsPerSecond: number;
    readonly vcpuPerTask: number;
    /** The share of its CPU that a task may use, above 0 and at most 1. */
    readonly utilisation: number;
  },
): Estimate<{ readonly tasks: number; readonly tasksAtUpperEnd: number }> {
  const usable = vcpuPerTask * utilisation;
  if (!(arrivalsPerSecond > 0) || !(usable > 0) || utilisation > 1) {
    return inconclusive('The load or the CPU of a task is not above 0.');
  }
  const tasks = fewest(
    (count) => line.intercept + (line.slope * arrivalsPerSecond) / count <= usable,
  );
  const tasksAtUpperEnd = fewest(
    (count) => heightAt(line, arrivalsPerSecond / count).high <= usable,
  );
  if (tasks === null || tasksAtUpperEnd === null) {
    return inconclusive('An idle task may use all of the CPU that it is allowed.');
  }
  if (arrivalsPerSecond / tasks > FARTHEST * largestPerTask) {
    return inconclusive(
      'No plateau comes near the load that a task would have, so that its use of CPU there is not known.',
    );
  }
  return estimate({ tasks, tasksAtUpperEnd });
}

function fewest(suffice: (tasks: number) => boolean): number | null {
  for (let tasks = 1; tasks <= MOST_TASKS; tasks += 1) if (suffice(tasks)) return tasks;
  return null;
}
