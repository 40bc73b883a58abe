import type { Spec } from '../../core/spec/spec.ts';
import {
  ACCOUNT,
  IMAGE_TAG,
  INTERFACE_ENDPOINTS,
  names,
  PORTS,
  REGION,
  S3_PREFIX_LIST,
  SUBNETS,
  subnetsOf,
  VPC,
  ZONES,
  type Estate,
  type EstateService,
  type SubnetTier,
} from './estate.ts';

export const TAGS = { Project: 'bench' } as const;
/** What the estate calls its own; whatever is somebody else's begins otherwise. */
const SCOPE = [
  ...['cluster-', 'service-', 'family-', 'database-', 'table-', 'secret-'],
  ...['alb-', 'db-', names.endpointGroup, '/ecs/family-', names.kmsKey],
] as const;
export const MIN_TASKS = 2;
export const MAX_TASKS = 10;
export const CPU_TARGET = 70;
export const CPU_ALARM = 80;
export const TASK = { cpuUnits: 512, memoryMiB: 1024, revision: 1 } as const;
export const CONTAINER_CHECK = {
  intervalSeconds: 30,
  timeoutSeconds: 5,
  retries: 3,
  startPeriodSeconds: 60,
} as const;
/** The database that is created with each cluster. */
export const DATABASE_NAME = 'app';
export const CAPACITY = { minAcu: 0.5, maxAcu: 4 } as const;
export const RETENTION_DAYS = 7;
export const BACKUP_WINDOW = '03:00-04:00';
export const HEALTH_CHECK = {
  path: '/health',
  codes: '200',
  intervalSeconds: 30,
  healthyThreshold: 2,
  unhealthyThreshold: 3,
} as const;
export const ROTATION_DAYS = 30;
export const LOG_RETENTION_DAYS = 30;

/** What the estate is meant to be: all of it but the undeclared security groups. */
export function estateSpec(estate: Estate): Spec {
  return {
    version: 1,
    deployment: 'bench',
    account: { id: ACCOUNT, region: REGION },
    phase: 'post-cutover',
    // Nothing that fails is let through: the benchmark is of a deployment in which everything is as it should be.
    gates: { failOn: 'low' },
    tags: TAGS,
    scope: { namePrefixes: [...SCOPE] },
    clusters: byKey(estate.clusters, (cluster) => ({
      containerInsights: true,
      services: Object.fromEntries(
        estate.services
          .filter((service) => service.cluster === cluster)
          .map((service) => [service.name, serviceSpec(service)]),
      ),
    })),
    aurora: Object.fromEntries(
      estate.databases.map(({ name, parameterGroup }) => [
        name,
        {
          engineVersion: '15',
          port: PORTS.database,
          databaseName: DATABASE_NAME,
          capacity: CAPACITY,
          maxStorageGiB: 100,
          readers: 1,
          availabilityZones: ZONES.length,
          kmsKeyAlias: names.kmsKey,
          subnetGroup: { name: names.subnetGroup, subnets: subnetNames('database') },
          securityGroups: [names.databaseGroup(name)],
          parameterGroup,
          parameters: { 'rds.force_ssl': '1' },
          backup: { retentionDays: RETENTION_DAYS, window: BACKUP_WINDOW },
          deletionProtection: true,
        },
      ]),
    ),
    backup: { rpoMinutes: 60, rtoMinutes: 60, restoreTestMaxAgeDays: 90 },
    network: networkSpec(estate),
    securityGroups: groupSpecs(estate),
    roles: Object.fromEntries(
      estate.families.flatMap((family) =>
        [names.taskRole(family), names.executionRole(family)].map((role) => [
          role,
          { trust: ['ecs-tasks.amazonaws.com'] },
        ]),
      ),
    ),
    secrets: byKey(estate.secrets, () => ({ rotationDays: ROTATION_DAYS })),
    loadBalancers: byKey(estate.clusters.map(names.loadBalancer), (name) => ({
      scheme: 'internet-facing',
      subnets: subnetNames('public'),
      securityGroups: [name],
      listeners: {
        http: { protocol: 'HTTP', port: 80, action: 'redirect-to-https' },
        https: { protocol: 'HTTPS', port: 443, action: 'fixed-response' },
      },
    })),
    targetGroups: byKey(
      estate.services.map(({ name }) => name),
      () => ({
        port: PORTS.service,
        protocol: 'HTTP',
        availabilityZones: ZONES.length,
        settleMinutes: 5,
        healthCheck: HEALTH_CHECK,
      }),
    ),
    tables: byKey(estate.tables, () => ({
      partitionKey: { attribute: 'id', type: 'S' },
      billing: 'PAY_PER_REQUEST',
      pointInTimeRecoveryDays: 35,
      maxStorageGiB: 25,
    })),
    logGroups: byKey(estate.families.map(names.logGroup), () => ({
      minRetentionDays: LOG_RETENTION_DAYS,
    })),
    alarms: Object.fromEntries(
      estate.services.map(({ cluster, name }) => [
        `${name}-cpu`,
        {
          namespace: 'AWS/ECS',
          metric: 'CPUUtilization',
          dimensions: { ClusterName: cluster, ServiceName: name },
          comparison: '>',
          threshold: CPU_ALARM,
        },
      ]),
    ),
    kmsKeys: { [names.kmsKey]: { rotation: true } },
  };
}

type Entry<Section extends keyof Spec> = NonNullable<Spec[Section]>;
type ServiceSpec = Entry<'clusters'>[string]['services'][string];

function serviceSpec({ name, family, secret }: EstateService): ServiceSpec {
  return {
    task: {
      family,
      ...TASK,
      architecture: 'ARM64',
      containers: {
        app: {
          image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${family}:${IMAGE_TAG}`,
          ports: [PORTS.service],
          environment: { LOG_LEVEL: 'info' },
          secrets: { DATABASE_PASSWORD: secret },
          logGroup: names.logGroup(family),
          healthCheck: CONTAINER_CHECK,
        },
      },
    },
    roles: { task: names.taskRole(family), execution: names.executionRole(family) },
    scaling: {
      minTasks: MIN_TASKS,
      maxTasks: MAX_TASKS,
      policies: {
        cpu: {
          kind: 'target-tracking',
          metric: 'ECSServiceAverageCPUUtilization',
          target: CPU_TARGET,
        },
      },
    },
    deployment: {
      controller: 'ECS',
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      settleMinutes: 15,
    },
    network: { subnets: subnetNames('private'), securityGroups: [name] },
    loadBalancer: { targetGroup: name, container: 'app', port: PORTS.service },
  };
}

function networkSpec({ services, clusters }: Estate): Entry<'network'> {
  return {
    vpc: { name: VPC.name, cidr: VPC.cidr },
    subnets: Object.fromEntries(
      SUBNETS.map(({ name, tier, cidr, zone }) => [name, { tier, cidr, availabilityZone: zone }]),
    ),
    nat: { mode: 'per-zone' },
    endpoints: {
      interface: [...INTERFACE_ENDPOINTS],
      gateway: ['s3'],
      securityGroup: names.endpointGroup,
    },
    flowLogs: { traffic: 'ALL', retentionDays: 30 },
    flows: [
      ...clusters.map((cluster) => ({
        from: 'internet',
        to: names.loadBalancerGroup(cluster),
        port: 443,
      })),
      ...services.flatMap(({ name, cluster, database }) => [
        { from: names.loadBalancerGroup(cluster), to: name, port: PORTS.service },
        { from: name, to: names.databaseGroup(database), port: PORTS.database },
        { from: name, to: 'endpoints', port: PORTS.endpoint },
      ]),
    ],
  };
}

function groupSpecs({ services, clusters, databases }: Estate): Entry<'securityGroups'> {
  const tcp = (ports: number) => ({ protocol: 'tcp', ports }) as const;
  return {
    ...byKey(clusters.map(names.loadBalancerGroup), () => ({
      role: 'load-balancer',
      ingress: [
        { ...tcp(443), from: { cidr: '0.0.0.0/0' } },
        { ...tcp(80), from: { cidr: '0.0.0.0/0' } },
      ],
      // By address: a rule for each of a hundred services would exceed AWS's quota of sixty.
      egress: subnetsOf('private').map(({ cidr }) => ({ ...tcp(PORTS.service), to: { cidr } })),
    })),
    ...Object.fromEntries(
      services.map(({ name, cluster, database }) => [
        name,
        {
          role: 'service',
          ingress: [{ ...tcp(PORTS.service), from: { group: names.loadBalancerGroup(cluster) } }],
          egress: [
            { ...tcp(PORTS.database), to: { group: names.databaseGroup(database) } },
            { ...tcp(PORTS.endpoint), to: { group: names.endpointGroup } },
            { ...tcp(PORTS.endpoint), to: { prefixList: S3_PREFIX_LIST.name } },
          ],
        } as const,
      ]),
    ),
    ...Object.fromEntries(
      databases.map(({ name: database }) => [
        names.databaseGroup(database),
        {
          role: 'database',
          ingress: services
            .filter((service) => service.database === database)
            .map(({ name }) => ({ ...tcp(PORTS.database), from: { group: name } })),
          egress: [],
        } as const,
      ]),
    ),
    [names.endpointGroup]: {
      role: 'endpoint',
      ingress: [{ ...tcp(PORTS.endpoint), from: { cidr: VPC.cidr } }],
      egress: [],
    },
  };
}

function subnetNames(tier: SubnetTier): string[] {
  return subnetsOf(tier).map(({ name }) => name);
}

function byKey<Value>(keys: readonly string[], valueOf: (key: string) => Value) {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)]));
}
