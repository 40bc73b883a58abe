import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { dailyCosts } from './daily-costs.ts';

const client = mockClient(CostExplorerClient);
const spec = {
  cost: { maxUsdPerMonth: 800 },
  tags: { Project: 'shop', Team: 'a' },
} as unknown as Partial<Spec>;

beforeEach(() => {
  client.reset();
});

test('asks for the days before today with the declared tags, to the last page', async () => {
  client.on(GetCostAndUsageCommand, { NextPageToken: 'more' }).resolves({
    ResultsByTime: [{ TimePeriod: { Start: '2026-11-22', End: '2026-11-23' }, Total: {} }],
  });
  client.on(GetCostAndUsageCommand, { NextPageToken: undefined }).resolves({
    ResultsByTime: [
      {
        TimePeriod: { Start: '2026-11-21', End: '2026-11-22' },
        Total: { UnblendedCost: { Amount: '12.5', Unit: 'USD' } },
        Estimated: false,
      },
    ],
    NextPageToken: 'more',
  });
  const { items, operations } = await collectWith(dailyCosts, spec);
  expect(items['daily']).toMatchObject({
    value: [
      { day: '2026-11-21', usd: 12.5, estimated: false },
      { day: '2026-11-22', usd: null, estimated: null },
    ],
  });
  expect(client.commandCalls(GetCostAndUsageCommand)[0]?.args[0].input).toMatchObject({
    TimePeriod: { Start: '2026-11-09', End: '2026-11-23' },
    Granularity: 'DAILY',
    Filter: {
      And: [
        { Tags: { Key: 'Project', Values: ['shop'] } },
        { Tags: { Key: 'Team', Values: ['a'] } },
      ],
    },
  });
  expect(operations).toEqual(actionsOf(dailyCosts));
});

test('one tag is no list, and none is no filter', async () => {
  client.on(GetCostAndUsageCommand).resolves({ ResultsByTime: [] });
  await collectWith(dailyCosts, { ...spec, tags: { Project: 'shop' } });
  await collectWith(dailyCosts, { ...spec, tags: {} });
  expect(
    client.commandCalls(GetCostAndUsageCommand).map(({ args }) => args[0].input.Filter),
  ).toEqual([{ Tags: { Key: 'Project', Values: ['shop'] } }, undefined]);
});

test('without a declared envelope AWS is not asked, as each request costs', async () => {
  expect((await collectWith(dailyCosts, {})).items).toEqual({});
  expect(client.commandCalls(GetCostAndUsageCommand)).toEqual([]);
});

test('a denial is no absence', async () => {
  client
    .on(GetCostAndUsageCommand)
    .rejects(Object.assign(new Error('No.'), { name: 'AccessDeniedException' }));
  expect((await collectWith(dailyCosts, spec)).items['daily']?.state).toBe('unseen');
});
