import { ECSClient, ListServicesCommand } from '@aws-sdk/client-ecs';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { serviceArns } from './service-arns.ts';

const ecs = mockClient(ECSClient);
const spec = { clusters: { main: { services: {} } } } as unknown as Partial<Spec>;

beforeEach(() => {
  ecs.reset();
});

test('all pages of the cluster', async () => {
  ecs
    .on(ListServicesCommand, { cluster: 'main' })
    .resolves({ serviceArns: ['arn:1'], nextToken: 'more' })
    .on(ListServicesCommand, { cluster: 'main', nextToken: 'more' })
    .resolves({ serviceArns: ['arn:2'] });
  const { items, operations } = await collectWith(serviceArns, spec);
  expect(items['main']).toMatchObject({ value: ['arn:1', 'arn:2'] });
  expect(operations).toEqual(actionsOf(serviceArns));
});

test.each([
  ['ClusterNotFoundException', 'absent'],
  ['AccessDeniedException', 'unseen'],
])('%s: %s', async (name, state) => {
  ecs.on(ListServicesCommand).rejects(Object.assign(new Error('No.'), { name }));
  expect((await collectWith(serviceArns, spec)).items['main']?.state).toBe(state);
});

test('an answer without the list is not seen', async () => {
  ecs.on(ListServicesCommand).resolves({});
  expect((await collectWith(serviceArns, spec)).items['main']?.state).toBe('unseen');
});
