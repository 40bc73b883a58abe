import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { DENIED } from '../ecs/testing/declared.ts';
import { logGroups } from './log-groups.ts';

const logs = mockClient(CloudWatchLogsClient);
const declaring = (...names: string[]): Partial<Spec> => ({
  logGroups: Object.fromEntries(names.map((name) => [name, { minRetentionDays: 7 }])),
});
const logging = (...names: string[]): Partial<Spec> => ({
  clusters: {
    main: {
      containerInsights: true,
      services: {
        worker: {
          task: {
            containers: Object.fromEntries(
              names.map((logGroup, index) => [`c${index}`, { logGroup }]),
            ),
          },
        },
      },
    },
  } as unknown as NonNullable<Spec['clusters']>,
});

beforeEach(() => {
  logs.reset();
});

test('keeps the facts of every page and declares what it sends', async () => {
  logs
    .on(DescribeLogGroupsCommand, { logGroupNamePrefix: '/ecs/a/' })
    .resolvesOnce({
      logGroups: [
        {
          logGroupName: '/ecs/a/worker',
          logGroupArn: 'arn:worker',
          arn: 'arn:worker:*',
          retentionInDays: 30,
          creationTime: Date.parse('2026-11-01T00:00:00Z'),
        },
      ],
      nextToken: '2',
    })
    .resolvesOnce({ logGroups: [{ logGroupName: '/ecs/a/gateway', kmsKeyId: 'arn:key' }] });
  const { items, operations } = await collectWith(
    logGroups,
    declaring('/ecs/a/worker', '/ecs/a/gateway'),
  );
  expect(items).toMatchObject({
    '/ecs/a/worker': {
      state: 'present',
      value: {
        arn: 'arn:worker',
        retentionDays: 30,
        kmsKeyArn: null,
        createdAt: '2026-11-01T00:00:00.000Z',
      },
    },
    '/ecs/a/gateway': {
      state: 'present',
      value: { arn: null, retentionDays: null, kmsKeyArn: 'arn:key', createdAt: null },
    },
  });
  expect(logs.commandCalls(DescribeLogGroupsCommand)[0]?.args[0].input).toEqual({
    logGroupNamePrefix: '/ecs/a/',
    limit: 50,
  });
  expect(operations).toEqual(actionsOf(logGroups));
});

test('a group whose name begins alike is another group', async () => {
  logs
    .on(DescribeLogGroupsCommand)
    .resolves({ logGroups: [{ logGroupName: '/ecs/a/worker-old', retentionInDays: 30 }] });
  const { items } = await collectWith(logGroups, declaring('/ecs/a/worker'));
  expect(items['/ecs/a/worker']?.state).toBe('absent');
});

test('asks for the groups of containers too, each once', async () => {
  logs.on(DescribeLogGroupsCommand).resolves({ logGroups: [] });
  const { items } = await collectWith(logGroups, {
    ...declaring('/ecs/a/worker'),
    ...logging('/ecs/a/worker', '/ecs/b/sidecar'),
  });
  expect(Object.keys(items).sort()).toEqual(['/ecs/a/worker', '/ecs/b/sidecar']);
  expect(logs.commandCalls(DescribeLogGroupsCommand)).toHaveLength(2);
});

test('an answer without the list is not absence', async () => {
  logs.on(DescribeLogGroupsCommand).resolves({});
  const { items } = await collectWith(logGroups, declaring('/ecs/a/worker'));
  expect(items['/ecs/a/worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response' },
  });
});

test('a denial is not absence', async () => {
  logs.on(DescribeLogGroupsCommand).rejects(DENIED);
  const { items } = await collectWith(logGroups, declaring('/ecs/a/worker'));
  expect(items['/ecs/a/worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', action: 'logs:DescribeLogGroups' },
  });
});

test('a thousand groups of one folder cost one list', async () => {
  const names = Array.from({ length: 1000 }, (_, index) => `/ecs/a/s${index}`);
  logs.on(DescribeLogGroupsCommand).resolves({
    logGroups: names.map((logGroupName) => ({ logGroupName })),
  });
  const { items } = await collectWith(logGroups, declaring(...names));
  expect(Object.values(items).every(({ state }) => state === 'present')).toBe(true);
  expect(logs.commandCalls(DescribeLogGroupsCommand)).toHaveLength(1);
});
