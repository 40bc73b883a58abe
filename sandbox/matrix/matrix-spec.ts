import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { TableSpec } from '../../core/spec/sections/data-stores.ts';
import type { RoleSpec } from '../../core/spec/sections/identity.ts';
import type { MigrationSpec } from '../../core/spec/sections/migration.ts';
import type { LoadSpec } from '../../core/spec/sections/load.ts';
import type { LinkSpec, NetworkSpec } from '../../core/spec/sections/network.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { type LoadedSpec, loadSpec } from '../../runner/spec-file.ts';

const FILE = 'specs/mistersmith.yaml';
const ENVIRONMENT = 'production';
const ZONE = 'mistersmith.example.com';
const HOST = `api.${ZONE}`;
const TRIED_HOST = `trial.${ZONE}`;
/** As few of a hundred as a new system is tried with. */
const TRIAL = { weight: 10 };
const NIGHTLY = {
  state: 'ENABLED' as const,
  expression: 'cron(0 3 * * ? *)',
  timeZone: 'Europe/Berlin',
};
const SESSIONS = 'mistersmith-sessions';
const OTHER_REGION = 'us-west-2';
const REPORTS = 'mistersmith-reports';
const PROXY = 'mistersmith-proxy';
const PREPARED = 'prepared-statements';
/** One of each kind, to networks that do not overlap. */
const LINKS = {
  'mistersmith-partner': { kind: 'peering', remoteCidrs: ['10.101.0.0/16'] },
  'mistersmith-core': { kind: 'transit-gateway', remoteCidrs: ['10.102.0.0/16'] },
  'mistersmith-office': { kind: 'vpn', remoteCidrs: ['10.103.0.0/16'] },
} as const;
const CPU_SCALED = 'mistersmith-cluster/mcp-gateway';
const DEPLOY_ROLE = 'mistersmith-deploy';
/** Longer than CloudWatch Logs may take to tell of an event, and shorter than any retention. */
const CUTOVER_MINUTES_AGO = 120;
/** Any day in the past. */
const FREEZE_AT = '2026-01-01T00:00:00Z';

/**
 * MisterSmith in production at its cutover: before the freeze there is no snapshot after it to judge, and before the
 * cutover no traffic. What the plan asks of nothing is judged too: one of its target groups takes TLS, a secret is
 * copied to another region, a name points to the load balancer, few users of another name are sent there, and few
 * requests of one path to its service, a job runs every night, a service may log hardly a panic and was tested under
 * load, a table is provisioned, one role, of workflows that deploy, has a permissions boundary, links lead to other networks, clients keep their connection of pgBouncer for as long as they prepare statements
 * on it, DMS replicates to the database, and an RDS Proxy stands in front of another.
 */
export async function loadMatrixSpec(): Promise<LoadedSpec> {
  const loaded = await loadSpec(FILE, ENVIRONMENT);
  const { document } = loaded;
  const { account, aurora, backup, clusters, load, migration, network } = document.spec;
  const { queues, roles, secrets, tables, targetGroups } = document.spec;
  if (backup === undefined || targetGroups === undefined || network === undefined) return loaded;
  if (migration === undefined) return loaded;
  const now = Date.now();
  const spec = {
    ...document.spec,
    phase: 'cutover' as const,
    cutoverAt: minutesBefore(now, CUTOVER_MINUTES_AGO),
    logGroups: firstWithBudget(document.spec),
    clusters: firstUnderLoad(document.spec),
    ...(load !== undefined && { load: { ...sentTo(load), tested: testedBefore(now) } }),
    aurora: pooled(aurora, network),
    migration: { ...preparing(migration), replication: 'dms' as const },
    network: { ...network, links: linksOf(network) },
    backup: { ...backup, freezeAt: FREEZE_AT },
    roles: { ...roles, [DEPLOY_ROLE]: deployRole(account, Object.keys(clusters ?? {})) },
    tables: { ...tables, [SESSIONS]: sessionsTable },
    loadBalancers: tried(document.spec),
    dns: {
      [HOST]: { zone: ZONE, type: 'A' as const, ...firstBalancer(document.spec) },
      [TRIED_HOST]: { zone: ZONE, type: 'A' as const, ...firstBalancer(document.spec), ...TRIAL },
    },
    schedules: { nightly: { ...NIGHTLY, target: must(Object.keys(queues ?? {})[0]) } },
    secrets: Object.fromEntries(
      // The last: one that is copied cannot be deleted, as another fault does with the first.
      Object.entries(secrets ?? {}).map(([name, secret], index, all) => [
        name,
        index === all.length - 1 ? { ...secret, replicaRegions: [OTHER_REGION] } : secret,
      ]),
    ),
    targetGroups: Object.fromEntries(
      Object.entries(targetGroups).map(([name, group], index) => [
        name,
        index === 0 ? { ...group, protocol: 'HTTPS' as const } : group,
      ]),
    ),
  };
  return { ...loaded, document: { ...document, spec } };
}

/**
 * The load goes to a service that scales by its CPU, in one kind of request that reads and one that writes, and in levels that are as
 * short as can be judged: it is simulated before every run.
 */
function sentTo(load: LoadSpec): LoadSpec {
  const { api, ...others } = load.workloads ?? {};
  if (api === undefined) return load;
  const requests = {
    agents: { method: 'GET' as const, path: '/api/agents' },
    tasks: { method: 'POST' as const, path: '/api/tasks' },
  };
  return {
    ...load,
    scenarios: {
      ramp: { loadRatios: [0.25, 0.5, 1, 1.5], warmUpSeconds: 30, steadySeconds: 420 },
      spike: { beforeSeconds: 60, holdSeconds: 600, afterSeconds: 30 },
      dbViaApi: { warmUpSeconds: 30, steadySeconds: 240, burst: { requests: 100 } },
    },
    workloads: { ...others, api: { ...api, service: CPU_SCALED, requests } },
    databasePools: {
      ...load.databasePools,
      // As many as the ten tasks may have of the 25 that the cluster takes.
      [CPU_SCALED]: { aurora: REPORTS, connectionsPerTask: 1 },
    },
  };
}

/** In session mode every release of pgBouncer keeps prepared statements, and has to reset what one client leaves. */
function pooled(aurora: Spec['aurora'], network: NetworkSpec): Spec['aurora'] {
  const [[name, cluster] = []] = Object.entries(aurora ?? {});
  if (cluster === undefined) return aurora;
  return {
    [must(name)]: {
      ...cluster,
      poolMode: 'session',
    },
    [REPORTS]: proxied(cluster, network),
  };
}

function preparing(migration: MigrationSpec): MigrationSpec {
  const { source } = migration;
  return { ...migration, source: { ...source, uses: [...(source.uses ?? []), PREPARED] } };
}

/** No pooler but the proxy, which stands with the applications. */
function proxied(cluster: AuroraClusterSpec, network: NetworkSpec): AuroraClusterSpec {
  const declared: AuroraClusterSpec = {
    ...cluster,
    // So much that there is a smaller one.
    capacity: { ...cluster.capacity, maxAcu: 4 },
    subnetGroup: { ...cluster.subnetGroup, name: REPORTS },
    parameterGroup: REPORTS,
    pooler: 'rds-proxy',
    proxy: { name: PROXY, subnets: privateSubnets(network) },
  };
  // A proxy has none.
  delete declared.poolMode;
  return declared;
}

function linksOf(network: NetworkSpec): Readonly<Record<string, LinkSpec>> {
  return Object.fromEntries(
    Object.entries(LINKS).map(([name, { kind, remoteCidrs }]) => [
      name,
      { kind, remoteCidrs: [...remoteCidrs], subnets: privateSubnets(network) },
    ]),
  );
}

function privateSubnets({ subnets }: NetworkSpec): string[] {
  return Object.keys(subnets).filter((name) => subnets[name]?.tier === 'private');
}

function deployRole({ id, region }: Spec['account'], clusters: readonly string[]): RoleSpec {
  return {
    trust: [],
    trustOidc: {
      provider: 'token.actions.githubusercontent.com',
      audience: 'sts.amazonaws.com',
      subjects: ['repo:mistersmith/platform:environment:production'],
    },
    permissionsBoundary: 'mistersmith-boundary',
    allow: [
      {
        actions: ['ecs:UpdateService'],
        resources: clusters.map((cluster) => `arn:aws:ecs:${region}:${id}:service/${cluster}/*`),
      },
    ],
  };
}

function firstBalancer({ loadBalancers }: Spec): { loadBalancer: string } {
  return { loadBalancer: must(Object.keys(loadBalancers ?? {})[0]) };
}

/** The first rule of all sends few of its requests to its target group. */
function tried({ loadBalancers = {} }: Spec): Spec['loadBalancers'] {
  const [[name, balancer] = [], ...others] = Object.entries(loadBalancers);
  if (balancer === undefined) return loadBalancers;
  const listeners = Object.entries(balancer.listeners).map(([key, listener]) => {
    const [[first, rule] = [], ...rules] = Object.entries(listener.rules ?? {});
    if (rule === undefined) return [key, listener];
    const shared = { [must(first)]: { ...rule, ...TRIAL }, ...Object.fromEntries(rules) };
    return [key, { ...listener, rules: shared }];
  });
  return {
    [must(name)]: {
      ...balancer,
      listeners: Object.fromEntries(listeners) as typeof balancer.listeners,
    },
    ...Object.fromEntries(others),
  };
}

/** Before the cutover, and within the day in which no scaling may have failed. */
function testedBefore(now: number) {
  return { startedAt: minutesBefore(now, 240), endedAt: minutesBefore(now, 210) };
}

function minutesBefore(now: number, minutes: number): string {
  return new Date(now - minutes * 60_000).toISOString();
}

function firstUnderLoad({ clusters = {} }: Spec): Spec['clusters'] {
  const [[cluster, declared] = [], ...others] = Object.entries(clusters);
  const [[name, service] = [], ...services] = Object.entries(declared?.services ?? {});
  if (declared === undefined || service?.scaling === undefined) return clusters;
  const scaling = { ...service.scaling, underLoad: { riseSeconds: 60, returnMinutes: 30 } };
  return {
    [must(cluster)]: {
      ...declared,
      services: { [must(name)]: { ...service, scaling }, ...Object.fromEntries(services) },
    },
    ...Object.fromEntries(others),
  };
}

function firstWithBudget({ logGroups }: Spec): Spec['logGroups'] {
  const [[name, group] = [], ...others] = Object.entries(logGroups ?? {});
  if (group === undefined) return logGroups;
  const errorBudget = { panics: { pattern: 'panicked', atMost: 2 } };
  return { [must(name)]: { ...group, errorBudget }, ...Object.fromEntries(others) };
}

function must(name: string | undefined): string {
  if (name === undefined) throw new Error('The spec lacks what the matrix builds on.');
  return name;
}

const sessionsTable: TableSpec = {
  partitionKey: { attribute: 'session_id', type: 'S' },
  billing: 'PROVISIONED',
  indexes: {
    'by-user': { partitionKey: { attribute: 'user_id', type: 'S' }, projection: 'ALL' },
  },
  deletionProtection: true,
  pointInTimeRecoveryDays: 35,
};
