import { expect, test } from '@jest/globals';
import { isMalformed, parseDocument } from './document.ts';
import { patternOf } from './pattern.ts';
import { ANY_RESOURCE, decide, permissionsOf, type Grant } from './permissions.ts';
import {
  ACCOUNT,
  allow,
  deny,
  permissions,
  ROLE,
  roleWith,
  type RawStatement,
} from './testing/roles.ts';

const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const BUCKET = 'arn:aws:s3:::bucket/*';

interface Case {
  readonly name: string;
  readonly policies: readonly (readonly RawStatement[])[];
  readonly boundary?: readonly RawStatement[];
  readonly action?: string;
  readonly resource?: string;
  readonly expected: Grant;
}

const cases: readonly Case[] = [
  { name: 'no policy', policies: [], expected: 'denied' },
  { name: 'another action', policies: [[allow('s3:GetObject')]], expected: 'denied' },
  { name: 'the action', policies: [[allow('s3:PutObject')]], expected: 'allowed' },
  {
    name: 'the action in another case (I2)',
    policies: [[allow('S3:putobject')]],
    expected: 'allowed',
  },
  { name: 'a wildcard at the end', policies: [[allow('s3:*')]], expected: 'allowed' },
  { name: 'a wildcard within (I2)', policies: [[allow('s3:*Object')]], expected: 'allowed' },
  { name: 'question marks (I2)', policies: [[allow('s?:P?tObj*')]], expected: 'allowed' },
  {
    name: 'a resource that is one of the target',
    policies: [[allow('s3:*', 'arn:aws:s3:::bucket/a')]],
    expected: 'allowed',
  },
  {
    name: 'another resource',
    policies: [[allow('s3:*', 'arn:aws:s3:::other/*')]],
    expected: 'denied',
  },
  {
    name: 'all but other actions (I3)',
    policies: [[{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]],
    expected: 'allowed',
  },
  {
    name: 'all but this action (I3)',
    policies: [[{ Effect: 'Allow', NotAction: 's3:Put*', Resource: '*' }]],
    expected: 'denied',
  },
  {
    name: 'all but other resources (I3)',
    policies: [[{ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::bucket/secret' }]],
    expected: 'allowed',
  },
  {
    name: 'all but all of the target (I3)',
    policies: [[{ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::b*' }]],
    expected: 'denied',
  },
  { name: 'a condition (I3)', policies: [[allow('s3:*', '*', MFA)]], expected: 'conditional' },
  {
    name: 'with and without a condition (I3)',
    policies: [[allow('s3:*', '*', MFA)], [allow('s3:*')]],
    expected: 'allowed',
  },
  {
    name: 'a condition that the role fulfils',
    policies: [
      [allow('s3:*', '*', { Condition: { StringEquals: { 'AWS:PrincipalAccount': ACCOUNT } } })],
    ],
    expected: 'allowed',
  },
  {
    name: 'a condition that only another role fulfils',
    policies: [
      [
        allow('s3:*', '*', {
          Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin-*' } },
        }),
      ],
    ],
    expected: 'denied',
  },
  { name: 'denied', policies: [[allow('s3:*')], [deny('s3:PutObject')]], expected: 'denied' },
  {
    name: 'denied in another case (I2)',
    policies: [[allow('s3:*')], [deny('S3:PUTOBJECT')]],
    expected: 'denied',
  },
  {
    name: 'denied on another resource',
    policies: [[allow('s3:*')], [deny('s3:*', 'arn:aws:s3:::other/*')]],
    expected: 'allowed',
  },
  {
    name: 'denied on part of the target',
    policies: [[allow('s3:*')], [deny('s3:*', 'arn:aws:s3:::bucket/a*')]],
    expected: 'allowed',
  },
  {
    name: 'denied on each of two parts',
    policies: [
      [allow('s3:*', ['arn:aws:s3:::bucket/a', 'arn:aws:s3:::bucket/b'])],
      [deny('s3:*', 'arn:aws:s3:::bucket/a')],
      [deny('s3:*', 'arn:aws:s3:::bucket/b')],
    ],
    expected: 'denied',
  },
  {
    name: 'all but other actions denied (I3)',
    policies: [[allow('s3:*')], [{ Effect: 'Deny', NotAction: 'sqs:*', Resource: '*' }]],
    expected: 'denied',
  },
  {
    name: 'all but this action denied (I3)',
    policies: [[allow('s3:*')], [{ Effect: 'Deny', NotAction: 's3:PutObject', Resource: '*' }]],
    expected: 'allowed',
  },
  {
    name: 'denied under a condition (I3)',
    policies: [[allow('s3:*')], [deny('s3:*', '*', MFA)]],
    expected: 'conditional',
  },
  {
    name: 'denied under a condition that holds',
    policies: [
      [allow('s3:*')],
      [
        deny('s3:*', '*', {
          Condition: { StringNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::1:role/x' } },
        }),
      ],
    ],
    expected: 'denied',
  },
  {
    name: 'within the boundary',
    policies: [[allow('*')]],
    boundary: [allow('s3:*')],
    expected: 'allowed',
  },
  {
    name: 'beyond the boundary',
    policies: [[allow('*')]],
    boundary: [allow('sqs:*')],
    expected: 'denied',
  },
  {
    name: 'a boundary of other resources',
    policies: [[allow('*')]],
    boundary: [allow('s3:*', 'arn:aws:s3:::other/*')],
    expected: 'denied',
  },
  {
    name: 'a boundary that meets the policy nowhere',
    policies: [[allow('s3:*', 'arn:aws:s3:::bucket/a')]],
    boundary: [allow('s3:*', 'arn:aws:s3:::bucket/b')],
    expected: 'denied',
  },
  {
    name: 'denied by the boundary',
    policies: [[allow('*')]],
    boundary: [allow('*'), deny('s3:*')],
    expected: 'denied',
  },
  {
    name: 'a boundary under a condition',
    policies: [[allow('*')]],
    boundary: [allow('s3:*', '*', MFA)],
    expected: 'conditional',
  },
  {
    name: 'a boundary allows nothing by itself',
    policies: [],
    boundary: [allow('*')],
    expected: 'denied',
  },
  {
    name: 'a resource with a user name, which a role has not (I4)',
    policies: [[allow('s3:*', 'arn:aws:s3:::bucket/${aws:username}/*')]],
    expected: 'denied',
  },
  {
    name: 'a resource with another variable',
    policies: [[allow('s3:*', 'arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*')]],
    expected: 'conditional',
  },
  {
    name: 'a resource with a variable that has a default',
    policies: [[allow('s3:*', "arn:aws:s3:::bucket/${aws:username, 'x'}/*")]],
    expected: 'conditional',
  },
  {
    name: 'a resource with a variable of known value',
    policies: [[allow('s3:*', 'arn:aws:s3:::bucket/${aws:PrincipalAccount}/*')]],
    expected: 'allowed',
  },
  {
    name: 'a literal asterisk',
    policies: [[allow('s3:*', 'arn:aws:s3:::bucket/${*}')]],
    expected: 'allowed',
  },
  {
    name: 'a literal asterisk is no wildcard',
    policies: [[allow('s3:*', '${*}')]],
    expected: 'denied',
  },
  {
    name: 'denied on a resource with a variable',
    policies: [[allow('s3:*')], [deny('s3:*', '${s3:prefix}*')]],
    expected: 'conditional',
  },
  {
    name: 'denied on a resource with a user name, which a role has not',
    policies: [[allow('s3:*')], [deny('s3:*', '*${aws:username}*')]],
    expected: 'allowed',
  },
  {
    name: 'an IfExists condition on what requests of a role lack',
    policies: [
      [allow('s3:*', '*', { Condition: { StringEqualsIfExists: { 'aws:username': 'bob' } } })],
    ],
    expected: 'allowed',
  },
  {
    name: 'a condition on what requests of a role lack',
    policies: [[allow('s3:*', '*', { Condition: { StringEquals: { 'aws:username': 'bob' } } })]],
    expected: 'denied',
  },
  {
    name: 'a Null condition on what requests of a role lack',
    policies: [[allow('s3:*', '*', { Condition: { Null: { 'aws:username': 'true' } } })]],
    expected: 'allowed',
  },
  {
    name: 'a condition for all values of what requests of a role lack',
    policies: [
      [
        allow('s3:*', '*', {
          Condition: { 'ForAllValues:StringEquals': { 'aws:username': 'bob' } },
        }),
      ],
    ],
    expected: 'allowed',
  },
  {
    name: 'a condition for any value of what requests of a role lack',
    policies: [
      [
        allow('s3:*', '*', {
          Condition: { 'ForAnyValue:StringEquals': { 'aws:username': 'bob' } },
        }),
      ],
    ],
    expected: 'denied',
  },
  {
    name: 'an operator that is not known',
    policies: [
      [allow('s3:*', '*', { Condition: { StringSimilar: { 'aws:PrincipalArn': ROLE } } })],
    ],
    expected: 'conditional',
  },
  {
    name: 'a condition whose value is a variable',
    policies: [
      [
        allow('s3:*', '*', {
          Condition: { StringEquals: { 'aws:PrincipalArn': '${aws:ResourceTag/owner}' } },
        }),
      ],
    ],
    expected: 'conditional',
  },
  {
    name: 'one action of a pattern',
    policies: [[allow('s3:DeleteObject')]],
    action: 's3:Delete*',
    expected: 'allowed',
  },
  {
    name: 'a pattern that has some actions of the pattern',
    policies: [[allow('S3:*Object')]],
    action: 's3:Delete*',
    expected: 'allowed',
  },
  {
    name: 'no action of a pattern',
    policies: [[allow(['s3:GetObject', 'sqs:*'])]],
    action: 's3:Delete*',
    expected: 'denied',
  },
  {
    name: 'a pattern of which some actions are denied',
    policies: [[allow('s3:*'), deny('s3:DeleteObject')]],
    action: 's3:Delete*',
    expected: 'allowed',
  },
  {
    name: 'a pattern, all of which is denied',
    policies: [[allow('*'), deny('s3:*')]],
    action: 's3:Delete*',
    expected: 'denied',
  },
  {
    name: 'a pattern, all of which is outside of the boundary',
    policies: [[allow('*')]],
    boundary: [allow('s3:Get*')],
    action: 's3:Delete*',
    expected: 'denied',
  },
  {
    name: 'a pattern under a condition',
    policies: [[allow('s3:DeleteObject', '*', MFA)]],
    action: 's3:Delete*',
    expected: 'conditional',
  },
  {
    name: 'all actions of a pattern but those of another one (I3)',
    policies: [[{ Effect: 'Allow', NotAction: 's3:Delete*', Resource: '*' }]],
    action: 's3:DeleteObject*',
    expected: 'denied',
  },
  {
    name: 'any action at all',
    policies: [[allow('s3:GetObject')]],
    action: '*',
    expected: 'allowed',
  },
];

test.each(cases)('$name: $expected', ({ policies, boundary, action, resource, expected }) => {
  const target = { resources: patternOf(resource ?? BUCKET) };
  expect(decide(permissions(policies, boundary), action ?? 's3:PutObject', target)).toBe(expected);
});

test('in a document of the older version, a variable is a plain text', () => {
  const role = roleWith([]);
  const statement = allow('s3:*', 'arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*');
  const document = parseDocument(JSON.stringify({ Statement: statement }), 'identity');
  const result = permissionsOf({ ...role, policies: [{ name: 'old', arn: null, document }] });
  if (isMalformed(result)) throw new Error(result.malformed);
  expect(decide(result, 's3:PutObject', { resources: patternOf('arn:aws:s3:::bucket/a/*') })).toBe(
    'denied',
  );
});

test.each([
  ['a policy', { policies: [{ name: 'x', arn: null, document: { malformed: 'No.' } }] }, 'No.'],
  ['the boundary', { boundary: { malformed: 'No.' } }, 'No.'],
  ['the ARN', { arn: 'worker' }, 'The ARN of the role cannot be read.'],
])('cannot tell the permissions of a role when %s cannot be read', (_, facts, malformed) => {
  expect(permissionsOf({ ...roleWith([[allow('s3:*')]]), ...facts })).toEqual({ malformed });
});

test('resources that are exempt do not count', () => {
  const role = permissions([[allow('iam:PassRole', ['arn:a', 'arn:b'])]]);
  const except = [patternOf('arn:a')];
  expect(decide(role, 'iam:PassRole', { resources: ANY_RESOURCE, except })).toBe('allowed');
  expect(
    decide(role, 'iam:PassRole', {
      resources: ANY_RESOURCE,
      except: [...except, patternOf('arn:b')],
    }),
  ).toBe('denied');
});

test('what is too intricate to tell is neither allowed nor denied', () => {
  const intricate = `*a${'?'.repeat(15)}`;
  const role = permissions([[allow('s3:*')], [deny('s3:*', [intricate, '*'])]]);
  expect(decide(role, 's3:PutObject', { resources: ANY_RESOURCE })).toBe('undecided');
});

test('which actions are of a pattern may be too intricate to tell, too', () => {
  const intricate = `s3:*a${'?'.repeat(15)}`;
  const role = permissions([[allow(`s3:*b${'?'.repeat(15)}`, 'arn:a'), deny(intricate)]]);
  expect(decide(role, 's3:*', { resources: patternOf('arn:b') })).toBe('undecided');
});
