import { expect, test } from '@jest/globals';
import { adminPolicies, adminRights, type AdminRights } from './admin.ts';
import { ACCOUNT, allow, deny, permissions, type RawStatement } from './testing/roles.ts';

const NONE: AdminRights = { everything: 'denied', allOfIam: 'denied' };
const ALL: AdminRights = { everything: 'allowed', allOfIam: 'allowed' };
const MAYBE: AdminRights = { everything: 'conditional', allOfIam: 'conditional' };
const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const EAST = { Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } };
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');
const not = (NotAction: string | string[], Resource = '*') => ({
  Effect: 'Allow',
  NotAction,
  Resource,
});

const cases: readonly {
  readonly name: string;
  readonly policies: readonly (readonly RawStatement[])[];
  readonly boundary?: readonly RawStatement[];
  readonly expected: AdminRights;
}[] = [
  { name: 'nothing', policies: [], expected: NONE },
  { name: '* on *', policies: [[allow('*')]], expected: ALL },
  { name: '*:* on * (I3)', policies: [[allow('*:*')]], expected: ALL },
  { name: '?* on * (I3)', policies: [[allow('?*')]], expected: ALL },
  { name: '?*:??* on * (I3)', policies: [[allow('?*:??*')]], expected: ALL },
  { name: '* on all ARNs', policies: [[allow('*', 'arn:aws:*')]], expected: ALL },
  { name: '* on the account', policies: [[allow('*', `arn:aws:*:*:${ACCOUNT}:*`)]], expected: ALL },
  {
    name: '* on another account',
    policies: [[allow('*', 'arn:aws:*:*:999999999999:*')]],
    expected: NONE,
  },
  {
    name: 'some verbs of all services',
    policies: [[allow(['*:Get*', '*:List*', '*:*Action'])]],
    expected: NONE,
  },
  { name: '* on all ARNs, part by part', policies: [[allow('*', 'arn:*:*:*:*:*')]], expected: ALL },
  {
    name: 'all but an action that does not exist (I3)',
    policies: [[not('nothing:AtAll')]],
    expected: ALL,
  },
  {
    name: 'all but a few actions (I3)',
    policies: [[not(['s3:DeleteBucket', 'ec2:RunInstances'])]],
    expected: ALL,
  },
  {
    name: 'all but IAM, as PowerUserAccess',
    policies: [[not(['iam:*', 'organizations:*', 'account:*'])]],
    expected: { everything: 'allowed', allOfIam: 'denied' },
  },
  {
    name: '* on all but one resource (I3)',
    policies: [[{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::other' }]],
    expected: ALL,
  },
  {
    name: '* on all but a resource that is none',
    policies: [[{ Effect: 'Allow', Action: '*', NotResource: 'nothing' }]],
    expected: ALL,
  },
  {
    name: 'letter by letter in one statement',
    policies: [[allow(LETTERS.map((letter) => `${letter}*`))]],
    expected: ALL,
  },
  {
    name: 'letter by letter in several policies',
    policies: LETTERS.map((letter) => [allow(`${letter}*`)]),
    expected: ALL,
  },
  {
    name: 'letter by letter but one',
    policies: [[allow(LETTERS.filter((letter) => letter !== 'q').map((letter) => `${letter}*`))]],
    expected: { everything: 'denied', allOfIam: 'allowed' },
  },
  {
    name: 'what one statement leaves out, another one allows',
    policies: [[not('iam:*')], [allow('iam:*')]],
    expected: ALL,
  },
  {
    name: 'resources in two parts',
    policies: [
      [allow('*', 'arn:aws:s3*')],
      [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3*' }],
    ],
    expected: ALL,
  },
  {
    name: 'actions and resources in parts that leave a gap',
    policies: [
      [allow('s3:*', 'arn:aws:s3*')],
      [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3*' }],
    ],
    expected: { everything: 'denied', allOfIam: 'allowed' },
  },
  {
    name: 'all of IAM',
    policies: [[allow('iam:*')]],
    expected: { everything: 'denied', allOfIam: 'allowed' },
  },
  {
    name: 'all of IAM in another case (I2)',
    policies: [[allow('IAM:*')]],
    expected: { everything: 'denied', allOfIam: 'allowed' },
  },
  {
    name: 'all of IAM of the account',
    policies: [[allow('iam:*', `arn:aws:iam::${ACCOUNT}:*`)]],
    expected: { everything: 'denied', allOfIam: 'allowed' },
  },
  {
    name: 'all of IAM of another account',
    policies: [[allow('iam:*', 'arn:aws:iam::999999999999:*')]],
    expected: NONE,
  },
  { name: 'reading IAM', policies: [[allow(['iam:Get*', 'iam:List*'])]], expected: NONE },
  { name: 'all of a service', policies: [[allow('s3:*')]], expected: NONE },
  { name: '* on one bucket', policies: [[allow('*', 'arn:aws:s3:::bucket/*')]], expected: NONE },
  { name: '* under a condition (I3)', policies: [[allow('*', '*', MFA)]], expected: MAYBE },
  {
    name: '* in one region, and * elsewhere under another condition',
    policies: [[allow('*', '*', EAST)], [allow('*', '*', MFA)]],
    expected: MAYBE,
  },
  {
    name: '* but for what is denied by name',
    policies: [[allow('*')], [deny(['s3:DeleteBucket', 'ec2:*'])]],
    expected: ALL,
  },
  {
    name: '* but for IAM',
    policies: [[allow('*')], [deny('iam:*')]],
    expected: { everything: 'allowed', allOfIam: 'denied' },
  },
  { name: '*, and everything denied', policies: [[allow('*')], [deny('*')]], expected: NONE },
  {
    name: '*, and everything but S3 denied (I3)',
    policies: [[allow('*')], [{ Effect: 'Deny', NotAction: 's3:*', Resource: '*' }]],
    expected: NONE,
  },
  {
    name: '*, and everything denied under a condition',
    policies: [[allow('*')], [deny('*', '*', MFA)]],
    expected: MAYBE,
  },
  {
    name: '*, and everything denied on one bucket',
    policies: [[allow('*')], [deny('*', 'arn:aws:s3:::bucket')]],
    expected: ALL,
  },
  {
    name: '* within a boundary',
    policies: [[allow('*')]],
    boundary: [allow(['s3:*', 'sqs:*'])],
    expected: NONE,
  },
  {
    name: '* within a boundary of everything',
    policies: [[allow('*')]],
    boundary: [allow('*')],
    expected: ALL,
  },
  {
    name: '* within a boundary of everything but IAM',
    policies: [[allow('*')]],
    boundary: [not('iam:*')],
    expected: { everything: 'allowed', allOfIam: 'denied' },
  },
  {
    name: 'many actions by name',
    policies: [
      [allow(Array.from({ length: 400 }, (_, index) => `ec2:Describe${index.toString(26)}Thing`))],
    ],
    expected: NONE,
  },
];

test.each(cases)('$name: $expected', ({ policies, boundary, expected }) => {
  expect(adminRights(permissions(policies, boundary))).toEqual(expected);
});

test('policies of AWS that make an administrator are told by their ARN', () => {
  const attached = (arn: string | null) => ({ name: 'given', arn, document: { malformed: '' } });
  expect(
    adminPolicies({
      policies: [
        attached('arn:aws:iam::aws:policy/AdministratorAccess'),
        attached('arn:aws-us-gov:iam::aws:policy/PowerUserAccess'),
        attached('arn:aws:iam::aws:policy/IAMFullAccess'),
      ],
    }),
  ).toEqual(['given', 'given', 'given']);
  expect(
    adminPolicies({
      policies: [
        attached(null),
        attached(`arn:aws:iam::${ACCOUNT}:policy/AdministratorAccess`),
        attached('arn:aws:iam::aws:policy/IAMReadOnlyAccess'),
      ],
    }),
  ).toEqual([]);
});
