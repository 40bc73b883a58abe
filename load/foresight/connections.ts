import { connectionsAt } from '../../core/aurora-connections.ts';
import type { Forecast } from '../../core/load/load-plan.ts';
import { declaredService, taskRange } from '../../core/spec/declared-service.ts';
import type { Spec } from '../../core/spec/spec.ts';

/** What the server keeps for its superusers and for Aurora's own processes. */
const RESERVED = 10;

/** Whether the connections of all tasks at their greatest number fit into each cluster. */
export function connectionForecasts(spec: Spec): readonly Forecast[] {
  const pools = Object.entries(spec.load?.databasePools ?? {});
  const clusters = [...new Set(pools.map(([, { aurora }]) => aurora))];
  return clusters.map((cluster) => {
    const holders = pools.flatMap(([name, { aurora, connectionsPerTask }]) => {
      const service = declaredService(spec, name);
      if (aurora !== cluster || service === null) return [];
      const tasks = taskRange(service).most;
      return [
        { text: `${name} ${tasks} x ${connectionsPerTask}`, count: tasks * connectionsPerTask },
      ];
    });
    const wanted = holders.reduce((sum, { count }) => sum + count, 0);
    const held = `At their greatest numbers of tasks the services hold ${wanted} connections (${holders.map(({ text }) => text).join(', ')})`;
    return { about: `aurora ${cluster}`, ...judged(spec, cluster, wanted, held) };
  });
}

function judged(
  spec: Spec,
  cluster: string,
  wanted: number,
  held: string,
): Pick<Forecast, 'outcome' | 'says'> {
  const capacity = spec.aurora?.[cluster]?.capacity;
  if (capacity === undefined) {
    return {
      outcome: 'unknown',
      says: `${held}; the spec declares no capacity of the cluster, so it is not known how many it takes.`,
    };
  }
  const { least, most } = connectionsAt(capacity);
  const needed = wanted + RESERVED;
  if (needed <= least) {
    return {
      outcome: 'expected',
      says: `${held}, and ${RESERVED} are reserved; at ${capacity.maxAcu} ACU the cluster takes at least ${least}.`,
    };
  }
  if (needed <= most) {
    return {
      outcome: 'unknown',
      says: `${held}, and ${RESERVED} are reserved; at ${capacity.maxAcu} ACU the cluster takes between ${least} and ${most}.`,
    };
  }
  const enough = enoughAcu(capacity.minAcu, needed);
  const remedy =
    enough === null
      ? 'no capacity takes as many: the pools must be smaller'
      : `${enough} ACU would take them, or smaller pools`;
  return {
    outcome: 'fails',
    says: `${held}, and ${RESERVED} are reserved; at ${capacity.maxAcu} ACU the cluster takes at most ${most}: ${remedy}.`,
  };
}

const GREATEST_ACU = 256;

/** The least capacity, in the steps of half an ACU that AWS has, that surely takes so many; null when none does. */
function enoughAcu(minAcu: number, needed: number): number | null {
  for (let maxAcu = 1; maxAcu <= GREATEST_ACU; maxAcu += 0.5) {
    if (connectionsAt({ minAcu, maxAcu }).least >= needed) return maxAcu;
  }
  return null;
}
