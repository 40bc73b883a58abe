import { connectionLimitOf, type ConnectionLimit } from '../../../core/aurora-connections.ts';
import type { DatabaseRecord } from '../../../core/load/deployment-record.ts';
import type { AuroraClusterSpec } from '../../../core/spec/sections/aurora.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { type Burst, declaredBurst } from '../../plan/burst.ts';
import type { JudgedWorkload } from '../judged-workload.ts';
import { ofWorkloads, type SentScenario } from './sent-scenario.ts';
import { sharedLevels, type SharedLevel } from './shared-level.ts';

/** A cluster as it is declared, with the load of the services that use it and what was seen of it meanwhile. */
export interface LoadedDatabase {
  readonly name: string;
  readonly capacity: AuroraClusterSpec['capacity'];
  readonly connectionLimit: ConnectionLimit;
  /** Of the workloads of its services together. */
  readonly peakRequestsPerSecond: number;
  readonly scenarios: readonly SentScenario[];
  readonly levels: readonly SharedLevel[];
  readonly record: DatabaseRecord;
  /** What is to come at once of each of its workloads, as the spec says it now; empty when it declares no burst. */
  readonly declaredBursts: ReadonlyMap<string, Burst>;
}

/** @param record of this cluster */
export function loadedDatabase(
  spec: Spec,
  workloads: readonly JudgedWorkload[],
  scenarios: readonly SentScenario[],
  record: DatabaseRecord,
): LoadedDatabase | null {
  const cluster = spec.aurora?.[record.cluster];
  if (cluster === undefined) return null;
  const users = usersOf(spec, workloads, record.cluster);
  const own = ofWorkloads(scenarios, new Set(users.map(({ name }) => name)));
  return {
    name: record.cluster,
    capacity: cluster.capacity,
    connectionLimit: connectionLimitOf(cluster),
    peakRequestsPerSecond: users.reduce((sum, user) => sum + user.peakRequestsPerSecond, 0),
    scenarios: own,
    levels: sharedLevels(own),
    record,
    declaredBursts: burstsOf(spec, users),
  };
}

function burstsOf(
  { load }: Spec,
  users: readonly JudgedWorkload[],
): LoadedDatabase['declaredBursts'] {
  const asked = load?.scenarios?.dbViaApi?.burst;
  // Those of other databases have their share of it too.
  const beside = Object.values(load?.workloads ?? {});
  return new Map(
    users.flatMap((user) => {
      const burst = declaredBurst(user, asked, beside);
      return burst === null ? [] : [[user.name, burst] as const];
    }),
  );
}

/** The workloads of the services that hold connections to it. When the spec names none of them, any may. */
export function usersOf(
  { load }: Spec,
  workloads: readonly JudgedWorkload[],
  cluster: string,
): readonly JudgedWorkload[] {
  const own = workloads.filter(({ service }) => load?.databasePools?.[service]?.aurora === cluster);
  return own.length === 0 ? workloads : own;
}
