// What holds for every collector of an Aurora cluster.
import {
  DescribeDBClusterParametersCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  RDSClient,
  type DBCluster,
} from '@aws-sdk/client-rds';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { auroraClusterParameters } from './cluster-parameters.ts';
import { auroraClusters } from './clusters.ts';
import { auroraInstances } from './instances.ts';

const rds = mockClient(RDSClient);
const spec = (...names: string[]): Partial<Spec> => ({
  aurora: Object.fromEntries(
    names.map((name) => [name, { parameters: { log_statement: 'ddl' } }]),
  ) as unknown as NonNullable<Spec['aurora']>,
});
const denial = Object.assign(new Error('Not authorized.'), { name: 'AccessDenied' });
const MAIN: DBCluster = {
  DBClusterIdentifier: 'main',
  DBClusterArn: 'arn:aws:rds:us-east-1:123456789012:cluster:main',
  Status: 'available',
  StorageEncrypted: true,
  ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 1 },
  DBClusterParameterGroup: 'main-parameters',
  LatestRestorableTime: new Date('2026-11-23T11:57:00Z'),
};

beforeEach(() => {
  rds.reset();
});

describe('clusters', () => {
  test('keep the facts, with null for what AWS leaves out', async () => {
    rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [MAIN] });
    const { items, operations } = await collectWith(auroraClusters, spec('main'));
    expect(items['main']).toMatchObject({
      state: 'present',
      value: {
        status: 'available',
        storageEncrypted: true,
        serverlessV2: { minCapacity: 0.5, maxCapacity: 1, secondsUntilAutoPause: null },
        latestRestorableTime: '2026-11-23T11:57:00.000Z',
        deletionProtection: null,
        port: null,
      },
    });
    expect(operations).toEqual(actionsOf(auroraClusters));
  });

  test('a complete list without a cluster proves its absence', async () => {
    rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [MAIN] });
    const { items } = await collectWith(auroraClusters, spec('main', 'other'));
    expect(items['main']?.state).toBe('present');
    expect(items['other']?.state).toBe('absent');
  });

  test('names are compared as RDS keeps them, in lower case', async () => {
    rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [MAIN] });
    const { items } = await collectWith(auroraClusters, spec('Main'));
    expect(items['Main']?.state).toBe('present');
  });

  test('all pages are read', async () => {
    rds
      .on(DescribeDBClustersCommand)
      .resolvesOnce({ DBClusters: [], Marker: 'next' })
      .resolves({ DBClusters: [MAIN] });
    const { items } = await collectWith(auroraClusters, spec('main'));
    expect(items['main']?.state).toBe('present');
  });

  test('a hundred identifiers go into one call', async () => {
    rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [] });
    await collectWith(
      auroraClusters,
      spec(...Array.from({ length: 150 }, (_, index) => `c${index}`)),
    );
    const sizes = rds
      .commandCalls(DescribeDBClustersCommand)
      .map(({ args }) => args[0].input.Filters?.[0]?.Values?.length);
    expect(sizes).toEqual([100, 50]);
  });

  test.each([
    ['denied', () => rds.on(DescribeDBClustersCommand).rejects(denial), 'denied'],
    [
      'without the list',
      () => rds.on(DescribeDBClustersCommand).resolves({}),
      'malformed-response',
    ],
  ])('are not seen when the answer is %s', async (_, answer, kind) => {
    answer();
    const { items } = await collectWith(auroraClusters, spec('main'));
    expect(items['main']).toMatchObject({ state: 'unseen', cause: { kind } });
  });
});

describe('instances', () => {
  test('are grouped by cluster; a cluster without any has an empty list', async () => {
    rds.on(DescribeDBInstancesCommand).resolves({
      DBInstances: [
        {
          DBInstanceIdentifier: 'main-1',
          DBInstanceArn: 'arn:1',
          DBClusterIdentifier: 'main',
          DBInstanceStatus: 'available',
          AvailabilityZone: 'us-east-1a',
          PubliclyAccessible: false,
        },
      ],
    });
    const { items, operations } = await collectWith(auroraInstances, spec('main', 'other'));
    expect(items['main']).toMatchObject({
      state: 'present',
      value: [
        {
          identifier: 'main-1',
          availabilityZone: 'us-east-1a',
          publiclyAccessible: false,
          promotionTier: null,
        },
      ],
    });
    expect(items['other']).toMatchObject({ state: 'present', value: [] });
    expect(operations).toEqual(actionsOf(auroraInstances));
  });

  test('are not seen when denied', async () => {
    rds.on(DescribeDBInstancesCommand).rejects(denial);
    const { items } = await collectWith(auroraInstances, spec('main'));
    expect(items['main']).toMatchObject({
      state: 'unseen',
      cause: { action: 'rds:DescribeDBInstances' },
    });
  });
});

describe('parameters', () => {
  test('are those of the attached group, and only the wanted ones', async () => {
    rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [MAIN] });
    rds.on(DescribeDBClusterParametersCommand).resolves({
      Parameters: [
        { ParameterName: 'rds.force_ssl', ParameterValue: '1' },
        { ParameterName: 'log_statement' },
        { ParameterName: 'work_mem', ParameterValue: '4096' },
      ],
    });
    const { items, operations } = await collectWith(auroraClusterParameters, spec('main'));
    expect(items['main']).toMatchObject({
      state: 'present',
      value: { group: 'main-parameters', values: { 'rds.force_ssl': '1', log_statement: null } },
    });
    expect(rds.commandCalls(DescribeDBClusterParametersCommand)[0]?.args[0].input).toMatchObject({
      DBClusterParameterGroupName: 'main-parameters',
      Filters: [{ Name: 'parameter-name', Values: ['log_statement', 'rds.force_ssl'] }],
    });
    expect(operations).toEqual(actionsOf(auroraClusterParameters));
  });

  test.each<[string, () => void, string]>([
    [
      'absent with their cluster',
      () => rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [] }),
      'absent',
    ],
    [
      'absent with their group',
      () => {
        rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [MAIN] });
        rds
          .on(DescribeDBClusterParametersCommand)
          .rejects(Object.assign(new Error('gone'), { name: 'DBParameterGroupNotFoundFault' }));
      },
      'absent',
    ],
    [
      'not seen when the cluster is not',
      () => rds.on(DescribeDBClustersCommand).rejects(denial),
      'unseen',
    ],
    [
      'not seen when AWS does not name the group',
      () =>
        rds
          .on(DescribeDBClustersCommand)
          .resolves({ DBClusters: [{ DBClusterIdentifier: 'main' }] }),
      'unseen',
    ],
    [
      'not seen when denied',
      () => {
        rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [MAIN] });
        rds.on(DescribeDBClusterParametersCommand).rejects(denial);
      },
      'unseen',
    ],
  ])('are %s', async (_, answer, state) => {
    answer();
    const { items } = await collectWith(auroraClusterParameters, spec('main'));
    expect(items['main']?.state).toBe(state);
  });
});
