import { DescribeDBInstancesCommand, RDSClient, type DBInstance } from '@aws-sdk/client-rds';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { auroraInstances } from './instances.ts';
import { anError, aurora, bareInstance } from './testing/answers.ts';

const rds = mockClient(RDSClient);
const answer = (...DBInstances: DBInstance[]) =>
  rds.on(DescribeDBInstancesCommand).resolves({ DBInstances });

beforeEach(() => {
  rds.reset();
});

test('keeps the facts of the members, by cluster, and declares what it sends', async () => {
  answer(
    bareInstance('main-1', 'main', {
      DBInstanceStatus: 'available',
      Endpoint: { Address: 'main-1.abc.us-east-1.rds.amazonaws.com' },
      DBInstanceClass: 'db.serverless',
      AvailabilityZone: 'us-east-1a',
      PubliclyAccessible: false,
      PromotionTier: 1,
      AutoMinorVersionUpgrade: true,
      PerformanceInsightsEnabled: true,
      MonitoringInterval: 60,
      CertificateDetails: {
        CAIdentifier: 'rds-ca-rsa2048-g1',
        ValidTill: new Date('2027-11-23T00:00:00Z'),
      },
      PendingModifiedValues: {
        DBInstanceClass: 'db.r6g.large',
        MultiAZ: false,
        ProcessorFeatures: [],
        PendingCloudwatchLogsExports: { LogTypesToEnable: [] },
      },
      DBParameterGroups: [{ DBParameterGroupName: 'members', ParameterApplyStatus: 'in-sync' }],
    }),
    bareInstance('main-2', 'main', { DBParameterGroups: [{ DBParameterGroupName: 'members' }] }),
    bareInstance('other-1', 'other'),
  );
  const spec = aurora({ main: {}, other: {}, empty: {} });
  const { items, operations } = await collectWith(auroraInstances, spec);
  expect(items).toMatchObject({
    main: {
      state: 'present',
      value: [
        {
          arn: 'arn:aws:rds:us-east-1:123456789012:db:main-1',
          identifier: 'main-1',
          status: 'available',
          endpoint: 'main-1.abc.us-east-1.rds.amazonaws.com',
          instanceClass: 'db.serverless',
          availabilityZone: 'us-east-1a',
          publiclyAccessible: false,
          promotionTier: 1,
          autoMinorVersionUpgrade: true,
          performanceInsights: true,
          monitoringIntervalSeconds: 60,
          certificate: { authority: 'rds-ca-rsa2048-g1', validTill: '2027-11-23T00:00:00.000Z' },
          pendingChanges: ['DBInstanceClass', 'MultiAZ'],
          parameterGroups: [{ name: 'members', status: 'in-sync' }],
        },
        {
          identifier: 'main-2',
          status: null,
          endpoint: null,
          instanceClass: null,
          availabilityZone: null,
          publiclyAccessible: null,
          promotionTier: null,
          certificate: null,
          pendingChanges: [],
          parameterGroups: [{ name: 'members', status: null }],
        },
      ],
    },
    other: { state: 'present', value: [{ identifier: 'other-1' }] },
    empty: { state: 'present', value: [] },
  });
  expect(operations).toEqual(actionsOf(auroraInstances));
});

test('all pages are read before a list counts as whole', async () => {
  rds
    .on(DescribeDBInstancesCommand)
    .resolvesOnce({ DBInstances: [bareInstance('main-1', 'main')], Marker: 'next' })
    .resolves({ DBInstances: [bareInstance('main-2', 'main')] });
  const { items } = await collectWith(auroraInstances, aurora({ main: {} }));
  expect(items['main']).toMatchObject({
    value: [{ identifier: 'main-1' }, { identifier: 'main-2' }],
  });
});

test('a page that fails leaves no list', async () => {
  rds
    .on(DescribeDBInstancesCommand)
    .resolvesOnce({ DBInstances: [bareInstance('main-1', 'main')], Marker: 'next' })
    .rejects(anError('AccessDenied'));
  const { items } = await collectWith(auroraInstances, aurora({ main: {} }));
  expect(items['main']).toMatchObject({ state: 'unseen', cause: { kind: 'denied' } });
});

test('a hundred clusters go into one call', async () => {
  answer();
  const names = Array.from({ length: 101 }, (_, index) => [`c${index}`, {}] as const);
  await collectWith(auroraInstances, aurora(Object.fromEntries(names)));
  const sizes = rds
    .commandCalls(DescribeDBInstancesCommand)
    .map(({ args }) => args[0].input.Filters?.[0]?.Values?.length);
  expect(sizes).toEqual([100, 1]);
});

test.each<[string, DBInstance]>([
  ['its ARN', { ...bareInstance('main-2', 'main'), DBInstanceArn: undefined }],
  ['its name', { ...bareInstance('main-2', 'main'), DBInstanceIdentifier: undefined }],
  ['its cluster', { ...bareInstance('main-2', 'main'), DBClusterIdentifier: undefined }],
  ['its parameter groups', { ...bareInstance('main-2', 'main'), DBParameterGroups: undefined }],
  ['a name of its group', bareInstance('main-2', 'main', { DBParameterGroups: [{}] })],
])('the list is not seen when an instance lacks %s', async (_, instance) => {
  answer(bareInstance('main-1', 'main'), instance);
  const { items } = await collectWith(auroraInstances, aurora({ main: {} }));
  expect(items['main']).toMatchObject({ state: 'unseen', cause: { kind: 'malformed-response' } });
});

test('a denial names the permission', async () => {
  rds.on(DescribeDBInstancesCommand).rejects(anError('AccessDenied'));
  const { items } = await collectWith(auroraInstances, aurora({ main: {} }));
  expect(items['main']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', action: 'rds:DescribeDBInstances' },
  });
});
