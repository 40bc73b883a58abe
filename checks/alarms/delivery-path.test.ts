import { denied, testCheck } from '../../core/testing/test-check.ts';
import { DELEGATING, KEY_ARN, keyArtifact, keyPolicyArtifact } from '../kms/testing/fixtures.ts';
import check from './delivery-path.ts';

const ARN = 'arn:aws:sns:us-east-1:123456789012:alarms';
const subject = { name: 'alarms', path: ['topics', 'alarms'], kmsKeyAlias: null };
/** What SNS gives a topic that is made without a policy. */
const DEFAULT = {
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: ['SNS:Publish', 'SNS:Subscribe'],
  Resource: ARN,
  Condition: { StringEquals: { 'AWS:SourceOwner': '123456789012' } },
};
const SERVICE = { Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } };
const SERVICE_PUBLISHES = { ...SERVICE, Action: 'sns:Publish', Resource: ARN };
const USES = { ...SERVICE, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*' };
const having = (
  statement: object | null = DEFAULT,
  kmsKeyId: string | null = null,
  key: readonly object[] = [DELEGATING, USES],
) => ({
  topics: {
    alarms: {
      arn: ARN,
      policy:
        statement === null ? null : JSON.stringify({ Version: '2012-10-17', Statement: statement }),
      kmsKeyId,
    },
  },
  keys: { 'alias/main': keyArtifact() },
  policies: { 'alias/main': keyPolicyArtifact(key) },
});
const encrypted = { kmsKeyAlias: 'alias/main' };

testCheck(check, subject, {
  pass: [
    { name: 'the policy that SNS gives', artifacts: having() },
    {
      name: 'a policy for CloudWatch',
      artifacts: having({
        ...SERVICE,
        Action: 'sns:Publish',
        Resource: ARN,
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      }),
    },
    {
      name: 'a key that lets CloudWatch in (S3)',
      subject: encrypted,
      artifacts: having(DEFAULT, KEY_ARN),
    },
  ],
  fail: [
    {
      name: 'absent',
      artifacts: { ...having(), topics: { alarms: null } },
      message: 'The topic does not exist.',
    },
    {
      name: 'a policy for others of the account',
      artifacts: having({
        ...SERVICE,
        Principal: { AWS: 'arn:aws:iam::123456789012:role/app' },
        Action: 'sns:Publish',
      }),
      message: 'The topic refuses CloudWatch.',
    },
    {
      name: 'a policy for everyone',
      artifacts: having({ ...DEFAULT, Condition: undefined }),
      message: 'The policy of the topic lets in others.',
    },
    {
      name: 'the key of AWS (S3)',
      artifacts: having(DEFAULT, 'alias/aws/sns'),
      message: 'The key of AWS refuses CloudWatch.',
    },
    {
      name: 'a key that lets nobody in but the account (S3)',
      subject: encrypted,
      artifacts: having(DEFAULT, KEY_ARN, [DELEGATING]),
      message: 'The key of the topic refuses CloudWatch.',
    },
    {
      name: 'no key, though one is declared',
      subject: encrypted,
      artifacts: having(),
      message: 'The topic is not encrypted with the declared key.',
    },
    {
      name: 'another key than declared',
      subject: encrypted,
      artifacts: having(DEFAULT, 'other'),
      message: 'The topic is encrypted with another key.',
    },
  ],
  unknown: [
    {
      name: 'everyone by an endpoint',
      artifacts: having([
        SERVICE_PUBLISHES,
        {
          ...DEFAULT,
          Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
        },
      ]),
      message: 'The policy lets in a network or an organization, and whose that is cannot be told.',
    },
    {
      name: 'no policy',
      artifacts: having(null),
      message: 'SNS does not give the policy of the topic.',
    },
    {
      name: 'a key that nobody declared',
      artifacts: having(DEFAULT, KEY_ARN),
      message: 'Nobody asked for the policy of the key of the topic.',
    },
    {
      name: 'a condition of the request',
      artifacts: having({
        ...SERVICE,
        Action: 'sns:Publish',
        Condition: {
          ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:one' },
        },
      }),
      message: 'Whether the topic lets CloudWatch in depends on its requests.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { ...having(), topics: { alarms: denied('sns:GetTopicAttributes') } },
      message: 'AWS denied sns:GetTopicAttributes.',
    },
  ],
});
