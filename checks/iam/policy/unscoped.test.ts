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
  [
    'a password that is named as if it were read',
    allow('ec2:GetPasswordData'),
    ['ec2:getpassworddata'],
  ],
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
  ...(
    [
      ['dynamodb:PutItem', 'arn:aws:dynamodb:*:*:table/*'],
      ['dynamodb:PutItem', 'arn:aws:dynamodb:us-east-1:123456789012:table/*/index/*'],
      ['dynamodb:PutItem', 'arn:aws:dynamodb:us-east-1:*'],
      ['s3:PutObject', 'arn:aws:s3:::*/*'],
      ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:*'],
      ['logs:PutLogEvents', 'arn:aws:logs:*:*:log-group:*:log-stream:*'],
      ['s3:PutObject', 'arn:aws:s3:us-east-1:123456789012:accesspoint/*'],
      ['s3:PutObject', 'arn:aws:s3:us-east-1:123456789012:accesspoint/*/object/*'],
      [
        'elasticloadbalancing:DeleteLoadBalancer',
        'arn:aws:elasticloadbalancing:*:*:loadbalancer/app/*',
      ],
      ['apigateway:PATCH', 'arn:aws:apigateway:us-east-1::/restapis/*'],
    ] as const
  ).map(([action, resource]): readonly [string, RawStatement, readonly string[]] => [
    `any of a type: ${resource}`,
    allow(action, resource),
    [action.toLowerCase()],
  ]),
  ...(
    [
      ['s3:PutObject', 'arn:aws:s3:::uploads/*'],
      ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:*:*:secret:app/jwt-??????'],
      ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:*:*:secret:app/*'],
      ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:*:*:secret:*/jwt-??????'],
      ['logs:PutLogEvents', 'arn:aws:logs:*:*:log-group:/ecs/app:*'],
      ['ecs:StopTask', 'arn:aws:ecs:*:*:task/main/*'],
      ['dynamodb:PutItem', 'arn:aws:dynamodb:*:*:table/orders/index/*'],
      ['execute-api:Invoke', 'arn:aws:execute-api:us-east-1:123456789012:a1b2c3/*'],
      ['s3:PutObject', 'arn:aws:s3:us-east-1:123456789012:accesspoint/orders'],
      [
        'elasticloadbalancing:DeleteLoadBalancer',
        'arn:aws:elasticloadbalancing:*:*:loadbalancer/app/public/*',
      ],
      ['sns:Publish', 'arn:aws:sns:us-east-1:123456789012:orders'],
      ['sqs:SendMessage', 'arn:aws:sqs:us-east-1:123456789012:stream'],
      ['dynamodb:PutItem', 'arn:aws:dynamodb:us-east-1:123456789012:table/index'],
      ['dynamodb:PutItem', 'arn:aws:dynamodb:us-east-1:123456789012:table/index/index/*'],
      [
        'elasticloadbalancing:DeleteLoadBalancer',
        'arn:aws:elasticloadbalancing:*:*:loadbalancer/app/net/*',
      ],
    ] as const
  ).map(([action, resource]): readonly [string, RawStatement, readonly string[]] => [
    `some of a type: ${resource}`,
    allow(action, resource),
    [],
  ]),
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
