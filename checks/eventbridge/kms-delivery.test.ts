import { denied, testCheck } from '../../core/testing/test-check.ts';
import { DELEGATING, KEY_ARN, keyArtifact, keyPolicyArtifact } from '../kms/testing/fixtures.ts';
import { queueArtifact } from '../sqs/testing/fixtures.ts';
import { ruleArtifact, ruleSubject, targetArtifact } from './testing/fixtures.ts';
import check from './kms-delivery.ts';

const subject = {
  ...ruleSubject(),
  queueNames: ['orders', 'orders-dlq'],
  keyAliases: ['alias/main'],
};
const EVENTS = {
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
  Resource: '*',
};
const having = (
  { queue = null, deadLetters = null }: { queue?: string | null; deadLetters?: string | null } = {},
  key: readonly object[] = [DELEGATING, EVENTS],
) => ({
  rules: { 'main/orders': ruleArtifact() },
  targets: { 'main/orders': [targetArtifact()] },
  queues: {
    orders: queueArtifact({ kmsKeyId: queue }, 'orders'),
    'orders-dlq': queueArtifact({ kmsKeyId: deadLetters }, 'orders-dlq'),
  },
  keys: { 'alias/main': keyArtifact() },
  policies: { 'alias/main': keyPolicyArtifact(key) },
});
const REFUSES = 'The key of a queue refuses EventBridge.';
const UNTOLD = 'Whether the key of every queue lets EventBridge in cannot be told.';

testCheck(check, subject, {
  pass: [
    { name: 'SSE-SQS, which asks no key', artifacts: having() },
    {
      name: 'a key that lets EventBridge in (S3)',
      artifacts: having({ queue: KEY_ARN, deadLetters: 'alias/main' }),
    },
    {
      name: 'no queue',
      artifacts: {
        ...having(),
        targets: {
          'main/orders': [
            targetArtifact({
              arn: 'arn:aws:logs:us-east-1:123456789012:log-group:x',
              deadLetterArn: null,
            }),
          ],
        },
      },
    },
  ],
  fail: [
    {
      name: 'no target',
      artifacts: { ...having(), targets: { 'main/orders': [] } },
      message: 'The rule has no target.',
    },
    {
      name: 'no rule',
      artifacts: { ...having(), rules: { 'main/orders': null } },
      message: 'The rule does not exist.',
    },
    {
      name: 'the key of AWS, whose policy cannot be changed (S3)',
      artifacts: having({ queue: 'alias/aws/sqs' }),
      message: REFUSES,
    },
    {
      name: 'the key of AWS on the dead letters (S3)',
      artifacts: having({ deadLetters: 'arn:aws:kms:us-east-1:123456789012:alias/aws/sqs' }),
      message: REFUSES,
    },
    {
      name: 'a key for the account alone (S3)',
      artifacts: having({ queue: KEY_ARN }, [DELEGATING]),
      message: REFUSES,
    },
    {
      name: 'a key with which EventBridge may encrypt alone',
      artifacts: having({ queue: KEY_ARN }, [{ ...EVENTS, Action: 'kms:GenerateDataKey' }]),
      message: REFUSES,
    },
  ],
  unknown: [
    {
      name: 'a queue of the same name in another account',
      artifacts: {
        ...having(),
        targets: {
          'main/orders': [targetArtifact({ arn: 'arn:aws:sqs:us-east-1:999988887777:orders' })],
        },
      },
      message: UNTOLD,
    },
    {
      name: 'a target without an ARN',
      artifacts: { ...having(), targets: { 'main/orders': [targetArtifact({ arn: null })] } },
      message: UNTOLD,
    },
    {
      name: 'a key that nobody declared',
      artifacts: having({ queue: 'arn:aws:kms:us-east-1:123456789012:key/other' }),
      message: UNTOLD,
    },
    {
      name: 'a queue that nobody declared',
      subject: { queueNames: ['orders'] },
      artifacts: having(),
      message: UNTOLD,
    },
  ],
  error: [
    {
      name: 'a queue is denied',
      artifacts: {
        ...having(),
        queues: { orders: denied('sqs:GetQueueAttributes'), 'orders-dlq': queueArtifact() },
      },
      message: 'AWS denied sqs:GetQueueAttributes.',
    },
  ],
});
