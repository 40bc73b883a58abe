import { expect, test } from '@jest/globals';
import { isMalformed, parseDocument } from './document.ts';
import { roleAccess, type Access, type Delegation } from './role-access.ts';
import {
  allow,
  deny,
  documentText,
  permissions,
  ROLE,
  type RawStatement,
} from './testing/roles.ts';

const ARN = 'arn:aws:kms:us-east-1:123456789012:key/1';
const ROOT = { AWS: 'arn:aws:iam::123456789012:root' };
const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const VIA = {
  Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' } },
};
const statement = (Principal: unknown, more: RawStatement = {}): RawStatement => ({
  Effect: 'Allow',
  Principal,
  Action: 'kms:*',
  Resource: '*',
  ...more,
});

interface Case {
  readonly name: string;
  readonly identity: readonly RawStatement[];
  readonly boundary?: readonly RawStatement[];
  readonly policy: readonly RawStatement[] | null;
  readonly delegation?: Delegation;
  readonly expected: Access;
}

const mine = allow('kms:Decrypt', ARN);
const cases: readonly Case[] = [
  {
    name: 'a policy of the role, and none of the resource',
    identity: [mine],
    policy: null,
    delegation: 'account decides',
    expected: 'yes',
  },
  {
    name: 'no policy of the role, and none of the resource',
    identity: [],
    policy: null,
    delegation: 'account decides',
    expected: 'no',
  },
  {
    name: 'a key that names the account, and a policy of the role',
    identity: [mine],
    policy: [statement(ROOT)],
    expected: 'yes',
  },
  {
    name: 'a key that names the account by its id',
    identity: [mine],
    policy: [statement({ AWS: '123456789012' })],
    expected: 'yes',
  },
  {
    name: 'a key that names the account, and no policy of the role',
    identity: [],
    policy: [statement(ROOT)],
    expected: 'no',
  },
  {
    name: 'a key that names another account',
    identity: [mine],
    policy: [statement({ AWS: '999988887777' })],
    expected: 'no',
  },
  { name: 'a key that names nobody', identity: [mine], policy: [], expected: 'no' },
  {
    name: 'a key that names the role',
    identity: [],
    policy: [statement({ AWS: ROLE })],
    expected: 'yes',
  },
  {
    name: 'a key that names another role',
    identity: [],
    policy: [statement({ AWS: `${ROLE}-2` })],
    expected: 'no',
  },
  {
    name: 'a key for everyone by the service that asks',
    identity: [],
    policy: [statement({ AWS: '*' }, VIA)],
    expected: 'yes',
  },
  {
    name: 'a key for everyone by another service',
    identity: [],
    policy: [
      statement(
        { AWS: '*' },
        { Condition: { StringEquals: { 'kms:ViaService': 'sqs.us-east-1.amazonaws.com' } } },
      ),
    ],
    expected: 'no',
  },
  {
    name: 'named, and denied by the role',
    identity: [deny('kms:*')],
    policy: [statement({ AWS: ROLE })],
    expected: 'no',
  },
  {
    name: 'named, and outside of the boundary',
    identity: [],
    boundary: [allow('s3:*')],
    policy: [statement({ AWS: ROLE })],
    expected: 'no',
  },
  {
    name: 'denied by the key',
    identity: [mine],
    policy: [statement(ROOT), statement('*', { Effect: 'Deny' })],
    expected: 'no',
  },
  {
    name: 'denied by the key, to all but the role',
    identity: [mine],
    policy: [
      statement(ROOT),
      {
        Effect: 'Deny',
        NotPrincipal: { AWS: [ROLE, 'arn:aws:iam::123456789012:root'] },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
    expected: 'yes',
  },
  {
    name: 'denied by the key to the account',
    identity: [mine],
    policy: [statement({ AWS: ROLE }), statement(ROOT, { Effect: 'Deny' })],
    expected: 'no',
  },
  {
    name: 'denied by the key under a condition',
    identity: [mine],
    policy: [statement(ROOT), statement('*', { Effect: 'Deny', ...MFA })],
    expected: 'unclear',
  },
  {
    name: 'allowed by the role under a condition',
    identity: [allow('kms:*', '*', MFA)],
    policy: [statement(ROOT)],
    expected: 'unclear',
  },
  {
    name: 'named under a condition',
    identity: [],
    policy: [statement({ AWS: ROLE }, MFA)],
    expected: 'unclear',
  },
  {
    name: 'another action',
    identity: [],
    policy: [statement({ AWS: ROLE }, { Action: 'kms:Encrypt' })],
    expected: 'no',
  },
];

test.each(cases)('$name: $expected', ({ identity, boundary, policy, delegation, expected }) => {
  const document = policy === null ? null : parseDocument(documentText(policy), 'resource');
  if (document !== null && isMalformed(document)) throw new Error(document.malformed);
  const request = {
    action: 'kms:decrypt',
    resource: ARN,
    context: new Map([['kms:viaservice', 'secretsmanager.us-east-1.amazonaws.com']]),
  };
  const role = permissions([identity], boundary ?? null);
  expect(roleAccess(role, document, request, delegation ?? 'by statement')).toBe(expected);
});
