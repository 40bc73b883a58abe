import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { allow, deny, documentText, type RawStatement } from '../iam/policy/testing/roles.ts';
import { inline, roleArtifact } from '../iam/testing/fixtures.ts';
import { DELEGATING, KEY_ARN, keyArtifact, keyPolicyArtifact } from '../kms/testing/fixtures.ts';
import { secretArtifact, secretSubject } from './testing/fixtures.ts';
import check from './readable-by-execution-role.ts';

const ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:app/jwt-AbCdEf';
const read = allow('secretsmanager:GetSecretValue', ARN);
const decrypt = allow('kms:Decrypt', KEY_ARN);
const THROUGH = {
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: 'kms:Decrypt',
  Resource: '*',
  Condition: {
    StringEquals: {
      'kms:CallerAccount': '123456789012',
      'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com',
    },
  },
};
interface Facts {
  readonly key?: string | null;
  readonly policy?: readonly RawStatement[];
  readonly keyPolicy?: readonly object[];
}
const having = (
  statements: readonly RawStatement[],
  { key = KEY_ARN, policy, keyPolicy }: Facts = {},
) => ({
  secrets: { 'app/jwt': secretArtifact({ kmsKeyId: key }) },
  policies: {
    'app/jwt': { arn: ARN, policy: policy === undefined ? null : documentText(policy) },
  },
  ...roleArtifact([inline(...statements)]),
  keys: { 'alias/main': keyArtifact() },
  keyPolicies: { 'alias/main': keyPolicyArtifact(keyPolicy) },
});
const subject = {
  ...secretSubject({ rotationDays: 30, kmsKeyAlias: 'alias/main' }),
  roles: ['worker-task'],
};
const REFUSED = 'An execution role cannot read the secret.';
const NO_DECRYPT = 'worker-task may not decrypt with the key of the secret.';
const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

testCheck(check, subject, {
  pass: [
    { name: 'secret and key by policies of the role', artifacts: having([read, decrypt]) },
    {
      name: 'the key by Secrets Manager, for everyone of the account',
      artifacts: having([read], { keyPolicy: [DELEGATING, THROUGH] }),
    },
    {
      name: 'the key of AWS, which asks for nothing more',
      artifacts: having([read], { key: null }),
    },
    {
      name: 'by the policy of the secret',
      artifacts: having([], {
        key: null,
        policy: [
          {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::123456789012:role/worker-task' },
            Action: 'secretsmanager:GetSecretValue',
            Resource: '*',
          },
        ],
      }),
    },
  ],
  fail: [
    {
      name: 'absent from Secrets Manager',
      artifacts: { ...having([read]), secrets: { 'app/jwt': null } },
      message: 'The secret does not exist.',
    },
    {
      name: 'no role',
      artifacts: { ...having([read]), roles: { 'worker-task': null } },
      message: REFUSED,
    },
    {
      name: 'neither secret nor key',
      artifacts: having([]),
      message: REFUSED,
      details: ['worker-task may not read the secret.', NO_DECRYPT],
    },
    {
      name: 'the secret, and not its key',
      artifacts: having([read]),
      message: REFUSED,
      details: [NO_DECRYPT],
    },
    {
      name: 'the key, which does not leave it to the account',
      artifacts: having([read, decrypt], {
        keyPolicy: [{ ...DELEGATING, Principal: { AWS: 'arn:aws:iam::123456789012:role/admin' } }],
      }),
      message: REFUSED,
      details: [NO_DECRYPT],
    },
    {
      name: 'denied by the policy of the secret',
      artifacts: having([read, decrypt], {
        policy: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }],
      }),
      message: REFUSED,
      details: ['worker-task may not read the secret.'],
    },
    {
      name: 'denied by a policy of the role',
      artifacts: having([read, decrypt, deny('kms:*')]),
      message: REFUSED,
    },
    {
      name: 'another secret',
      artifacts: having([allow('secretsmanager:GetSecretValue', `${ARN}x`), decrypt]),
      message: REFUSED,
    },
  ],
  unknown: [
    {
      name: 'under a condition',
      artifacts: having([allow('secretsmanager:*', '*', MFA), decrypt]),
      message: 'Whether every execution role can read the secret depends on its requests.',
    },
    {
      name: 'another key',
      artifacts: having([read, decrypt], { key: 'arn:aws:kms:us-east-1:123456789012:key/other' }),
      message: 'The secret has another key than the declared one, whose policy nobody asked for.',
    },
    {
      name: 'a policy of the secret that is no JSON',
      artifacts: { ...having([read, decrypt]), policies: { 'app/jwt': { arn: ARN, policy: '<' } } },
      message: 'The policy of the secret cannot be read.',
    },
    {
      name: 'a policy of the key that is no JSON',
      artifacts: {
        ...having([read, decrypt]),
        keyPolicies: { 'alias/main': { ...keyPolicyArtifact(), policy: '<' } },
      },
      message: 'The policy of the key cannot be read.',
    },
    {
      name: 'a policy of the role that is no JSON',
      artifacts: {
        ...having([read]),
        ...roleArtifact([{ name: 'inline', arn: null, document: '<' }]),
      },
      message: 'Whether every execution role can read the secret depends on its requests.',
    },
  ],
  error: [
    {
      name: 'the policy of the key is denied',
      artifacts: {
        ...having([read, decrypt]),
        keyPolicies: { 'alias/main': denied('kms:GetKeyPolicy') },
      },
      message: 'AWS denied kms:GetKeyPolicy.',
    },
  ],
});

test('a secret that no service injects is not judged', () => {
  const spec = {
    secrets: { used: {}, other: {} },
    clusters: {
      main: {
        services: {
          a: {
            roles: { task: 't', execution: 'x' },
            task: { containers: { a: { secrets: { A: 'used' } }, b: {} } },
          },
          b: {
            roles: { task: 't', execution: 'x' },
            task: { containers: { b: { secrets: { B: 'used' } } } },
          },
        },
      },
    },
  } as unknown as Spec;
  expect(
    check.subjects(spec).map(({ name, roles, notApplicable }) => [name, roles, notApplicable]),
  ).toEqual([
    ['used', ['x'], undefined],
    ['other', [], 'The spec has no service inject the secret.'],
  ]);
});
