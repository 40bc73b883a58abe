/** What one workload would send in a scenario, or what would be sent to one queue. */
export interface PlannedLoad {
  /** Such as `ramp`. */
  readonly scenario: string;
  readonly workload: string;
  readonly arrivals: 'poisson' | 'even';
  readonly requests: number;
  readonly peakRequestsPerSecond: number;
  readonly seconds: number;
  /** Requests that are waited for at a time; null of messages, which nobody waits for. */
  readonly virtualUsers: number | null;
  /** Of a search, whose requests and seconds are then the most that it may come to; left out otherwise. */
  readonly levelsAtMost?: number;
}

/** What one scenario transfers and costs at most, as far as that can be told before. */
export interface ScenarioCost {
  readonly scenario: string;
  /** Sent and received. */
  readonly bytes: number;
  /** US dollars beside what the deployment costs without it; null when that is not known, which is not nothing. */
  readonly usd: number | null;
  /** What it is the sum of. */
  readonly parts: readonly { readonly what: string; readonly usd: number }[];
  /** Why it is not known, as a sentence; null when it is. */
  readonly why: string | null;
}

/** What can be told of a size before anything is sent, from the spec alone. It is no evidence that a size holds. */
export interface Forecast {
  /** What it is about, such as `aurora orders`. */
  readonly about: string;
  /** `fails`: it cannot carry the declared load whatever is measured; `expected`: nothing speaks against it. */
  readonly outcome: 'fails' | 'expected' | 'unknown';
  /** A whole sentence, with the figures. */
  readonly says: string;
}

/** All that `landfall load plan` tells. */
export interface LoadPlan {
  readonly deployment: string;
  readonly origin: string;
  readonly environment: 'test' | 'staging' | 'production';
  readonly loads: readonly PlannedLoad[];
  /** Why a scenario cannot be sent, by its name. */
  readonly refusals: readonly {
    readonly scenario: string;
    readonly complaints: readonly string[];
  }[];
  /** By scenario, also of those that are refused for it. */
  readonly costs: readonly ScenarioCost[];
  /** What these rest on, as sentences. */
  readonly costAssumptions: readonly string[];
  /** Where the prices are from. */
  readonly priceSources: readonly string[];
  readonly forecasts: readonly Forecast[];
  /** The IAM actions by which AWS is watched meanwhile, such as `ecs:DescribeServices`. */
  readonly watchActions: readonly string[];
  /** The IAM actions that sending messages takes beside them; none where no messages are sent. */
  readonly sendActions: readonly string[];
}

/** 1: what is declared cannot hold; 2: what is declared cannot be sent. */
export function loadPlanExitCode({ refusals, forecasts }: LoadPlan): 0 | 1 | 2 {
  if (forecasts.some(({ outcome }) => outcome === 'fails')) return 1;
  return refusals.length > 0 ? 2 : 0;
}
