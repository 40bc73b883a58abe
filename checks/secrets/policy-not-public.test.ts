import { denied, testCheck } from '../../core/testing/test-check.ts';
import { secretSubject } from './testing/fixtures.ts';
import check from './policy-not-public.ts';

const ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:app/jwt-AbCdEf';
const having = (policy: string | null) => ({ policies: { 'app/jwt': { arn: ARN, policy } } });
const allowing = (facts: object) =>
  having(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        Resource: '*',
        ...facts,
      },
    }),
  );
const OTHERS = 'The policy of the secret lets in others.';

testCheck(
  check,
  { ...secretSubject() },
  {
    pass: [
      { name: 'no policy', artifacts: having(null) },
      {
        name: 'a role of the account',
        artifacts: allowing({ Principal: { AWS: 'arn:aws:iam::123456789012:role/app' } }),
      },
      { name: 'a denial of everyone', artifacts: allowing({ Effect: 'Deny', Principal: '*' }) },
      {
        name: 'everyone of the account (I7)',
        artifacts: allowing({
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalAccount': '123456789012' } },
        }),
      },
    ],
    fail: [
      {
        name: 'absent from Secrets Manager',
        artifacts: { policies: { 'app/jwt': null } },
        message: 'The secret does not exist.',
      },
      {
        name: 'everyone',
        artifacts: allowing({ Principal: '*' }),
        message: OTHERS,
        details: ['Let in: Everyone (everyone).'],
      },
      {
        name: 'another account',
        artifacts: allowing({ Principal: { AWS: '999988887777' } }),
        message: OTHERS,
        details: ['Let in: 999988887777 (another account).'],
      },
      {
        name: 'everyone by a condition that always holds (I7)',
        artifacts: allowing({
          Principal: '*',
          Condition: { StringLike: { 'aws:PrincipalArn': '*' } },
        }),
        message: OTHERS,
      },
    ],
    unknown: [
      {
        name: 'everyone by an endpoint',
        artifacts: allowing({
          Principal: '*',
          Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
        }),
        message:
          'The policy lets in a network or an organization, and whose that is cannot be told.',
      },
      {
        name: 'a policy that is no JSON',
        artifacts: having('<html>'),
        message: 'The policy of the secret cannot be read. The document is not JSON.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { policies: { 'app/jwt': denied('secretsmanager:GetResourcePolicy') } },
        message: 'AWS denied secretsmanager:GetResourcePolicy.',
      },
    ],
  },
);
