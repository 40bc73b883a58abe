import {
  connectionLimitOf,
  type ConnectionLimit,
  connectionsAt,
} from '../../core/aurora-connections.ts';
import type { Forecast } from '../../core/load/load-plan.ts';
import { declaredService, taskRange } from '../../core/spec/declared-service.ts';
import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { Spec } from '../../core/spec/spec.ts';

/** What the server keeps for its superusers and for Aurora's own processes. */
const RESERVED = 10;

/** Whether the connections of all tasks at their greatest number fit into each cluster that pools are declared for. */
export function connectionForecasts(spec: Spec): readonly Forecast[] {
  const pools = Object.values(spec.load?.databasePools ?? {});
  const clusters = [...new Set(pools.map(({ aurora }) => aurora))];
  return clusters.flatMap((cluster) => connectionForecast(spec, cluster) ?? []);
}

/** The same of one cluster; null when no service is declared to hold connections to it. */
export function connectionForecast(spec: Spec, cluster: string): Forecast | null {
  const holders = holdersOf(spec, cluster);
  if (holders.length === 0) return null;
  const wanted = sumOf(holders);
  const held = `At their greatest numbers of tasks the services hold ${wanted} connections (${holders.map(({ text }) => text).join(', ')})`;
  return { about: `aurora ${cluster}`, ...judged(spec.aurora?.[cluster], wanted, held) };
}

/** What the forecast of a cluster rests on: the connections that all tasks hold, those that are reserved, and the most that it takes. */
export function connectionCounts(
  spec: Spec,
  name: string,
  cluster: AuroraClusterSpec,
): Readonly<Record<'connections' | 'reserved' | 'limit', number>> {
  return {
    connections: sumOf(holdersOf(spec, name)),
    reserved: RESERVED,
    limit: connectionLimitOf(cluster).most,
  };
}

interface Holder {
  readonly text: string;
  readonly count: number;
}

function holdersOf(spec: Spec, cluster: string): readonly Holder[] {
  return Object.entries(spec.load?.databasePools ?? {}).flatMap(
    ([name, { aurora, connectionsPerTask }]) => {
      const service = declaredService(spec, name);
      if (aurora !== cluster || service === null) return [];
      const tasks = taskRange(service).most;
      return [
        { text: `${name} ${tasks} x ${connectionsPerTask}`, count: tasks * connectionsPerTask },
      ];
    },
  );
}

function sumOf(holders: readonly Holder[]): number {
  return holders.reduce((sum, { count }) => sum + count, 0);
}

function judged(
  cluster: AuroraClusterSpec | undefined,
  wanted: number,
  held: string,
): Pick<Forecast, 'outcome' | 'says'> {
  if (cluster === undefined) {
    return {
      outcome: 'unknown',
      says: `${held}; the spec declares no such cluster, so it is not known how many it takes.`,
    };
  }
  const limit = connectionLimitOf(cluster);
  const needed = wanted + RESERVED;
  const takes = (number: string) =>
    `${held}, and ${RESERVED} are reserved; ${limit.isDeclared ? 'the spec says that' : `at ${cluster.capacity.maxAcu} ACU`} the cluster takes ${number}`;
  if (needed <= limit.least) {
    return {
      outcome: 'expected',
      says: `${takes(limit.isDeclared ? String(limit.least) : `at least ${limit.least}`)}.`,
    };
  }
  if (needed <= limit.most) {
    return { outcome: 'unknown', says: `${takes(`between ${limit.least} and ${limit.most}`)}.` };
  }
  const tooFew = takes(limit.isDeclared ? String(limit.most) : `at most ${limit.most}`);
  // A proxy lends the connections that it has to whoever needs one, and never opens more than the server takes.
  return cluster.pooler === 'rds-proxy'
    ? {
        outcome: 'unknown',
        says: `${tooFew}. Its RDS Proxy shares fewer among them, and how many suffice is not known.`,
      }
    : { outcome: 'fails', says: `${tooFew}: ${remedyOf(cluster, limit, needed)}.` };
}

function remedyOf(
  { capacity }: AuroraClusterSpec,
  { isDeclared }: ConnectionLimit,
  needed: number,
): string {
  if (isDeclared) return `the pools must be smaller, or maxConnections ${needed} at least`;
  const enough = enoughAcu(capacity.minAcu, needed);
  return enough === null
    ? 'no capacity takes as many: the pools must be smaller'
    : `${enough} ACU would take them, or smaller pools`;
}

const GREATEST_ACU = 256;

/** The least capacity, in the steps of half an ACU that AWS has, that surely takes so many; null when none does. */
function enoughAcu(minAcu: number, needed: number): number | null {
  for (let maxAcu = 1; maxAcu <= GREATEST_ACU; maxAcu += 0.5) {
    if (connectionsAt({ minAcu, maxAcu }).least >= needed) return maxAcu;
  }
  return null;
}
