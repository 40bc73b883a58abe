import { expect, test } from '@jest/globals';
import { isMalformed, parseDocument } from './document.ts';
import { allow, documentText, type RawStatement } from './testing/roles.ts';
import { unscopedActions } from './unscoped.ts';

const cases: readonly (readonly [string, RawStatement, readonly string[]])[] = [
  ['a write on a named resource', allow('sqs:SendMessage', 'arn:aws:sqs:us-east-1:1:q'), []],
  ['a write on all', allow('sqs:SendMessage'), ['sqs:sendmessage']],
  ['reads on all', allow(['ecs:Describe*', 'sqs:GetQueueUrl', 'ec2:DescribeSubnets']), []],
  ['a secret on all', allow('secretsmanager:GetSecretValue'), ['secretsmanager:getsecretvalue']],
  ['parameters on all', allow('ssm:GetParametersByPath'), ['ssm:getparametersbypath']],
  ['the token of ECR, which has no resource (I5)', allow('ecr:GetAuthorizationToken'), []],
  [
    'actions without resources (I5)',
    allow(['xray:PutTraceSegments', 'ssmmessages:OpenDataChannel']),
    [],
  ],
  [
    'metrics, whose resource is newer than their policies (I5)',
    allow('cloudwatch:PutMetricData'),
    [],
  ],
  ['a wildcard that writes', allow('dynamodb:*'), ['dynamodb:*']],
  [
    'a wildcard of a service, on an ARN of any table',
    allow('dynamodb:PutItem', 'arn:aws:dynamodb:*:*:*'),
    ['dynamodb:putitem'],
  ],
  ['a prefix of resources', allow('dynamodb:PutItem', 'arn:aws:dynamodb:*:*:table/shop-*'), []],
  [
    'all but one resource',
    { Effect: 'Allow', Action: 's3:PutObject', NotResource: 'arn:aws:s3:::b/*' },
    ['s3:putobject'],
  ],
  [
    'all but some actions',
    { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
    ['everything but some actions'],
  ],
  [
    'by a tag',
    allow('ecs:StopTask', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'shop' } } }),
    [],
  ],
  [
    'by a tag if there is one',
    allow('ecs:StopTask', '*', {
      Condition: { StringEqualsIfExists: { 'aws:ResourceTag/team': 'shop' } },
    }),
    ['ecs:stoptask'],
  ],
  [
    'by any value of a tag',
    allow('ecs:StopTask', '*', { Condition: { StringLike: { 'aws:ResourceTag/team': '*' } } }),
    ['ecs:stoptask'],
  ],
  [
    'by what says nothing of the resource',
    allow('ecs:StopTask', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    ['ecs:stoptask'],
  ],
  ['an action that nobody knows', allow('sqs:InventedAction'), ['sqs:inventedaction']],
];

test.each(cases)('%s', (_, statement, expected) => {
  const document = parseDocument(documentText([statement]), 'identity');
  if (isMalformed(document)) throw new Error(document.malformed);
  expect(document.statements.flatMap(unscopedActions)).toEqual(expected);
});
