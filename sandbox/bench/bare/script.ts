// The bare script: the fewest calls for the estate, side by side and by the same SDK clients, and nothing else. No
// plan, no ledger, no retry, no judgement. Arguments: the estate's size, the stub's address, and the share of AWS's
// rates, or `none` for no limit.
import { setTimeout as sleep } from 'node:timers/promises';
import { declaredQueries } from '../../../collectors/aws/cloudwatch/metric-queries.ts';
import { taggedArns } from '../../../collectors/aws/resource-groups-tagging-api/arns.ts';
import { plannedQuotas } from '../../../collectors/aws/service-quotas/planned.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { createClients } from '../../../runner/aws/clients.ts';
import { limiter } from '../../../runner/aws/limiter.ts';
import { rateOf } from '../../../runner/aws/rate-limits.ts';
import { tokenBucket, type TokenBucket } from '../../../runner/aws/token-bucket.ts';
import { ACCOUNT, estateOf, IMAGE_TAG, names, REGION, S3_PREFIX_LIST, VPC } from '../estate.ts';
import { estateSpec } from '../estate-spec.ts';
import { BARE_OPERATIONS } from './operations.ts';

/** The harness's own default: `RUN_DEFAULTS` in runner/run.ts. */
const CONCURRENCY = 32;
const REQUEST_TIMEOUT_MS = 15_000;

const [size, endpoint, share] = process.argv.slice(2);
if (size === undefined || endpoint === undefined || share === undefined) {
  throw new Error("Say the estate's size, the stub's address and the rate's share.");
}
/** The ARN that the alias stands for: KMS takes no alias for some questions. */
const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/00000000-0000-0000-0000-000000000001`;
/** What every alarm of the estate tells. */
const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:alarms`;

const estate = estateOf(Number(size));
const clients = createClients(
  { region: REGION, endpoint, requestTimeoutMs: REQUEST_TIMEOUT_MS, sockets: CONCURRENCY },
  [...BARE_OPERATIONS.values()],
);
const atOnce = limiter(CONCURRENCY);
const buckets = new Map<string, TokenBucket>();
const signal = new AbortController().signal;

type Output = Readonly<Record<string, unknown>>;

/** One request, when the rate allows it. */
async function send(name: string, input: object, isNextPage = false): Promise<Output> {
  const operation = BARE_OPERATIONS.get(name);
  if (operation === undefined) throw new Error(`The script knows no ${name}.`);
  if (share !== 'none') {
    const bucket =
      buckets.get(operation.bucket) ??
      tokenBucket(rateOf(operation.bucket, Number(share)), Date.now());
    buckets.set(operation.bucket, bucket);
    const waitMs = bucket.take(Date.now());
    if (waitMs > 0) await sleep(waitMs);
  }
  return atOnce(() => clients.send(operation, input, signal), isNextPage);
}

/** All pages of a list. */
async function list(name: string, input: object = {}): Promise<readonly Output[]> {
  const pages = BARE_OPERATIONS.get(name)?.pages;
  if (pages === undefined || pages === null) throw new Error(`${name} has no pages.`);
  const items: Output[] = [];
  for (let token: unknown = undefined; ;) {
    const output = await send(
      name,
      {
        ...input,
        ...(pages.size === null ? {} : { [pages.size.parameter]: pages.size.maximum }),
        ...(token === undefined ? {} : { [pages.inputToken]: token }),
      },
      token !== undefined,
    );
    items.push(...(output[pages.items] as readonly Output[]));
    token = output[pages.outputToken];
    if (token === undefined) return items;
  }
}

function batches<Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, index) =>
    items.slice(index * most, (index + 1) * most),
  );
}

const each = <Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>) =>
  Promise.all(items.map(work));
const inVpc = [{ Name: 'vpc-id', Values: [VPC.id] }];

async function listArns(cluster: string): Promise<readonly string[]> {
  const arns: readonly unknown[] = await list('ListTasks', { cluster, desiredStatus: 'RUNNING' });
  return arns.map(String);
}

/** What the account as a whole is asked. */
async function account(): Promise<void> {
  const spec = estateSpec(estate);
  await Promise.all([
    send('DescribeTrails', { includeShadowTrails: true }).then(({ trailList }) =>
      each(trailList as readonly Output[], ({ TrailARN }) =>
        send('GetTrailStatus', { Name: TrailARN }),
      ),
    ),
    send('DescribeConfigurationRecorderStatus', {}),
    send('ListCostAllocationTags', { Type: 'UserDefined', MaxResults: 1000 }),
    each(plannedQuotas(spec), ({ serviceCode, quotaCode }) =>
      send('GetServiceQuota', { ServiceCode: serviceCode, QuotaCode: quotaCode }),
    ),
    each(batches(Object.values(taggedArns(spec)).flat(), 100), (ResourceARNList) =>
      send('GetResources', { ResourceARNList }),
    ),
  ]);
}

async function ecs(): Promise<void> {
  const byCluster = Map.groupBy(estate.services, ({ cluster }) => cluster);
  const definitions = new Set<unknown>();
  await Promise.all([
    each(batches(estate.clusters, 100), (clusters) => send('DescribeClusters', { clusters })),
    each(
      [...byCluster].flatMap(([cluster, services]) =>
        batches(services, 10).map((batch) => ({
          cluster,
          services: batch.map(({ name }) => name),
        })),
      ),
      async (input) => {
        const { services } = await send('DescribeServices', input);
        for (const { taskDefinition } of services as readonly Output[]) {
          definitions.add(taskDefinition);
        }
      },
    ).then(() =>
      each([...definitions], (taskDefinition) =>
        send('DescribeTaskDefinition', { taskDefinition }),
      ),
    ),
    each(estate.clusters, async (cluster) => {
      const tasks = await listArns(cluster);
      await each(batches(tasks, 100), (batch) => send('DescribeTasks', { cluster, tasks: batch }));
    }),
    each(estate.clusters, (cluster) => list('ListServices', { cluster })),
    each(estate.clusters, (cluster) => list('ListTasks', { cluster, desiredStatus: 'STOPPED' })),
    each(estate.services, ({ cluster, name }) =>
      list('ListServiceDeployments', { cluster, service: name }),
    ),
  ]);
}

async function scaling(): Promise<void> {
  const ids = estate.services.map(({ cluster, name }) => `service/${cluster}/${name}`);
  await Promise.all([
    each(batches(ids, 50), (ResourceIds) =>
      send('DescribeScalableTargets', { ServiceNamespace: 'ecs', ResourceIds }),
    ),
    list('DescribeScalingPolicies', { ServiceNamespace: 'ecs' }),
    send('DescribeScheduledActions', { ServiceNamespace: 'ecs', MaxResults: 50 }),
    each(ids, (ResourceId) =>
      send('DescribeScalingActivities', {
        ServiceNamespace: 'ecs',
        ScalableDimension: 'ecs:service:DesiredCount',
        ResourceId,
        IncludeNotScaledActivities: true,
        MaxResults: 50,
      }),
    ),
    alarms(),
    metrics(),
    send('ListSubscriptionsByTopic', { TopicArn: TOPIC }),
    send('DescribeAlarms', { AlarmTypes: ['CompositeAlarm'], MaxRecords: 100 }),
  ]);
}

/** Every series that compliance judges of databases, load balancers and tables, as far back as the longest of them. */
async function metrics(): Promise<void> {
  const balancers = Object.fromEntries(
    estate.clusters.map((cluster) => [names.loadBalancer(cluster), {}]),
  );
  const queries = declaredQueries({
    aurora: Object.fromEntries(estate.databases.map(({ name }) => [name, {}])),
    loadBalancers: balancers,
    tables: Object.fromEntries(estate.tables.map((name) => [name, {}])),
  } as unknown as Spec);
  const EndTime = new Date();
  const longest = Math.max(...queries.map(({ windowMinutes }) => windowMinutes));
  const StartTime = new Date(EndTime.getTime() - longest * 60_000);
  await each(batches(queries, 500), (batch) =>
    send('GetMetricData', {
      StartTime,
      EndTime,
      MetricDataQueries: batch.map(
        ({ namespace, metric, dimensions, statistic, periodSeconds }, index) => ({
          Id: `q${index}`,
          MetricStat: {
            Metric: {
              Namespace: namespace,
              MetricName: metric,
              Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
            },
            Period: periodSeconds,
            Stat: statistic,
          },
        }),
      ),
    }),
  );
}

/** The operation answers with two lists, so it has no single list of items. */
async function alarms(): Promise<void> {
  for (let token: unknown = undefined; ;) {
    const { NextToken } = await send('DescribeAlarms', {
      AlarmTypes: ['MetricAlarm'],
      MaxRecords: 100,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    if (NextToken === undefined) return;
    token = NextToken;
  }
}

async function network(): Promise<void> {
  await send('DescribeVpcs', {
    Filters: [{ Name: 'tag:Name', Values: [VPC.name] }],
    MaxResults: 1000,
  });
  await Promise.all([
    each(['enableDnsSupport', 'enableDnsHostnames'], (Attribute) =>
      send('DescribeVpcAttribute', { VpcId: VPC.id, Attribute }),
    ),
    each(
      [
        'DescribeSubnets',
        'DescribeRouteTables',
        'DescribeVpcEndpoints',
        'DescribeNetworkAcls',
        'DescribeNetworkInterfaces',
        'DescribeSecurityGroups',
      ],
      (name) => list(name, { Filters: inVpc }),
    ),
    list('DescribeNatGateways', { Filter: inVpc }),
    list('DescribeStaleSecurityGroups', { VpcId: VPC.id }),
    send('DescribeVpcBlockPublicAccessOptions', {}),
    list('DescribeFlowLogs', { Filter: [{ Name: 'resource-id', Values: [VPC.id] }] }),
    list('DescribeManagedPrefixLists', {
      Filters: [{ Name: 'prefix-list-id', Values: [S3_PREFIX_LIST.id] }],
    }),
    list('GetManagedPrefixListEntries', { PrefixListId: S3_PREFIX_LIST.id }),
  ]);
}

async function databases(): Promise<void> {
  const parameterGroups = new Set(estate.databases.map(({ parameterGroup }) => parameterGroup));
  const clusters = list('DescribeDBClusters');
  await Promise.all([
    clusters,
    list('DescribeDBInstances'),
    list('DescribeEventSubscriptions'),
    list('DescribePendingMaintenanceActions'),
    each([...parameterGroups], (DBClusterParameterGroupName) =>
      list('DescribeDBClusterParameters', {
        DBClusterParameterGroupName,
        Filters: [{ Name: 'parameter-name', Values: ['rds.force_ssl'] }],
      }),
    ),
    each(batches(estate.databases, 100), (batch) =>
      list('DescribeDBClusterSnapshots', {
        SnapshotType: 'manual',
        Filters: [{ Name: 'db-cluster-id', Values: batch.map(({ name }) => name) }],
      }),
    ),
    send('DescribeDBSubnetGroups', { DBSubnetGroupName: names.subnetGroup }),
    clusters.then(([first]) =>
      send('DescribeDBEngineVersions', {
        Engine: first?.['Engine'],
        EngineVersion: first?.['EngineVersion'],
      }),
    ),
    each(Object.values(taggedArns(estateSpec(estate)).tables), (ResourceArn) =>
      send('dynamodb:GetResourcePolicy', { ResourceArn }),
    ),
    ...['DescribeTable', 'DescribeTimeToLive', 'DescribeContinuousBackups'].map((operation) =>
      each(estate.tables, (TableName) => send(operation, { TableName })),
    ),
    each(['Aurora', 'DynamoDB'], (ByResourceType) => list('ListRestoreJobs', { ByResourceType })),
  ]);
}

async function loadBalancing(): Promise<void> {
  const balancers = async () => {
    const policies = new Set<unknown>();
    const certificates = new Set<unknown>();
    const { LoadBalancers } = await send('DescribeLoadBalancers', {});
    await each(LoadBalancers as readonly Output[], async ({ LoadBalancerArn }) => {
      const listeners = await list('DescribeListeners', { LoadBalancerArn });
      await each(listeners, ({ ListenerArn }) => list('DescribeRules', { ListenerArn }));
      const secure = listeners.filter(({ Protocol }) => Protocol === 'HTTPS');
      await each(secure, async ({ ListenerArn, SslPolicy }) => {
        policies.add(SslPolicy);
        const found = await list('DescribeListenerCertificates', { ListenerArn });
        for (const { CertificateArn } of found) certificates.add(CertificateArn);
      });
      await send('DescribeLoadBalancerAttributes', { LoadBalancerArn });
    });
    await send('DescribeSSLPolicies', { Names: [...policies] });
    await each([...certificates], (CertificateArn) =>
      send('DescribeCertificate', { CertificateArn }),
    );
  };
  const targets = async () => {
    for (let marker: unknown = undefined; ;) {
      const { TargetGroups, NextMarker } = await send('DescribeTargetGroups', {
        PageSize: 400,
        ...(marker === undefined ? {} : { Marker: marker }),
      });
      pending.push(
        each(TargetGroups as readonly Output[], ({ TargetGroupArn }) =>
          send('DescribeTargetHealth', { TargetGroupArn }),
        ),
      );
      if (NextMarker === undefined) return;
      marker = NextMarker;
    }
  };
  const pending: Promise<unknown>[] = [];
  await Promise.all([balancers(), targets()]);
  await Promise.all(pending);
}

/** What is there and not declared: whole lists, beside those that are read anyway. */
async function wholeLists(): Promise<void> {
  const operations = [
    ...['ListQueues', 'ListEventBuses', 'ListSchedules', 'ListTables', 'ListSecrets', 'ListRoles'],
    ...['ListTopics', 'DescribeRepositories', 'ListClusters', 'ListAliases', 'ListBackupPlans'],
  ];
  await each(operations, (operation) => list(operation));
}

async function others(): Promise<void> {
  const roles = estate.families.flatMap((family) => [
    names.taskRole(family),
    names.executionRole(family),
  ]);
  await Promise.all([
    send('GetCallerIdentity', {}),
    each(estate.families, (repositoryName) =>
      send('DescribeImages', { repositoryName, imageIds: [{ imageTag: IMAGE_TAG }] }),
    ),
    account(),
    send('DescribeKey', { KeyId: names.kmsKey }),
    send('GetKeyPolicy', { KeyId: KEY, PolicyName: 'default' }),
    send('GetKeyRotationStatus', { KeyId: KEY }),
    list('ListGrants', { KeyId: KEY }),
    each(estate.secrets, (SecretId) => send('secrets-manager:GetResourcePolicy', { SecretId })),
    list('DescribeLogGroups', { logGroupNamePrefix: '/ecs/' }),
    list('DescribeLogGroups', { logGroupNamePrefix: names.flowLogGroup }),
    each(estate.secrets, (SecretId) => send('DescribeSecret', { SecretId })),
    each(estate.families.map(names.logGroup), (logGroupName) =>
      send('DescribeLogStreams', {
        logGroupName,
        orderBy: 'LastEventTime',
        descending: true,
        limit: 50,
      }),
    ),
    each(roles, async (RoleName) => {
      const [, , policies] = await Promise.all([
        send('GetRole', { RoleName }),
        list('ListAttachedRolePolicies', { RoleName }),
        list('ListRolePolicies', { RoleName }),
      ]);
      await each(policies, (PolicyName) => send('GetRolePolicy', { RoleName, PolicyName }));
    }),
  ]);
}

await Promise.all([
  ecs(),
  scaling(),
  network(),
  databases(),
  loadBalancing(),
  others(),
  wholeLists(),
]);
clients.close();
