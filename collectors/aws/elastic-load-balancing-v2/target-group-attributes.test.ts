import {
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { awsError, DENIED } from '../ecs/testing/declared.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { targetGroupAttributes } from './target-group-attributes.ts';
import { group } from './testing/answers.ts';

const elb = mockClient(ElasticLoadBalancingV2Client);
const spec = {
  targetGroups: { workers: { deregistrationDelaySeconds: 30 }, others: {} },
} as unknown as Partial<Spec>;

beforeEach(() => {
  elb.reset();
  elb
    .on(DescribeTargetGroupsCommand)
    .resolves({ TargetGroups: [group('workers'), group('others')] });
});

test('asks for the groups that declare an attribute alone, and declares what it sends', async () => {
  elb.on(DescribeTargetGroupAttributesCommand).resolves({
    Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
  });
  const { items, operations } = await collectWith(targetGroupAttributes, spec);
  expect(items).toMatchObject({
    workers: { state: 'present', value: { 'deregistration_delay.timeout_seconds': '30' } },
  });
  expect(Object.keys(items)).toEqual(['workers']);
  expect(operations).toEqual(actionsOf(targetGroupAttributes));
});

test('a group that does not exist has none', async () => {
  elb.on(DescribeTargetGroupsCommand).rejects(awsError('TargetGroupNotFoundException'));
  const { items } = await collectWith(targetGroupAttributes, spec);
  expect(items['workers']?.state).toBe('absent');
});

test('a denial is not absence', async () => {
  elb.on(DescribeTargetGroupAttributesCommand).rejects(DENIED);
  const { items } = await collectWith(targetGroupAttributes, spec);
  expect(items['workers']).toMatchObject({ state: 'unseen', cause: { kind: 'denied' } });
});
