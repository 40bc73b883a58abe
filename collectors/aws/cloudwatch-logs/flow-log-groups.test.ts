import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeFlowLogsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { DENIED } from '../ecs/testing/declared.ts';
import { flowLogGroups } from './flow-log-groups.ts';

const ec2 = mockClient(EC2Client);
const logs = mockClient(CloudWatchLogsClient);
const spec = { network: { vpc: { name: 'main' } } } as unknown as Partial<Spec>;
const delivering = (...groups: (string | undefined)[]) =>
  ec2.on(DescribeFlowLogsCommand).resolves({
    FlowLogs: groups.map((LogGroupName, index) => ({ FlowLogId: `fl-${index}`, LogGroupName })),
  });

beforeEach(() => {
  ec2.reset();
  logs.reset();
  ec2
    .on(DescribeVpcsCommand)
    .resolves({ Vpcs: [{ VpcId: 'vpc-1', Tags: [{ Key: 'Name', Value: 'main' }] }] });
  ec2.on(DescribeSubnetsCommand).resolves({ Subnets: [] });
  delivering('/vpc/flow');
});

test('keeps the facts of the group of that very name, over all pages, and declares what it sends', async () => {
  logs
    .on(DescribeLogGroupsCommand, { logGroupNamePrefix: '/vpc/flow' })
    .resolvesOnce({
      logGroups: [{ logGroupName: '/vpc/flow-old', retentionInDays: 1 }],
      nextToken: 'next',
    })
    .resolves({
      logGroups: [{ logGroupName: '/vpc/flow', logGroupArn: 'arn:flow', retentionInDays: 30 }],
    });
  const { items, operations } = await collectWith(flowLogGroups, spec);
  const value = [
    { name: '/vpc/flow', group: { arn: 'arn:flow', retentionDays: 30, kmsKeyArn: null } },
  ];
  expect(items['main']).toMatchObject({ state: 'present', value });
  expect(operations).toEqual(actionsOf(flowLogGroups));
});

test('a group that is not in the list does not exist, though one begins like it', async () => {
  logs
    .on(DescribeLogGroupsCommand)
    .resolves({ logGroups: [{ logGroupName: '/vpc/flow-old', retentionInDays: 1 }] });
  const { items } = await collectWith(flowLogGroups, spec);
  expect(items['main']).toMatchObject({
    state: 'present',
    value: [{ name: '/vpc/flow', group: null }],
  });
});

test('each group is looked up once, and none that the spec declares', async () => {
  delivering('/vpc/flow', '/vpc/flow', undefined, '/vpc/declared');
  logs.on(DescribeLogGroupsCommand).resolves({ logGroups: [] });
  const { items } = await collectWith(flowLogGroups, {
    ...spec,
    logGroups: { '/vpc/declared': { minRetentionDays: 30 } },
  });
  expect(items['main']).toMatchObject({ value: [{ name: '/vpc/flow' }] });
  expect(logs.commandCalls(DescribeLogGroupsCommand)).toHaveLength(1);
});

test('without flow logs there is nothing to look up', async () => {
  delivering();
  const { items } = await collectWith(flowLogGroups, spec);
  expect(items['main']).toMatchObject({ state: 'present', value: [] });
  expect(logs.commandCalls(DescribeLogGroupsCommand)).toHaveLength(0);
});

test.each([
  ['denied', () => logs.on(DescribeLogGroupsCommand).rejects(DENIED), 'logs:DescribeLogGroups'],
  [
    'without the list',
    () => logs.on(DescribeLogGroupsCommand).resolves({}),
    'logs:DescribeLogGroups',
  ],
  [
    'never asked for, since the flow logs are denied',
    () => ec2.on(DescribeFlowLogsCommand).rejects(DENIED),
    'ec2:DescribeFlowLogs',
  ],
])('are not seen when the answer is %s', async (_, answer, operation) => {
  answer();
  const { items } = await collectWith(flowLogGroups, spec);
  expect(items['main']).toMatchObject({ state: 'unseen', cause: { operation } });
});

test('without the VPC there is none, and without a declared network nothing is asked', async () => {
  ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [] });
  expect((await collectWith(flowLogGroups, spec)).items['main']?.state).toBe('absent');
  expect((await collectWith(flowLogGroups, {})).operations).toEqual([]);
});
