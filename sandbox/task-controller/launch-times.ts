import type { Random } from '../../load/stats/random.ts';
import type { LaunchTimes } from '../overlay/completions/ecs-fleet.ts';

/** Shares of a launch that its stages take on average. */
const SHARES = { provision: 0.25, pull: 0.3, start: 0.25, healthy: 0.2 } as const;

/** How far a drawn stage is from its share, at most. */
const DEVIATION = 0.3;

/** How long each stage of a launch takes when it takes about so many seconds in all: drawn once, and then the same for each task. */
export function drawnLaunchTimes(seconds: number, random: Random): LaunchTimes {
  const drawn = (share: number) => share * seconds * (1 + DEVIATION * (2 * random() - 1));
  return {
    provision: drawn(SHARES.provision),
    pull: drawn(SHARES.pull),
    start: drawn(SHARES.start),
    healthy: drawn(SHARES.healthy),
  };
}
