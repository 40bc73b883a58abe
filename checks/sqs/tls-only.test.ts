import type { Queue } from '../../collectors/aws/sqs/queues.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './tls-only.ts';
import { declaredQueue, policyOf, queueArtifact } from './testing/fixtures.ts';

const subject = { name: 'tasks', path: ['queues', 'tasks'], declared: declaredQueue() };
const having = (facts: Partial<Queue> = {}) => ({ queues: { tasks: queueArtifact(facts) } });
const denying = (facts: object = {}) =>
  having({
    policy: policyOf({
      Effect: 'Deny',
      Principal: '*',
      Action: 'sqs:*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      ...facts,
    }),
  });
const OTHER_QUEUE = 'arn:aws:sqs:us-east-1:123456789012:other';
const LETS_IN = 'The policy of the queue lets in requests without TLS.';

testCheck(check, subject, {
  pass: [
    { name: 'a denial of all that is not TLS', artifacts: denying() },
    {
      name: 'where the key exists',
      artifacts: denying({ Condition: { BoolIfExists: { 'aws:SecureTransport': false } } }),
    },
    {
      name: 'of this queue by its ARN',
      artifacts: denying({ Resource: queueArtifact().arn }),
    },
    {
      name: 'of everything but another queue',
      artifacts: denying({ Resource: undefined, NotResource: OTHER_QUEUE }),
    },
    {
      name: 'of sending and receiving',
      artifacts: denying({ Action: ['SQS:SendMessage', 'SQS:ReceiveMessage'] }),
    },
  ],
  fail: [
    {
      name: 'no queue',
      artifacts: { queues: { tasks: null } },
      message: 'The queue does not exist.',
    },
    {
      name: 'no policy',
      artifacts: having(),
      message: 'The queue has no policy that asks for TLS.',
    },
    {
      name: 'a permission to use TLS forbids nothing',
      artifacts: denying({
        Effect: 'Allow',
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      }),
      message: LETS_IN,
    },
    {
      name: 'a denial of those who use TLS',
      artifacts: denying({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      message: LETS_IN,
    },
    {
      name: 'of sending alone',
      artifacts: denying({ Action: 'sqs:SendMessage' }),
      message: LETS_IN,
    },
    {
      name: 'of another queue, from which the policy was copied',
      artifacts: denying({ Resource: OTHER_QUEUE }),
      message: LETS_IN,
    },
    {
      name: 'of everything but this queue',
      artifacts: denying({ Resource: undefined, NotResource: queueArtifact().arn }),
      message: LETS_IN,
    },
    {
      name: 'of a queue that a variable names',
      artifacts: denying({ Resource: 'arn:aws:sqs:us-east-1:123456789012:${aws:username}' }),
      message: LETS_IN,
    },
    {
      name: 'of one account alone',
      artifacts: denying({ Principal: { AWS: '123456789012' } }),
      message: LETS_IN,
    },
    {
      name: 'only from some addresses',
      artifacts: denying({
        Condition: {
          Bool: { 'aws:SecureTransport': 'false' },
          IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
        },
      }),
      message: LETS_IN,
    },
  ],
  unknown: [
    {
      name: 'a policy that cannot be read',
      artifacts: having({ policy: '[]' }),
      message: 'The policy of the queue cannot be read. The document is not a JSON object.',
    },
  ],
  error: [
    {
      name: 'the queue could not be seen',
      artifacts: { queues: { tasks: denied('sqs:GetQueueAttributes') } },
      message: 'AWS denied sqs:GetQueueAttributes.',
    },
  ],
});
