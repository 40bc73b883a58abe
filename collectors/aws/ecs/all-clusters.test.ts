import { DescribeClustersCommand, ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { allEcsClusters } from './all-clusters.ts';

const ecs = mockClient(ECSClient);
const spec = { scope: { namePrefixes: ['shop-'] } } as unknown as Partial<Spec>;
const arnOf = (name: string) => `arn:aws:ecs:us-east-1:123456789012:cluster/${name}`;
const [A, B] = [arnOf('a'), arnOf('b')];
const failure = (name: string) => Object.assign(new Error('No.'), { name });
const collected = async () => (await collectWith(allEcsClusters, spec)).items['all'];

beforeEach(() => {
  ecs.reset();
  ecs
    .on(ListClustersCommand)
    .resolves({ clusterArns: [A], nextToken: 'more' })
    .on(ListClustersCommand, { nextToken: 'more' })
    .resolves({ clusterArns: [B] })
    .on(DescribeClustersCommand)
    .resolves({
      clusters: [
        { clusterArn: A, status: 'ACTIVE' },
        { clusterArn: B, status: 'INACTIVE' },
      ],
    });
});

test('every cluster with its state', async () => {
  const { items, operations } = await collectWith(allEcsClusters, spec);
  expect(items['all']).toMatchObject({
    state: 'present',
    value: [
      { name: 'a', arn: A, status: 'ACTIVE' },
      { name: 'b', arn: B, status: 'INACTIVE' },
    ],
  });
  expect(operations).toEqual(actionsOf(allEcsClusters));
});

test('one that is gone since is none', async () => {
  ecs.on(DescribeClustersCommand).resolves({
    clusters: [{ clusterArn: A, status: 'ACTIVE' }],
    failures: [{ arn: B, reason: 'MISSING' }],
  });
  expect(await collected()).toMatchObject({ state: 'present', value: [{ name: 'a' }] });
});

test.each([
  [
    'a list that is denied',
    () => ecs.on(ListClustersCommand).rejects(failure('AccessDeniedException')),
  ],
  ['no list', () => ecs.on(ListClustersCommand).resolves({})],
  [
    'states that are denied',
    () => ecs.on(DescribeClustersCommand).rejects(failure('AccessDeniedException')),
  ],
  [
    'one that is left out without a reason',
    () => ecs.on(DescribeClustersCommand).resolves({ clusters: [{ clusterArn: A }] }),
  ],
])('is not seen: %s', async (_, answer) => {
  answer();
  expect((await collected())?.state).toBe('unseen');
});

test('nobody asks without a scope', async () => {
  expect(allEcsClusters.keys({} as Spec)).toEqual([]);
  expect((await collectWith(allEcsClusters, {})).items).toEqual({});
});
