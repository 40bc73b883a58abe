import { denied, testCheck } from '../../core/testing/test-check.ts';
import { DELEGATING, keyPolicyArtifact, keySubject } from './testing/fixtures.ts';
import check from './policy.ts';

const having = (...args: Parameters<typeof keyPolicyArtifact>) => ({
  policies: { 'alias/main': keyPolicyArtifact(...args) },
});
const allowing = (facts: object) =>
  having([DELEGATING, { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', ...facts }]);
const LOGS = { logsEncrypted: true };
const logs = (Action: string | string[], more: object = {}) =>
  having([
    DELEGATING,
    {
      Effect: 'Allow',
      Principal: { Service: 'logs.us-east-1.amazonaws.com' },
      Action,
      Resource: '*',
      ...more,
    },
  ]);
const OTHERS = 'The policy of the key lets in others.';
const USE = ['kms:Encrypt*', 'kms:Decrypt*', 'kms:GenerateDataKey*'];

testCheck(
  check,
  { ...keySubject() },
  {
    pass: [
      { name: 'the account alone', artifacts: having() },
      {
        name: 'everyone of the account by a service, as AWS writes it for its own keys (I7)',
        artifacts: allowing({
          Principal: { AWS: '*' },
          Condition: {
            StringEquals: {
              'kms:CallerAccount': '123456789012',
              'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com',
            },
          },
        }),
      },
      {
        name: 'grants of services, and of a role of the account',
        artifacts: having(
          [DELEGATING],
          [
            { id: '1', grantee: 'dynamodb.us-east-1.amazonaws.com', operations: ['Decrypt'] },
            {
              id: '2',
              grantee: 'arn:aws:sts::123456789012:assumed-role/aws:rds-infrastructure/db',
              operations: ['Decrypt'],
            },
          ],
        ),
      },
      { name: 'a log group, and CloudWatch Logs is let in', subject: LOGS, artifacts: logs(USE) },
    ],
    fail: [
      {
        name: 'absent from KMS',
        artifacts: { policies: { 'alias/main': null } },
        message: 'The key does not exist.',
      },
      {
        name: 'everyone',
        artifacts: allowing({ Principal: '*' }),
        message: OTHERS,
        details: ['Let in by the policy: Everyone (everyone).'],
      },
      {
        name: 'everyone by a service, of whatever account (I7)',
        artifacts: allowing({
          Principal: '*',
          Condition: { StringEquals: { 'kms:ViaService': 'sqs.us-east-1.amazonaws.com' } },
        }),
        message: OTHERS,
      },
      {
        name: 'another account',
        artifacts: allowing({ Principal: { AWS: 'arn:aws:iam::999988887777:root' } }),
        message: OTHERS,
      },
      {
        name: 'a grant for another account',
        artifacts: having(
          [DELEGATING],
          [
            {
              id: '1',
              grantee: 'arn:aws:iam::999988887777:role/x',
              operations: ['Decrypt', 'CreateGrant'],
            },
          ],
        ),
        message: 'A grant of the key lets in others.',
        details: ['Let in by a grant: arn:aws:iam::999988887777:role/x (Decrypt, CreateGrant).'],
      },
      {
        name: 'a grant for nobody knows whom',
        artifacts: having([DELEGATING], [{ id: '1', grantee: null, operations: [] }]),
        message: 'A grant of the key lets in others.',
      },
      {
        name: 'a log group, and nobody lets in CloudWatch Logs',
        subject: LOGS,
        artifacts: having(),
        message: 'The policy of the key shuts out CloudWatch Logs.',
      },
      {
        name: 'a log group, and CloudWatch Logs may encrypt alone',
        subject: LOGS,
        artifacts: logs('kms:GenerateDataKey'),
        message: 'The policy of the key shuts out CloudWatch Logs.',
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
        artifacts: { policies: { 'alias/main': { ...keyPolicyArtifact(), policy: '<html>' } } },
        message: 'The policy of the key cannot be read. The document is not JSON.',
      },
      {
        name: 'a log group, and a condition of the request',
        subject: LOGS,
        artifacts: logs(USE, {
          Condition: {
            ArnLike: {
              'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-east-1:123456789012:*',
            },
          },
        }),
        message: 'Whether the policy lets in CloudWatch Logs depends on its requests.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { policies: { 'alias/main': denied('kms:GetKeyPolicy') } },
        message: 'AWS denied kms:GetKeyPolicy.',
      },
    ],
  },
);
