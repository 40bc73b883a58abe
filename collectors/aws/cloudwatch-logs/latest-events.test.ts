import { CloudWatchLogsClient, DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { latestEvents } from './latest-events.ts';

const logs = mockClient(CloudWatchLogsClient);
const container = (logGroup: string) => ({ image: 'x', logGroup });
const spec = {
  clusters: {
    main: {
      services: {
        app: {
          task: {
            containers: { a: container('/app'), b: container('/app'), c: container('/app') },
          },
        },
      },
    },
  },
} as unknown as Partial<Spec>;

beforeEach(() => {
  logs.reset();
});

test('the newest of all streams, by event or by arrival', async () => {
  logs.on(DescribeLogStreamsCommand).resolves({
    logStreams: [
      { lastEventTimestamp: Date.parse('2026-11-23T10:00:00Z') },
      {
        lastEventTimestamp: Date.parse('2026-11-23T09:00:00Z'),
        lastIngestionTime: Date.parse('2026-11-23T11:00:00Z'),
      },
    ],
  });
  const { items, operations } = await collectWith(latestEvents, spec);
  expect(items).toMatchObject({
    '/app': { value: { streams: 2, at: '2026-11-23T11:00:00.000Z' } },
  });
  expect(logs.commandCalls(DescribeLogStreamsCommand)).toHaveLength(1);
  expect(operations).toEqual(actionsOf(latestEvents));
});

test('a group without streams has had no event', async () => {
  logs.on(DescribeLogStreamsCommand).resolves({ logStreams: [] });
  expect((await collectWith(latestEvents, spec)).items['/app']).toMatchObject({
    value: { streams: 0, at: null },
  });
});

test.each([
  ['ResourceNotFoundException', 'absent'],
  ['AccessDeniedException', 'unseen'],
])('%s: %s', async (name, state) => {
  logs.on(DescribeLogStreamsCommand).rejects(Object.assign(new Error('No.'), { name }));
  expect((await collectWith(latestEvents, spec)).items['/app']?.state).toBe(state);
});

test('an answer without the list is not seen', async () => {
  logs.on(DescribeLogStreamsCommand).resolves({});
  expect((await collectWith(latestEvents, spec)).items['/app']?.state).toBe('unseen');
});
