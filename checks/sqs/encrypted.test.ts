import type { Queue } from '../../collectors/aws/sqs/queues.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { keyArtifact } from '../kms/testing/fixtures.ts';
import check from './encrypted.ts';
import { declaredQueue, queueArtifact } from './testing/fixtures.ts';

const subject = { name: 'tasks', path: ['queues', 'tasks'], declared: declaredQueue() };
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const having = (facts: Partial<Queue> = {}) => ({
  queues: { tasks: queueArtifact(facts) },
  keys: { 'alias/main': keyArtifact({ arn: KEY }) },
});
const keyed = { declared: declaredQueue({ kmsKeyAlias: 'alias/main' }) };

testCheck(check, subject, {
  pass: [
    { name: 'SSE-SQS counts as encrypted (S2)', artifacts: having() },
    {
      name: 'a key',
      artifacts: having({ kmsKeyId: 'alias/aws/sqs', sseManaged: false }),
    },
    ...['alias/main', KEY, '11111111-2222-3333-4444-555555555555'].map((kmsKeyId) => ({
      name: `the declared key as ${kmsKeyId}`,
      subject: keyed,
      artifacts: having({ kmsKeyId }),
    })),
  ],
  fail: [
    {
      name: 'no queue',
      artifacts: { ...having(), queues: { tasks: null } },
      message: 'The queue does not exist.',
    },
    {
      name: 'neither',
      artifacts: having({ sseManaged: false }),
      message: 'The queue is not encrypted.',
    },
    {
      name: 'a key that was taken away',
      artifacts: having({ kmsKeyId: '', sseManaged: false }),
      message: 'The queue is not encrypted.',
    },
    {
      name: 'SSE-SQS where a key is declared',
      subject: keyed,
      artifacts: having(),
      message: 'The queue has another key than the declared one.',
    },
    {
      name: 'another key',
      subject: keyed,
      artifacts: having({ kmsKeyId: 'alias/other' }),
      message: 'The queue has another key than the declared one.',
    },
    {
      name: 'the declared key does not exist',
      subject: keyed,
      artifacts: { ...having({ kmsKeyId: 'alias/main' }), keys: { 'alias/main': null } },
      message: 'The declared key does not exist.',
    },
  ],
  unknown: [
    {
      name: 'a key that was taken away, and nothing of SSE-SQS',
      artifacts: having({ kmsKeyId: '', sseManaged: null }),
      message: 'SQS does not say whether the queue is encrypted.',
    },
    {
      name: 'SQS says nothing of it',
      artifacts: having({ sseManaged: null }),
      message: 'SQS does not say whether the queue is encrypted.',
    },
  ],
  error: [
    {
      name: 'the key could not be seen',
      subject: keyed,
      artifacts: { ...having(), keys: { 'alias/main': denied('kms:DescribeKey') } },
      message: 'AWS denied kms:DescribeKey.',
    },
  ],
});
