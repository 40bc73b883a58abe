import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { allow, deny } from './policy/testing/roles.ts';
import { inline, roleArtifact, roleSubject } from './testing/fixtures.ts';
import check from './secret-and-key-scope.ts';

const SECRET = 'arn:aws:secretsmanager:us-east-1:123456789012:secret';
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1234';
const subject = {
  ...roleSubject({ allow: [{ actions: ['kms:Decrypt'], resources: [KEY] }] }),
  secretArns: [`arn:*:secretsmanager:us-east-1:123456789012:secret:app/jwt-??????`],
};
const reads = (resource: string | readonly string[], more = {}) =>
  roleArtifact([inline(allow('secretsmanager:GetSecretValue', resource, more))]);
const BEYOND = 'The role reads or decrypts more than declared.';
const READS = 'secretsmanager:getsecretvalue is allowed on secrets that nobody declared for it.';

testCheck(check, subject, {
  pass: [
    { name: 'no secret at all', artifacts: roleArtifact([inline(allow('sqs:*'))]) },
    {
      name: 'the consumed secret, whatever its ending',
      artifacts: reads(`${SECRET}:app/jwt-??????`),
    },
    {
      name: 'the consumed secret by its ARN, and the declared key',
      artifacts: roleArtifact([
        inline(
          allow('secretsmanager:GetSecretValue', `${SECRET}:app/jwt-AbCdEf`),
          allow('kms:Decrypt', KEY),
        ),
      ]),
    },
    {
      name: 'everything, and secrets, parameters and keys are denied',
      artifacts: roleArtifact([inline(allow('*'), deny(['secretsmanager:*', 'ssm:*', 'kms:*']))]),
    },
    {
      name: 'metadata of all secrets',
      artifacts: roleArtifact([inline(allow('secretsmanager:DescribeSecret'))]),
    },
  ],
  fail: [
    {
      name: 'absent from IAM',
      artifacts: { roles: { 'worker-task': null } },
      message: 'The role does not exist.',
    },
    { name: 'all secrets', artifacts: reads('*'), message: BEYOND, details: [READS] },
    {
      name: 'secrets by the beginning of their names',
      artifacts: reads(`${SECRET}:app/*`),
      message: BEYOND,
      details: [READS],
    },
    {
      name: 'a secret whose name goes on',
      artifacts: reads(`${SECRET}:app/jwt-*`),
      message: BEYOND,
      details: [READS],
    },
    {
      name: 'the same secret of another region',
      artifacts: reads(`${SECRET.replace('us-east-1', 'eu-west-1')}:app/jwt-AbCdEf`),
      message: BEYOND,
    },
    {
      name: 'all secrets under a condition',
      artifacts: reads('*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'shop' } } }),
      message: BEYOND,
      details: [
        'secretsmanager:getsecretvalue is allowed on secrets that nobody declared for it under a condition that a request can fulfil.',
      ],
    },
    {
      name: 'all keys',
      artifacts: roleArtifact([inline(allow(['kms:Decrypt', 'kms:GenerateDataKey*']))]),
      message: BEYOND,
      details: [
        'kms:decrypt is allowed on keys that nobody declared for it.',
        'kms:generatedatakey is allowed on keys that nobody declared for it.',
        'kms:generatedatakeypair is allowed on keys that nobody declared for it.',
      ],
    },
    ...[
      ['ssm:GetParameterHistory', 'parameters'],
      ['kms:ReEncryptFrom', 'keys'],
      ['kms:CreateGrant', 'keys'],
      ['kms:GenerateDataKeyPair', 'keys'],
    ].map(([action = '', what = '']) => ({
      name: `all ${what} by ${action}`,
      artifacts: roleArtifact([inline(allow(action))]),
      message: BEYOND,
      details: [`${action.toLowerCase()} is allowed on ${what} that nobody declared for it.`],
    })),
    {
      name: 'all parameters',
      artifacts: roleArtifact([inline(allow('ssm:Get*'))]),
      message: BEYOND,
    },
  ],
  unknown: [
    {
      name: 'a policy that cannot be read (I1)',
      artifacts: roleArtifact([{ name: 'inline', arn: null, document: '{' }]),
      message: 'A policy of the role cannot be read.',
    },
  ],
  error: [
    {
      name: 'one of the policies is denied',
      artifacts: { roles: { 'worker-task': denied('iam:GetPolicy') } },
      message: 'AWS denied iam:GetPolicy.',
    },
  ],
});

test('a role may read what its services inject and what they are declared to consume', () => {
  const spec = {
    account: { id: '123456789012', region: 'us-east-1' },
    roles: { task: { trust: [] }, execution: { trust: [] }, other: { trust: [] } },
    secrets: { consumed: { consumers: ['app'] }, injected: {}, others: {} },
    clusters: {
      main: {
        services: {
          app: {
            roles: { task: 'task', execution: 'execution' },
            task: { containers: { app: { secrets: { A: 'injected' } } } },
          },
        },
      },
    },
  } as unknown as Spec;
  const pattern = (name: string) =>
    `arn:*:secretsmanager:us-east-1:123456789012:secret:${name}-??????`;
  const both = [pattern('injected'), pattern('consumed')];
  expect(check.subjects(spec).map(({ name, secretArns }) => [name, secretArns])).toEqual([
    ['task', both],
    ['execution', both],
    ['other', []],
  ]);
});
