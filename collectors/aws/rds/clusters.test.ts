import { DescribeDBClustersCommand, RDSClient, type DBCluster } from '@aws-sdk/client-rds';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { auroraClusters } from './clusters.ts';
import { anError, aurora, bareCluster } from './testing/answers.ts';

const rds = mockClient(RDSClient);
const answer = (...DBClusters: DBCluster[]) =>
  rds.on(DescribeDBClustersCommand).resolves({ DBClusters });

beforeEach(() => {
  rds.reset();
});

test('keeps the facts and declares what it sends', async () => {
  answer(
    bareCluster('main', {
      Status: 'available',
      Engine: 'aurora-postgresql',
      EngineMode: 'provisioned',
      EngineVersion: '15.4',
      PendingModifiedValues: { EngineVersion: '15.10', MasterUserPassword: '****' },
      EngineLifecycleSupport: 'open-source-rds-extended-support',
      ServerlessV2ScalingConfiguration: {
        MinCapacity: 0,
        MaxCapacity: 1,
        SecondsUntilAutoPause: 300,
      },
      DBClusterMembers: [
        {
          DBInstanceIdentifier: 'main-1',
          IsClusterWriter: true,
          DBClusterParameterGroupStatus: 'in-sync',
        },
        { DBInstanceIdentifier: 'main-2' },
      ],
      StorageEncrypted: true,
      StorageEncryptionType: 'sse-kms',
      KmsKeyId: 'arn:key',
      DeletionProtection: true,
      DatabaseName: 'orders',
      DBSubnetGroup: 'database',
      Endpoint: 'main.cluster-abc.us-east-1.rds.amazonaws.com',
      ReaderEndpoint: 'main.cluster-ro-abc.us-east-1.rds.amazonaws.com',
      Port: 5432,
      EnabledCloudwatchLogsExports: ['postgresql'],
      IAMDatabaseAuthenticationEnabled: true,
      MasterUsername: 'owner',
      MasterUserSecret: { SecretArn: 'arn:secret', SecretStatus: 'active' },
      PerformanceInsightsEnabled: true,
      MonitoringInterval: 60,
      BackupRetentionPeriod: 7,
      PreferredBackupWindow: '03:00-04:00',
      EarliestRestorableTime: new Date('2026-11-16T00:00:00Z'),
      LatestRestorableTime: new Date('2026-11-23T11:57:00Z'),
      ClusterCreateTime: new Date('2026-10-01T00:00:00Z'),
    }),
  );
  const { items, operations } = await collectWith(auroraClusters, aurora({ main: {} }));
  expect(items['main']).toMatchObject({
    state: 'present',
    value: {
      arn: 'arn:aws:rds:us-east-1:123456789012:cluster:main',
      status: 'available',
      engine: 'aurora-postgresql',
      engineMode: 'provisioned',
      engineVersion: '15.4',
      pendingEngineVersion: '15.10',
      pendingChanges: ['EngineVersion', 'MasterUserPassword'],
      engineLifecycleSupport: 'open-source-rds-extended-support',
      serverlessV2: { minCapacity: 0, maxCapacity: 1, secondsUntilAutoPause: 300 },
      members: [
        { instance: 'main-1', isWriter: true, parameterGroupStatus: 'in-sync' },
        { instance: 'main-2', isWriter: null, parameterGroupStatus: null },
      ],
      storageEncrypted: true,
      storageEncryptionType: 'sse-kms',
      kmsKeyId: 'arn:key',
      deletionProtection: true,
      databaseName: 'orders',
      parameterGroup: 'main-parameters',
      subnetGroup: 'database',
      endpoint: 'main.cluster-abc.us-east-1.rds.amazonaws.com',
      readerEndpoint: 'main.cluster-ro-abc.us-east-1.rds.amazonaws.com',
      port: 5432,
      logExports: ['postgresql'],
      iamAuthentication: true,
      masterUsername: 'owner',
      masterSecret: { arn: 'arn:secret', status: 'active' },
      performanceInsights: true,
      monitoringIntervalSeconds: 60,
      backupRetentionDays: 7,
      backupWindow: '03:00-04:00',
      earliestRestorableTime: '2026-11-16T00:00:00.000Z',
      latestRestorableTime: '2026-11-23T11:57:00.000Z',
      createdAt: '2026-10-01T00:00:00.000Z',
    },
  });
  expect(operations).toEqual(actionsOf(auroraClusters));
});

test('what AWS leaves out is null, and is not made up', async () => {
  answer(bareCluster('main', { ServerlessV2ScalingConfiguration: {} }));
  const { items } = await collectWith(auroraClusters, aurora({ main: {} }));
  expect(items['main']).toMatchObject({
    state: 'present',
    value: {
      status: null,
      serverlessV2: { minCapacity: null, maxCapacity: null, secondsUntilAutoPause: null },
      pendingChanges: [],
      members: [],
      storageEncrypted: null,
      deletionProtection: null,
      databaseName: null,
      endpoint: null,
      readerEndpoint: null,
      port: null,
      logExports: null,
      backupRetentionDays: null,
      latestRestorableTime: null,
    },
  });
});

test('a cluster without Serverless v2 has no capacity', async () => {
  answer(bareCluster('main'));
  const { items } = await collectWith(auroraClusters, aurora({ main: {} }));
  expect(items['main']).toMatchObject({ value: { serverlessV2: null } });
});

test('a complete list without a cluster proves its absence', async () => {
  answer(bareCluster('main'));
  const { items } = await collectWith(auroraClusters, aurora({ main: {}, other: {} }));
  expect([items['main']?.state, items['other']?.state]).toEqual(['present', 'absent']);
});

test('the code for a cluster that is not found is absence', async () => {
  rds.on(DescribeDBClustersCommand).rejects(anError('DBClusterNotFoundFault'));
  const { items } = await collectWith(auroraClusters, aurora({ main: {} }));
  expect(items['main']?.state).toBe('absent');
});

test('names are compared as RDS keeps them, in lower case', async () => {
  answer(bareCluster('main'));
  const { items } = await collectWith(auroraClusters, aurora({ Main: {} }));
  expect(items['Main']?.state).toBe('present');
});

test('all pages are read, a hundred clusters each', async () => {
  rds
    .on(DescribeDBClustersCommand)
    .resolvesOnce({ DBClusters: [bareCluster('other')], Marker: 'next' })
    .resolves({ DBClusters: [bareCluster('main')] });
  const { items } = await collectWith(auroraClusters, aurora({ main: {} }));
  expect(items['main']?.state).toBe('present');
  expect(rds.commandCalls(DescribeDBClustersCommand).map(({ args }) => args[0].input)).toEqual([
    { Filters: [{ Name: 'db-cluster-id', Values: ['main'] }], MaxRecords: 100 },
    { Filters: [{ Name: 'db-cluster-id', Values: ['main'] }], MaxRecords: 100, Marker: 'next' },
  ]);
});

test('a hundred identifiers go into one call', async () => {
  answer();
  const names = Array.from({ length: 150 }, (_, index) => [`c${index}`, {}] as const);
  const { items } = await collectWith(auroraClusters, aurora(Object.fromEntries(names)));
  const sizes = rds
    .commandCalls(DescribeDBClustersCommand)
    .map(({ args }) => args[0].input.Filters?.[0]?.Values?.length);
  expect(sizes).toEqual([100, 50]);
  expect(Object.keys(items)).toHaveLength(150);
});

test('nothing is asked when no cluster is declared', async () => {
  const { items, operations } = await collectWith(auroraClusters, {});
  expect([items, operations]).toEqual([{}, []]);
});

test.each<[string, DBCluster]>([
  ['without its ARN', { ...bareCluster('main'), DBClusterArn: undefined }],
  ['without the list of members', { ...bareCluster('main'), DBClusterMembers: undefined }],
  ['with a member without a name', bareCluster('main', { DBClusterMembers: [{}] })],
  ['that may be it, without an identifier', { DBClusterArn: 'arn:some' }],
])('is not seen: a cluster %s', async (_, cluster) => {
  answer(cluster);
  const { items } = await collectWith(auroraClusters, aurora({ main: {} }));
  expect(items['main']).toMatchObject({ state: 'unseen', cause: { kind: 'malformed-response' } });
});

test('is not seen without the list', async () => {
  rds.on(DescribeDBClustersCommand).resolves({});
  const { items } = await collectWith(auroraClusters, aurora({ main: {} }));
  expect(items['main']).toMatchObject({ state: 'unseen', cause: { kind: 'malformed-response' } });
});

test('a denial names the call, the code and the permission', async () => {
  rds.on(DescribeDBClustersCommand).rejects(anError('AccessDenied'));
  const { items } = await collectWith(auroraClusters, aurora({ main: {} }));
  expect(items['main']).toMatchObject({
    state: 'unseen',
    cause: {
      kind: 'denied',
      operation: 'rds:DescribeDBClusters',
      code: 'AccessDenied',
      action: 'rds:DescribeDBClusters',
    },
  });
});

test('where a scope is declared, the list of all clusters says which there are', async () => {
  answer(bareCluster('another'), bareCluster('main'));
  const spec = { ...aurora({ main: {}, gone: {} }), scope: { prefixes: ['app-'] } };
  const { items } = await collectWith(auroraClusters, spec as unknown as Partial<Spec>);
  expect([items['main']?.state, items['gone']?.state]).toEqual(['present', 'absent']);
  const inputs = rds.commandCalls(DescribeDBClustersCommand).map(({ args }) => args[0].input);
  expect(inputs.map(({ Filters }) => Filters)).toEqual([undefined]);
});
