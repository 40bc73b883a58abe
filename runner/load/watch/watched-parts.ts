import { scalableServices } from '../../../collectors/aws/application-auto-scaling/ecs-services.ts';
import { serviceKey } from '../../../collectors/aws/ecs/services.ts';
import { passingRules, type PassingRule } from '../../../load/plan/passing-rules.ts';
import { MESSAGING, SCENARIO_KINDS, type LoadKind } from '../../../load/plan/phases.ts';
import type { Spec } from '../../../core/spec/spec.ts';

/** A service that is watched, by the names that the spec and AWS have for it. */
export interface WatchedService {
  /** As the spec names it, such as `main/api`. */
  readonly key: string;
  readonly cluster: string;
  readonly name: string;
  /** As Application Auto Scaling names it. */
  readonly resourceId: string;
  /** Null for a service without one. */
  readonly targetGroup: string | null;
  /** Whether load is sent to it; of the others the database is used as well. */
  readonly isLoaded: boolean;
}

/** A queue that is watched, with the one that its dead letters go to; null for a queue that is declared without. */
export interface WatchedQueue {
  readonly queue: string;
  readonly deadLetter: string | null;
  /** By which events on a bus reach it; none where messages are sent to the queue itself. */
  readonly rules: readonly PassingRule[];
}

/** What of a deployment is watched while load is sent to it. */
export interface WatchedParts {
  readonly services: readonly WatchedService[];
  /** Of Aurora. */
  readonly databases: readonly string[];
  /** Those that messages are sent to. */
  readonly queues: readonly WatchedQueue[];
  /** The spec without what is not watched: collectors ask AWS for all that a spec declares. */
  readonly spec: Spec;
}

/**
 * The services that load is sent to or that share a database with them, and those databases; where messages are sent, the queues and the
 * services that take them.
 * @param kinds what is sent: of what is not used nothing is reported, and would be waited for
 */
export function watchedParts(
  spec: Spec,
  kinds: readonly LoadKind[] = SCENARIO_KINDS,
): WatchedParts {
  const { workloads = {}, messages = {}, databasePools = {} } = spec.load ?? {};
  const sendsRequests = kinds.some((kind) => kind !== MESSAGING);
  const flows = kinds.includes(MESSAGING) ? Object.values(messages) : [];
  const pools = sendsRequests ? databasePools : {};
  const loaded = new Set(
    sendsRequests ? Object.values(workloads).map(({ service }) => service) : [],
  );
  const named = new Set([...loaded, ...Object.keys(pools), ...flows.map(({ service }) => service)]);
  const queues = flows.map((flow) => ({
    queue: flow.queue,
    deadLetter: spec.queues?.[flow.queue]?.deadLetter?.queue ?? null,
    rules: passingRules(spec, flow),
  }));
  const resourceIds = new Map(
    scalableServices(spec).map(({ key, resourceId }) => [key, resourceId]),
  );
  const services = Object.entries(spec.clusters ?? {}).flatMap(([cluster, declared]) =>
    Object.entries(declared.services).map(([name, { loadBalancer }]): WatchedService => {
      const key = serviceKey(cluster, name);
      return {
        key,
        cluster,
        name,
        resourceId: resourceIds.get(key) ?? '',
        targetGroup: loadBalancer?.targetGroup ?? null,
        isLoaded: loaded.has(key),
      };
    }),
  );
  const watched = services.filter(({ key }) => named.has(key));
  return {
    services: watched,
    databases: [...new Set(Object.values(pools).map(({ aurora }) => aurora))],
    queues,
    spec: withoutOthers(spec, watched, queues),
  };
}

/** The queue and those of dead letters, its own and those of the rules that pass events on to it. */
export function queueNames({ queue, deadLetter, rules }: WatchedQueue): readonly string[] {
  const all = [queue, deadLetter, ...rules.map((rule) => rule.deadLetter)];
  return [...new Set(all.filter((name) => name !== null))];
}

function withoutOthers(
  spec: Spec,
  services: readonly WatchedService[],
  queues: readonly WatchedQueue[],
): Spec {
  const clusters = Object.entries(spec.clusters ?? {}).flatMap(([name, cluster]) => {
    const own = services.filter((service) => service.cluster === name);
    if (own.length === 0) return [];
    const kept = Object.entries(cluster.services).filter(([service]) =>
      own.some((watched) => watched.name === service),
    );
    return [[name, { ...cluster, services: Object.fromEntries(kept) }] as const];
  });
  const targetGroups = Object.entries(spec.targetGroups ?? {}).filter(([name]) =>
    services.some(({ targetGroup }) => targetGroup === name),
  );
  const watched: Spec = {
    ...spec,
    clusters: Object.fromEntries(clusters),
    targetGroups: Object.fromEntries(targetGroups),
    queues: Object.fromEntries(
      Object.entries(spec.queues ?? {}).filter(([name]) =>
        queues.some((queue) => queueNames(queue).includes(name)),
      ),
    ),
  };
  // Within a scope whole lists are read, which is more than is watched.
  delete watched.scope;
  return watched;
}
