/** Where the estate stands. Any account will do: the stub is the only AWS that it has. */
export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';
export const ZONES = ['us-east-1a', 'us-east-1b'] as const;
export const VPC = { id: 'vpc-0bench', name: 'bench', cidr: '10.0.0.0/16' } as const;

/** AWS's quota of services in an ECS cluster is 5,000; a hundred is what teams keep in one. */
const SERVICES_PER_CLUSTER = 100;
const MAX_FAMILIES = 20;
/** Services of one family share a task definition and its two roles. */
const SERVICES_PER_FAMILY = 5;
const SERVICES_PER_AURORA_CLUSTER = 2;
const MAX_AURORA_CLUSTERS = 500;
const MAX_PARAMETER_GROUPS = 20;

/** Security groups in the VPC for each service. The declared ones are among them; the others belong to somebody else. */
const GROUPS_PER_SERVICE = 5;

/** A synthetic deployment of so many services, and of everything that so many services need. */
export interface Estate {
  readonly services: readonly EstateService[];
  readonly clusters: readonly string[];
  readonly families: readonly string[];
  readonly databases: readonly EstateDatabase[];
  readonly tables: readonly string[];
  readonly secrets: readonly string[];
  /** Names of security groups that are in the VPC and in no spec. */
  readonly undeclaredGroups: readonly string[];
}

export interface EstateService {
  readonly name: string;
  readonly cluster: string;
  readonly family: string;
  readonly database: string;
  readonly secret: string;
}

export interface EstateDatabase {
  readonly name: string;
  readonly parameterGroup: string;
}

export function estateOf(size: number): Estate {
  const clusters = named('cluster', Math.ceil(size / SERVICES_PER_CLUSTER));
  const families = named('family', Math.min(MAX_FAMILIES, Math.ceil(size / SERVICES_PER_FAMILY)));
  const databaseCount = Math.min(
    MAX_AURORA_CLUSTERS,
    Math.ceil(size / SERVICES_PER_AURORA_CLUSTER),
  );
  const parameterGroups = named('parameters', Math.min(MAX_PARAMETER_GROUPS, databaseCount));
  const databases = named('database', databaseCount).map((name, index) => ({
    name,
    parameterGroup: at(parameterGroups, index),
  }));
  const secrets = named('secret', Math.ceil(size / 4));
  const services = named('service', size).map((name, index) => ({
    name,
    cluster: at(clusters, Math.floor(index / SERVICES_PER_CLUSTER)),
    family: at(families, index),
    database: at(databases, Math.floor(index / SERVICES_PER_AURORA_CLUSTER)).name,
    // By family, since a task definition names its secrets.
    secret: at(secrets, index % families.length),
  }));
  // A group for each service, database and load balancer, and one for the endpoints.
  const declaredGroups = size + databaseCount + clusters.length + 1;
  const undeclared = Math.max(0, GROUPS_PER_SERVICE * size - declaredGroups);
  return {
    services,
    clusters,
    families,
    databases,
    tables: named('table', Math.ceil(size / 10)),
    secrets,
    undeclaredGroups: named('other', undeclared),
  };
}

function named(kind: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${kind}-${index + 1}`);
}

/** The item at an index, round and round. */
function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('An estate has at least one of everything.');
  return item;
}

export const names = {
  loadBalancer: (cluster: string) => `alb-${cluster}`,
  loadBalancerGroup: (cluster: string) => `alb-${cluster}`,
  databaseGroup: (database: string) => `db-${database}`,
  endpointGroup: 'endpoints',
  taskRole: (family: string) => `${family}-task`,
  executionRole: (family: string) => `${family}-execution`,
  logGroup: (family: string) => `/ecs/${family}`,
  kmsKey: 'alias/bench',
  flowLogGroup: '/vpc/bench',
  subnetGroup: 'bench',
} as const;

/** The two alarms that Application Auto Scaling keeps for a policy that tracks a target. */
export function scalingAlarms({ cluster, name }: EstateService): readonly string[] {
  return ['AlarmHigh', 'AlarmLow'].map((which) => `TargetTracking-${cluster}/${name}-${which}`);
}

/** The tag of every image; a family has a repository of its name. */
export const IMAGE_TAG = '1.0.0';

export const PORTS = { service: 8080, database: 5432, endpoint: 443 } as const;

export const SUBNETS = [
  { name: 'public-a', id: 'subnet-0publica', tier: 'public', cidr: '10.0.1.0/24', zone: ZONES[0] },
  { name: 'public-b', id: 'subnet-0publicb', tier: 'public', cidr: '10.0.2.0/24', zone: ZONES[1] },
  {
    name: 'private-a',
    id: 'subnet-0privatea',
    tier: 'private',
    cidr: '10.0.64.0/18',
    zone: ZONES[0],
  },
  {
    name: 'private-b',
    id: 'subnet-0privateb',
    tier: 'private',
    cidr: '10.0.128.0/18',
    zone: ZONES[1],
  },
  { name: 'data-a', id: 'subnet-0dataa', tier: 'database', cidr: '10.0.16.0/20', zone: ZONES[0] },
  { name: 'data-b', id: 'subnet-0datab', tier: 'database', cidr: '10.0.32.0/20', zone: ZONES[1] },
] as const;

export type SubnetTier = (typeof SUBNETS)[number]['tier'];

export function subnetsOf(tier: SubnetTier) {
  return SUBNETS.filter((subnet) => subnet.tier === tier);
}

export const S3_PREFIX_LIST = { id: 'pl-0s3', name: `com.amazonaws.${REGION}.s3` } as const;
export const INTERFACE_ENDPOINTS = ['ecr.api', 'ecr.dkr', 'logs', 'secretsmanager'] as const;
