import type { Queue } from '../../collectors/aws/sqs/queues.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './policy-not-public.ts';
import { declaredQueue, policyOf, queueArtifact } from './testing/fixtures.ts';

const subject = { name: 'tasks', path: ['queues', 'tasks'], declared: declaredQueue() };
const having = (facts: Partial<Queue> = {}) => ({ queues: { tasks: queueArtifact(facts) } });
const allowing = (facts: object) =>
  having({
    policy: policyOf({
      Sid: 'S',
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: '*',
      ...facts,
    }),
  });
const OTHERS = 'The policy of the queue lets in others.';
const ANOTHER = { AWS: 'arn:aws:iam::999988887777:root' };

testCheck(check, subject, {
  pass: [
    { name: 'no policy', artifacts: having() },
    {
      name: 'everyone on behalf of an own rule, as AWS documents it (I7)',
      artifacts: allowing({
        Principal: '*',
        Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:123456789012:orders' } },
      }),
    },
    {
      name: 'a service',
      artifacts: allowing({ Principal: { Service: 'events.amazonaws.com' } }),
    },
    {
      name: 'a declared account',
      subject: { declared: declaredQueue({ allowedAccounts: ['999988887777'] }) },
      artifacts: allowing({ Principal: ANOTHER }),
    },
  ],
  fail: [
    {
      name: 'no queue',
      artifacts: { queues: { tasks: null } },
      message: 'The queue does not exist.',
    },
    {
      name: 'everyone',
      artifacts: allowing({ Principal: '*' }),
      message: OTHERS,
      details: ['Let in: Everyone (everyone).'],
    },
    {
      name: 'everyone from any source',
      artifacts: allowing({
        Principal: '*',
        Condition: { StringLike: { 'aws:SourceArn': '*' } },
      }),
      message: OTHERS,
    },
    { name: 'another account', artifacts: allowing({ Principal: ANOTHER }), message: OTHERS },
  ],
  unknown: [
    {
      name: 'everyone by an endpoint',
      artifacts: allowing({
        Principal: '*',
        Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
      }),
      message: 'The policy lets in a network or an organization, and whose that is cannot be told.',
    },
    {
      name: 'a policy that cannot be read may let in anybody',
      artifacts: having({ policy: '{' }),
      message: 'The policy of the queue cannot be read. The document is not JSON.',
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
