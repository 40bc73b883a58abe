import {
  ApplicationAutoScalingClient,
  DescribeScalingActivitiesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createClients } from '../../../runner/aws/clients.ts';
import { createGate } from '../../../runner/aws/gate.ts';
import { DENIED } from '../ecs/testing/declared.ts';
import { activitiesSince } from './activities-since.ts';
import { describeScalingActivities } from './operations.ts';

const scaling = mockClient(ApplicationAutoScalingClient);
const SINCE = Date.parse('2026-11-29T12:00:00Z');

beforeEach(() => {
  scaling.reset();
});

async function read() {
  const region = 'us-east-1';
  const clients = createClients({ region, endpoint: null, requestTimeoutMs: 1_000, sockets: 2 }, [
    describeScalingActivities,
  ]);
  const gate = createGate({
    clients,
    region,
    signal: new AbortController().signal,
    deadlineMs: Date.now() + 10_000,
    attemptTimeoutMs: 1_000,
    rateShare: 1,
    concurrency: { total: 2, perService: 2 },
  });
  const aws = gate.readerFor([describeScalingActivities]);
  return activitiesSince({ aws }, 'service/main/api', SINCE);
}

/** Minutes after the time since which is read; before it when negative. */
const activity = (minutes: number) => ({
  ActivityId: String(minutes),
  ServiceNamespace: 'ecs' as const,
  ResourceId: 'service/main/api',
  ScalableDimension: 'ecs:service:DesiredCount' as const,
  Description: `at ${minutes}`,
  Cause: 'an alarm',
  StartTime: new Date(SINCE + minutes * 60_000),
  StatusCode: 'Successful' as const,
});
const pages = (...contents: readonly (readonly number[])[]) => {
  for (const [page, minutes] of contents.entries()) {
    scaling
      .on(DescribeScalingActivitiesCommand, page === 0 ? {} : { NextToken: `t${page}` })
      .resolves({
        ScalingActivities: minutes.map(activity),
        ...(page + 1 < contents.length ? { NextToken: `t${page + 1}` } : {}),
      });
  }
};

test.each<[string, readonly (readonly number[])[], readonly string[], number]>([
  ['none', [[]], [], 1],
  ['those since, oldest first', [[3, 2, -1]], ['at 2', 'at 3'], 1],
  ['all pages of them', [[5, 4], [3, -1], [-2]], ['at 3', 'at 4', 'at 5'], 3],
  ['no page behind one that is older', [[5], [-1], [-2]], ['at 5'], 2],
  ['a page that is empty, and what is behind it', [[], [5]], ['at 5'], 2],
])('reads %s', async (_what, contents, descriptions, calls) => {
  pages(...contents);
  const found = await read();
  expect(found).toMatchObject({
    state: 'present',
    value: descriptions.map((description) => ({ description })),
  });
  const sent = scaling.commandCalls(DescribeScalingActivitiesCommand);
  expect(sent).toHaveLength(calls);
  expect(sent[0]?.args[0].input).toMatchObject({
    ResourceId: 'service/main/api',
    IncludeNotScaledActivities: true,
  });
});

test.each([
  [
    'a page is denied',
    () => {
      pages([5], [4]);
      scaling.on(DescribeScalingActivitiesCommand, { NextToken: 't1' }).rejects(DENIED);
    },
    'denied',
  ],
  [
    'an activity has no time',
    () => {
      scaling.on(DescribeScalingActivitiesCommand).resolves({
        ScalingActivities: [{ ...activity(1), StartTime: undefined }],
      });
    },
    'malformed-response',
  ],
  [
    'the list has no end',
    () => {
      scaling
        .on(DescribeScalingActivitiesCommand)
        .resolves({ ScalingActivities: [activity(1)], NextToken: 'again' });
    },
    'malformed-response',
  ],
])('none of them is seen when %s', async (_what, answer, kind) => {
  answer();
  expect(await read()).toMatchObject({ state: 'unseen', cause: { kind } });
});
