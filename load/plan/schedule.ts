import { type Random, seededRandom } from '../stats/random.ts';
import { weightsIn } from './mix.ts';
import {
  type PlannedPhase,
  type PlannedRequest,
  type PlannedScenario,
  requestsOf,
} from './scenario-plan.ts';

/** One request to come: milliseconds after the run's zero, and the numbers of its request and phase in the scenario. */
export type Arrival = readonly [offsetMs: number, request: number, phase: number];

/** Every request of a run, by scenario, each in the order of time. */
export type Schedule = Readonly<Record<string, readonly Arrival[]>>;

/** What of a plan says when its requests, or its messages, come. */
export interface ArrivalPlan {
  readonly seed: number;
  readonly scenarios: readonly PlannedArrivals[];
}

interface PlannedArrivals extends Pick<PlannedScenario, 'name' | 'arrivals'> {
  readonly phases: readonly PlannedPhase[];
  readonly requests: readonly Pick<PlannedRequest, 'method' | 'weight'>[];
}

/** Far enough apart that no two scenarios draw the same numbers. */
const SEED_STEP = 0x9e3779b9;

/**
 * When each request of a plan is to be sent. Each phase has as many as its rate and length say, so that the offered rate is
 * what was planned and not what chance made of it. Poisson arrivals are uniform in the time of their phase when their number
 * is given (S. M. Ross, "Introduction to Probability Models", theorem 5.2), and in its cumulative rate when that changes.
 */
export function scheduleOf(plan: ArrivalPlan): Schedule {
  return Object.fromEntries(
    plan.scenarios.map((scenario, index) => {
      const random = seededRandom((plan.seed + index * SEED_STEP) | 0);
      return [scenario.name, arrivalsOf(scenario, random)];
    }),
  );
}

/** How many requests a schedule has. */
export function scheduledRequests(schedule: Schedule): number {
  return Object.values(schedule).reduce((sum, arrivals) => sum + arrivals.length, 0);
}

function arrivalsOf({ arrivals, phases, requests }: PlannedArrivals, random: Random): Arrival[] {
  const all: Arrival[] = [];
  let beginMs = 0;
  let planned = 0;
  for (const [index, phase] of phases.entries()) {
    const before = Math.round(planned);
    planned += requestsOf(phase);
    const draw = drawRequest(weightsIn(requests, phase.mix), random);
    const shares = sharesOf(Math.round(planned) - before, arrivals, random);
    for (const share of shares) {
      all.push([round(beginMs + 1000 * secondsAt(phase, share)), draw(), index]);
    }
    beginMs += phase.seconds * 1000;
  }
  return all;
}

/** Where in the cumulative rate of a phase its arrivals are, in [0, 1) and ascending. */
function sharesOf(count: number, arrivals: PlannedScenario['arrivals'], random: Random): number[] {
  switch (arrivals) {
    case 'even':
      // In the middle of their share of time, so that phases join without a gap or a pair.
      return Array.from({ length: count }, (_, index) => (index + 0.5) / count);
    case 'poisson':
      return Array.from({ length: count }, () => random()).sort((left, right) => left - right);
  }
}

/** When a share of a phase's requests has arrived, in seconds after its beginning: the inverse of the cumulative rate. */
function secondsAt(
  { seconds, requestsPerSecond, endRequestsPerSecond }: PlannedPhase,
  share: number,
): number {
  const change = (endRequestsPerSecond ?? requestsPerSecond) - requestsPerSecond;
  if (change === 0) return share * seconds;
  const end = requestsPerSecond + change;
  const rate = Math.sqrt(requestsPerSecond ** 2 + share * (end ** 2 - requestsPerSecond ** 2));
  return (seconds * (rate - requestsPerSecond)) / change;
}

/** Draws the number of a request by the weights. */
function drawRequest(weights: readonly number[], random: Random): () => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return () => {
    let left = random() * total;
    const found = weights.findIndex((weight) => (left -= weight) < 0);
    // Nothing is left over but a rounding error.
    return found === -1 ? weights.length - 1 : found;
  };
}

/** Microseconds are finer than any timer, and make the schedule no longer than it must be. */
function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
