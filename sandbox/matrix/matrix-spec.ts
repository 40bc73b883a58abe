import type { TableSpec } from '../../core/spec/sections/data-stores.ts';
import type { RoleSpec } from '../../core/spec/sections/identity.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { type LoadedSpec, loadSpec } from '../../runner/spec-file.ts';

const FILE = 'specs/mistersmith.yaml';
const ENVIRONMENT = 'production';
const ZONE = 'mistersmith.example.com';
const HOST = `api.${ZONE}`;
const NIGHTLY = {
  state: 'ENABLED' as const,
  expression: 'cron(0 3 * * ? *)',
  timeZone: 'Europe/Berlin',
};
const SESSIONS = 'mistersmith-sessions';
const OTHER_REGION = 'us-west-2';
const DEPLOY_ROLE = 'mistersmith-deploy';
/** Longer than CloudWatch Logs may take to tell of an event, and shorter than any retention. */
const CUTOVER_MINUTES_AGO = 120;
/** Any day in the past. */
const FREEZE_AT = '2026-01-01T00:00:00Z';

/**
 * MisterSmith in production at its cutover: before the freeze there is no snapshot after it to judge, and before the
 * cutover no traffic. What the plan asks of nothing is judged too: one of its target groups takes TLS, a secret is
 * copied to another region, a name points to the load balancer, a job runs every night, a service may log hardly a
 * panic and was tested under load, a table is provisioned, and one role, of workflows that deploy, has a permissions
 * boundary.
 */
export async function loadMatrixSpec(): Promise<LoadedSpec> {
  const loaded = await loadSpec(FILE, ENVIRONMENT);
  const { document } = loaded;
  const { account, backup, clusters, load, queues, roles, secrets, tables, targetGroups } =
    document.spec;
  if (backup === undefined || targetGroups === undefined) return loaded;
  const now = Date.now();
  const spec = {
    ...document.spec,
    phase: 'cutover' as const,
    cutoverAt: minutesBefore(now, CUTOVER_MINUTES_AGO),
    logGroups: firstWithBudget(document.spec),
    clusters: firstUnderLoad(document.spec),
    ...(load !== undefined && { load: { ...load, tested: testedBefore(now) } }),
    backup: { ...backup, freezeAt: FREEZE_AT },
    roles: { ...roles, [DEPLOY_ROLE]: deployRole(account, Object.keys(clusters ?? {})) },
    tables: { ...tables, [SESSIONS]: sessionsTable },
    dns: { [HOST]: { zone: ZONE, type: 'A' as const, ...firstBalancer(document.spec) } },
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
