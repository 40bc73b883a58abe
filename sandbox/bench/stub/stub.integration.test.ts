import type { AddressInfo } from 'node:net';
import { BackupClient, ListRestoreJobsCommand } from '@aws-sdk/client-backup';
import { DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeServicesCommand,
  ECSClient,
  ListAccountSettingsCommand,
} from '@aws-sdk/client-ecs';
import { DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { estateOf, VPC } from '../estate.ts';
import { ANSWERS } from './registry.ts';
import { startStub, type Stub, type StubLog } from './server.ts';
import { worldOf } from './world.ts';

const estate = estateOf(30);
let stub: Stub;
let endpoint = '';

beforeAll(async () => {
  stub = await startStub(ANSWERS, worldOf(estate), 0);
  endpoint = `http://127.0.0.1:${(stub.server.address() as AddressInfo).port}`;
});

afterAll(() => {
  stub.server.closeAllConnections();
  stub.server.close();
});

const options = () => ({
  endpoint,
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
});

async function takeLog(): Promise<StubLog> {
  const response = await fetch(`${endpoint}${stub.logPath}`, { method: 'POST' });
  return (await response.json()) as StubLog;
}

test('EC2: pages of security groups, each with its rules', async () => {
  const client = new EC2Client(options());
  const ask = (NextToken?: string) =>
    client.send(
      new DescribeSecurityGroupsCommand({
        Filters: [{ Name: 'vpc-id', Values: [VPC.id] }],
        MaxResults: 100,
        NextToken,
      }),
    );
  const first = await ask();
  const second = await ask(first.NextToken);
  const all = [...(first.SecurityGroups ?? []), ...(second.SecurityGroups ?? [])];
  expect([first.SecurityGroups?.length, second.SecurityGroups?.length]).toEqual([100, 51]);
  expect(second.NextToken).toBeUndefined();
  expect(all.find(({ GroupName }) => GroupName === 'service-1')).toMatchObject({
    GroupId: 'sg-0service-1',
    IpPermissions: [
      {
        IpProtocol: 'tcp',
        FromPort: 8080,
        ToPort: 8080,
        UserIdGroupPairs: [{ GroupId: 'sg-0alb-cluster-1' }],
      },
    ],
  });
});

test('query: a filter of many names, and times', async () => {
  const { DBClusters } = await new RDSClient(options()).send(
    new DescribeDBClustersCommand({
      Filters: [{ Name: 'db-cluster-id', Values: ['database-2', 'database-1', 'nobody'] }],
    }),
  );
  expect(DBClusters?.map(({ DBClusterIdentifier }) => DBClusterIdentifier)).toEqual([
    'database-2',
    'database-1',
  ]);
  expect(DBClusters?.[0]).toMatchObject({
    Port: 5432,
    StorageEncrypted: true,
    ServerlessV2ScalingConfiguration: { MinCapacity: 0.5 },
    ClusterCreateTime: expect.any(Date),
  });
});

test('REST: a query string', async () => {
  const { RestoreJobs } = await new BackupClient(options()).send(
    new ListRestoreJobsCommand({ ByResourceType: 'DynamoDB', MaxResults: 2 }),
  );
  expect(RestoreJobs?.map(({ SourceResourceArn }) => SourceResourceArn)).toEqual([
    'arn:aws:dynamodb:us-east-1:123456789012:table/table-1',
    'arn:aws:dynamodb:us-east-1:123456789012:table/table-2',
  ]);
});

test('what AWS would refuse is refused, and told', async () => {
  await takeLog();
  const client = new ECSClient(options());
  const services = estate.services.slice(0, 11).map(({ name }) => name);
  await expect(
    client.send(new DescribeServicesCommand({ cluster: 'cluster-1', services })),
  ).rejects.toThrow('services can have at most 10 elements in one call.');
  const rds = new RDSClient(options());
  await expect(rds.send(new DescribeDBClustersCommand({ MaxRecords: 1000 }))).rejects.toThrow(
    'A page has between 20 and 100 items, not 1000.',
  );
  expect((await takeLog()).refused).toEqual([
    'ecs:DescribeServices: services can have at most 10 elements in one call.',
    'rds:DescribeDBClusters: InvalidParameterValue: A page has between 20 and 100 items, not 1000.',
  ]);
});

test('an operation without an answer is an error, and told', async () => {
  await takeLog();
  await expect(new ECSClient(options()).send(new ListAccountSettingsCommand({}))).rejects.toThrow(
    'the stub has no answer to ecs:ListAccountSettings',
  );
  expect(await takeLog()).toMatchObject({
    requests: { 'ecs:ListAccountSettings': 1 },
    unknown: ['ecs:ListAccountSettings'],
  });
});
