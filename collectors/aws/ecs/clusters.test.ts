import { DescribeClustersCommand, ECSClient } from '@aws-sdk/client-ecs';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { ecsClusters } from './clusters.ts';
import { DENIED, declaring } from './testing/declared.ts';

const ecs = mockClient(ECSClient);
const arn = (name: string) => `arn:aws:ecs:us-east-1:123456789012:cluster/${name}`;
const spec = declaring({ main: {} });

beforeEach(() => {
  ecs.reset();
});

test('keeps the facts, asks for the settings and declares what it sends', async () => {
  ecs.on(DescribeClustersCommand).resolves({
    clusters: [
      {
        clusterName: 'main',
        clusterArn: arn('main'),
        status: 'ACTIVE',
        settings: [{ name: 'containerInsights', value: 'enhanced' }],
        configuration: { executeCommandConfiguration: { logging: 'OVERRIDE', kmsKeyId: 'key-1' } },
      },
    ],
    failures: [],
  });
  const { items, operations } = await collectWith(ecsClusters, spec);
  expect(items['main']).toMatchObject({
    state: 'present',
    value: {
      arn: arn('main'),
      status: 'ACTIVE',
      containerInsights: 'enhanced',
      executeCommand: { logging: 'OVERRIDE', kmsKeyId: 'key-1' },
    },
  });
  expect(ecs.commandCalls(DescribeClustersCommand)[0]?.args[0].input.include).toEqual([
    'SETTINGS',
    'CONFIGURATIONS',
  ]);
  expect(operations).toEqual(actionsOf(ecsClusters));
});

test('what AWS leaves out is null', async () => {
  ecs.on(DescribeClustersCommand).resolves({ clusters: [{ clusterName: 'main' }] });
  const { items } = await collectWith(ecsClusters, spec);
  expect(items['main']).toMatchObject({
    value: { status: null, containerInsights: null, executeCommand: null },
  });
});

test('MISSING in a 200 answer is absence', async () => {
  ecs
    .on(DescribeClustersCommand)
    .resolves({ clusters: [], failures: [{ arn: arn('main'), reason: 'MISSING' }] });
  const { items } = await collectWith(ecsClusters, spec);
  expect(items['main']?.state).toBe('absent');
});

test.each([
  ['a cluster that the answer leaves out without a reason', { clusters: [], failures: [] }],
  [
    'the failure of another cluster whose name ends alike',
    { clusters: [], failures: [{ arn: arn('not-main'), reason: 'MISSING' }] },
  ],
  ['an answer without the list', {}],
])('is not seen: %s', async (_, answer) => {
  ecs.on(DescribeClustersCommand).resolves(answer);
  const { items } = await collectWith(ecsClusters, spec);
  expect(items['main']).toMatchObject({ state: 'unseen', cause: { kind: 'malformed-response' } });
});

test('a denial is not absence', async () => {
  ecs.on(DescribeClustersCommand).rejects(DENIED);
  const { items } = await collectWith(ecsClusters, spec);
  expect(items['main']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', action: 'ecs:DescribeClusters' },
  });
});

test('asks for at most a hundred clusters a call', async () => {
  ecs.on(DescribeClustersCommand).callsFake(({ clusters }: { clusters: string[] }) => ({
    clusters: clusters.map((clusterName) => ({ clusterName })),
  }));
  const names = Array.from({ length: 130 }, (_, index) => [`c${index}`, {}] as const);
  const { items } = await collectWith(ecsClusters, declaring(Object.fromEntries(names)));
  const sizes = ecs
    .commandCalls(DescribeClustersCommand)
    .map(({ args }) => args[0].input.clusters?.length);
  expect(sizes).toEqual([100, 30]);
  expect(Object.keys(items)).toHaveLength(130);
});
