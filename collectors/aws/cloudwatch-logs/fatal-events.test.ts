import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith, TAKEN_AT } from '../../../runner/testing/collect-with.ts';
import { fatalEvents, MOST_PAGES } from './fatal-events.ts';

const logs = mockClient(CloudWatchLogsClient);
const KEY = '/app panics';
const CUTOVER = '2026-11-23T06:00:00.000Z';
const specAt = (cutoverAt: string | undefined) =>
  ({
    cutoverAt,
    logGroups: {
      '/app': { minRetentionDays: 7, errorBudget: { panics: { pattern: 'panicked', atMost: 0 } } },
      '/quiet': { minRetentionDays: 7 },
    },
  }) as unknown as Partial<Spec>;
const spec = specAt(CUTOVER);
const events = (logStreamName: string, length: number) =>
  Array.from({ length }, () => ({ logStreamName, message: 'panicked: password=hunter2' }));

beforeEach(() => {
  logs.reset();
});

test('counts the events of all pages, empty ones between them, and keeps none of what they say', async () => {
  logs
    .on(FilterLogEventsCommand)
    .resolvesOnce({ events: events('app/1', 2), nextToken: 'a' })
    .resolvesOnce({ events: [], nextToken: 'b' })
    .resolvesOnce({ events: [...events('app/2', 3), { message: 'panicked' }] });
  const { items, operations } = await collectWith(fatalEvents, spec);
  expect(items).toEqual({
    [KEY]: expect.objectContaining({
      state: 'present',
      value: {
        count: 6,
        isWhole: true,
        streams: [
          { name: 'app/2', count: 3 },
          { name: 'app/1', count: 2 },
          { name: 'a stream without a name', count: 1 },
        ],
      },
    }),
  });
  expect(JSON.stringify(items)).not.toContain('hunter2');
  expect(operations).toEqual(actionsOf(fatalEvents));
  expect(logs.commandCalls(FilterLogEventsCommand).map(({ args }) => args[0].input)).toEqual([
    {
      logGroupName: '/app',
      filterPattern: 'panicked',
      startTime: Date.parse(CUTOVER),
      endTime: TAKEN_AT,
    },
    expect.objectContaining({ nextToken: 'a' }),
    expect.objectContaining({ nextToken: 'b' }),
  ]);
});

test('no event on the only page is none', async () => {
  logs.on(FilterLogEventsCommand).resolves({ events: [], nextToken: '' });
  expect((await collectWith(fatalEvents, spec)).items[KEY]).toMatchObject({
    value: { count: 0, isWhole: true, streams: [] },
  });
});

test('what goes on beyond the last page that is read is not whole', async () => {
  logs.on(FilterLogEventsCommand).callsFake(({ nextToken = '0' }: { nextToken?: string }) => ({
    events: events('app/1', 1),
    nextToken: String(Number(nextToken) + 1),
  }));
  expect((await collectWith(fatalEvents, spec)).items[KEY]).toMatchObject({
    value: { count: MOST_PAGES, isWhole: false },
  });
  expect(logs.commandCalls(FilterLogEventsCommand)).toHaveLength(MOST_PAGES);
});

test('names of the ten streams with the most events are kept', async () => {
  const all = Array.from({ length: 12 }, (_, index) => events(`app/${index}`, index + 1));
  logs.on(FilterLogEventsCommand).resolves({ events: all.flat() });
  const item = (await collectWith(fatalEvents, spec)).items[KEY];
  expect(item).toMatchObject({ value: { count: 78 } });
  expect(item?.state === 'present' && item.value.streams.map(({ name }) => name)).toEqual(
    Array.from({ length: 10 }, (_, index) => `app/${11 - index}`),
  );
});

test.each([
  ['the cutover is to come', '2026-11-24T00:00:00Z'],
  ['there is none', undefined],
])('nothing is asked while %s', async (_, cutoverAt) => {
  const { items } = await collectWith(fatalEvents, specAt(cutoverAt));
  expect(items).toEqual({});
  expect(logs.commandCalls(FilterLogEventsCommand)).toHaveLength(0);
});

test.each([
  ['ResourceNotFoundException', 'absent'],
  ['AccessDeniedException', 'unseen'],
  ['InvalidParameterException', 'unseen'],
])('%s: %s', async (name, state) => {
  logs.on(FilterLogEventsCommand).rejects(Object.assign(new Error('No.'), { name }));
  expect((await collectWith(fatalEvents, spec)).items[KEY]?.state).toBe(state);
});

test.each([
  ['an answer without the list', {}],
  ['the same token twice', { events: events('app/1', 1), nextToken: 'a' }],
])('is not seen: %s', async (_, answer) => {
  logs.on(FilterLogEventsCommand).resolves(answer);
  expect((await collectWith(fatalEvents, spec)).items[KEY]).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response' },
  });
});
