// A healthy declared cluster and its healthy artifacts, for the tables of the aurora and backup checks.
import type { AuroraCluster } from '../../../collectors/aws/rds/clusters.ts';
import type { AuroraInstance } from '../../../collectors/aws/rds/instances.ts';
import type { AuroraClusterSpec } from '../../../core/spec/sections/aurora.ts';
import type { ClusterSubject } from '../subjects.ts';

const CLUSTER_ARN = 'arn:aws:rds:us-east-1:123456789012:cluster:main';

export function clusterSubject(declared: Partial<AuroraClusterSpec> = {}): ClusterSubject {
  return {
    name: 'main',
    path: ['aurora', 'main'],
    declared: {
      engineVersion: '15',
      port: 5432,
      capacity: { minAcu: 0.5, maxAcu: 1 },
      readers: 1,
      availabilityZones: 2,
      subnetGroup: { name: 'database', subnets: ['database-a', 'database-b'] },
      securityGroups: ['database'],
      parameterGroup: 'main',
      backup: { retentionDays: 7, window: '03:00-04:00' },
      deletionProtection: true,
      ...declared,
    },
  };
}

export function clusterArtifact(facts: Partial<AuroraCluster> = {}): AuroraCluster {
  return {
    arn: CLUSTER_ARN,
    status: 'available',
    engine: 'aurora-postgresql',
    engineMode: 'provisioned',
    engineVersion: '15.4',
    pendingEngineVersion: null,
    pendingChanges: [],
    engineLifecycleSupport: 'open-source-rds-extended-support-disabled',
    serverlessV2: { minCapacity: 0.5, maxCapacity: 1, secondsUntilAutoPause: null },
    members: [
      { instance: 'main-1', isWriter: true, parameterGroupStatus: 'in-sync' },
      { instance: 'main-2', isWriter: false, parameterGroupStatus: 'in-sync' },
    ],
    storageEncrypted: true,
    storageEncryptionType: 'sse-kms',
    kmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555',
    deletionProtection: true,
    databaseName: 'orders',
    parameterGroup: 'main',
    subnetGroup: 'database',
    endpoint: 'main.cluster-abc.us-east-1.rds.amazonaws.com',
    readerEndpoint: 'main.cluster-ro-abc.us-east-1.rds.amazonaws.com',
    port: 5432,
    logExports: ['postgresql'],
    iamAuthentication: true,
    masterUsername: 'app_owner',
    masterSecret: null,
    performanceInsights: true,
    monitoringIntervalSeconds: 0,
    backupRetentionDays: 7,
    backupWindow: '03:00-04:00',
    earliestRestorableTime: '2026-11-16T03:10:00.000Z',
    latestRestorableTime: '2026-11-23T11:57:00.000Z',
    createdAt: '2026-10-01T00:00:00.000Z',
    ...facts,
  };
}

export function instanceArtifact(
  identifier: string,
  availabilityZone: string,
  facts: Partial<AuroraInstance> = {},
): AuroraInstance {
  return {
    arn: `arn:aws:rds:us-east-1:123456789012:db:${identifier}`,
    identifier,
    status: 'available',
    endpoint: `${identifier}.abc.us-east-1.rds.amazonaws.com`,
    instanceClass: 'db.serverless',
    availabilityZone,
    publiclyAccessible: false,
    promotionTier: 1,
    autoMinorVersionUpgrade: true,
    performanceInsights: true,
    monitoringIntervalSeconds: 60,
    certificate: { authority: 'rds-ca-rsa2048-g1', validTill: '2027-08-01T00:00:00.000Z' },
    pendingChanges: [],
    parameterGroups: [{ name: 'default.aurora-postgresql15', status: 'in-sync' }],
    ...facts,
  };
}

export const TWO_MEMBERS = [
  instanceArtifact('main-1', 'us-east-1a'),
  instanceArtifact('main-2', 'us-east-1b'),
];

/** A cluster with exactly these members, the first of them the writer. */
export function deployed(
  instances: readonly AuroraInstance[],
  facts: Partial<AuroraCluster> = {},
): { clusters: { main: AuroraCluster }; instances: { main: AuroraInstance[] } } {
  const members = instances.map(({ identifier }, index) => ({
    instance: identifier,
    isWriter: index === 0,
    parameterGroupStatus: 'in-sync',
  }));
  return {
    clusters: { main: clusterArtifact({ members, ...facts }) },
    instances: { main: [...instances] },
  };
}
