import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { topics } from './topics.ts';

const sns = mockClient(SNSClient);
const spec = {
  account: { id: '123456789012', region: 'us-east-1' },
  topics: { alarms: {} },
} as unknown as Partial<Spec>;
const ARN = 'arn:aws:sns:us-east-1:123456789012:alarms';

beforeEach(() => {
  sns.reset();
});

test.each([
  [
    'policy and key',
    { Policy: '{}', KmsMasterKeyId: 'alias/main' },
    { policy: '{}', kmsKeyId: 'alias/main' },
  ],
  ['neither', {}, { policy: null, kmsKeyId: null }],
])('%s', async (_, Attributes, value) => {
  sns.on(GetTopicAttributesCommand, { TopicArn: ARN }).resolves({ Attributes });
  const { items, operations } = await collectWith(topics, spec);
  expect(items['alarms']).toMatchObject({ state: 'present', value: { arn: ARN, ...value } });
  expect(operations).toEqual(actionsOf(topics));
});

test.each([
  ['NotFoundException', 'absent'],
  ['AuthorizationErrorException', 'unseen'],
])('%s: %s', async (name, state) => {
  sns.on(GetTopicAttributesCommand).rejects(Object.assign(new Error('No.'), { name }));
  expect((await collectWith(topics, spec)).items['alarms']?.state).toBe(state);
});
