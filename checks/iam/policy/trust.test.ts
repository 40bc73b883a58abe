import { expect, test } from '@jest/globals';
import { isMalformed, parseDocument } from './document.ts';
import { describePrincipal } from './principal.ts';
import { documentText, ACCOUNT, type RawStatement } from './testing/roles.ts';
import { isConfined, isDenied, trustOf } from './trust.ts';

const HOME = { partition: 'aws', account: ACCOUNT, region: 'us-east-1' };
const assume = (Principal: unknown, more: RawStatement = {}): RawStatement => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal,
  ...more,
});
const given = (operator: string, key: string, value: unknown) => ({
  Condition: { [operator]: { [key]: value } },
});

function read(...statements: RawStatement[]) {
  const document = parseDocument(documentText(statements), 'trust');
  if (isMalformed(document)) throw new Error(document.malformed);
  return document;
}

test.each<[string, RawStatement, readonly string[]]>([
  ['a service', assume({ Service: 'ecs-tasks.amazonaws.com' }), ['ecs-tasks.amazonaws.com: true']],
  [
    'services',
    assume({ Service: ['a.amazonaws.com', 'b.amazonaws.com'] }),
    ['a.amazonaws.com: true', 'b.amazonaws.com: true'],
  ],
  ['everyone', assume('*'), ['Everyone: true']],
  ['every identity of AWS', assume({ AWS: '*' }), ['Everyone: true']],
  ['a pattern of accounts', assume({ AWS: 'arn:aws:iam::*:root' }), ['Everyone: true']],
  ['an account by its number', assume({ AWS: '111122223333' }), ['111122223333: true']],
  [
    'a role',
    assume({ AWS: 'arn:aws:iam::111122223333:role/x' }),
    ['arn:aws:iam::111122223333:role/x: true'],
  ],
  ['an identity that is no more', assume({ AWS: 'AROAEXAMPLE' }), ['AROAEXAMPLE: true']],
  [
    'a provider',
    { ...assume({ Federated: 'accounts.google.com' }), Action: 'sts:AssumeRoleWithWebIdentity' },
    ['accounts.google.com: true'],
  ],
  [
    'any way to take it on (I2)',
    { ...assume({ Service: 'a.amazonaws.com' }), Action: 'STS:*' },
    ['a.amazonaws.com: true'],
  ],
  [
    'all but tagging (I3)',
    { Effect: 'Allow', NotAction: 'sts:TagSession', Principal: { Service: 'a.amazonaws.com' } },
    ['a.amazonaws.com: true'],
  ],
  ['only tagging', { ...assume({ Service: 'a.amazonaws.com' }), Action: 'sts:TagSession' }, []],
  ['a denial', { ...assume('*'), Effect: 'Deny' }, []],
  [
    'a service for this account',
    assume({ Service: 'a.amazonaws.com' }, given('StringEquals', 'aws:SourceAccount', ACCOUNT)),
    ['a.amazonaws.com: true'],
  ],
  [
    'a service for another account',
    assume(
      { Service: 'a.amazonaws.com' },
      given('StringEquals', 'aws:SourceAccount', '999999999999'),
    ),
    ['a.amazonaws.com: false'],
  ],
  [
    'a service for one source',
    assume({ Service: 'a.amazonaws.com' }, given('ArnLike', 'aws:SourceArn', 'arn:aws:ecs:*')),
    ['a.amazonaws.com: unknown'],
  ],
])('trusts %s', (_, statement, expected) => {
  const { trusted } = trustOf(read(statement), HOME);
  expect(
    trusted.map(({ principal, holds }) => `${describePrincipal(principal)}: ${holds}`),
  ).toEqual(expected);
});

test('to trust all but some is told apart', () => {
  const statement = {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    NotPrincipal: { AWS: '111122223333' },
  };
  expect(trustOf(read(statement), HOME)).toEqual({ trusted: [], hasExceptions: true });
});

test.each<[string, RawStatement, boolean]>([
  ['the service', { ...assume({ Service: 'a.amazonaws.com' }), Effect: 'Deny' }, true],
  ['everyone', { ...assume('*'), Effect: 'Deny' }, true],
  ['another service', { ...assume({ Service: 'b.amazonaws.com' }), Effect: 'Deny' }, false],
  [
    'all but another service',
    { Effect: 'Deny', Action: 'sts:*', NotPrincipal: { Service: 'b.amazonaws.com' } },
    true,
  ],
  [
    'all but the service',
    { Effect: 'Deny', Action: 'sts:*', NotPrincipal: { Service: 'a.amazonaws.com' } },
    false,
  ],
  [
    'everyone under a condition',
    { ...assume('*', given('Bool', 'aws:SecureTransport', 'false')), Effect: 'Deny' },
    false,
  ],
  ['everyone another action', { ...assume('*'), Effect: 'Deny', Action: 'sts:TagSession' }, false],
  ['nobody, but trusts everyone', assume('*'), false],
])('a trust policy that denies %s: %s', (_, statement, expected) => {
  expect(isDenied(read(statement), 'a.amazonaws.com', ACCOUNT)).toBe(expected);
});

test.each<[string, RawStatement, boolean]>([
  ['nothing', {}, false],
  ['an external id', given('StringEquals', 'sts:ExternalId', 'x-123'), true],
  ['an external id, in another case (I2)', given('stringequals', 'STS:externalid', 'x-123'), true],
  ['an external id that is a wildcard (I7)', given('StringLike', 'sts:ExternalId', '*'), false],
  [
    'one of several external ids that is a wildcard (I7)',
    given('StringLike', 'sts:ExternalId', ['x', '*']),
    false,
  ],
  ['an empty external id', given('StringEquals', 'sts:ExternalId', ''), false],
  ['no external id at all', given('StringEquals', 'sts:ExternalId', []), false],
  [
    'an external id if there is one (I7)',
    given('StringEqualsIfExists', 'sts:ExternalId', 'x'),
    false,
  ],
  [
    'an external id for all values (I7)',
    given('ForAllValues:StringEquals', 'sts:ExternalId', 'x'),
    false,
  ],
  ['any other external id (I7)', given('StringNotEquals', 'sts:ExternalId', 'x'), false],
  ['an organization', given('StringEquals', 'aws:PrincipalOrgID', 'o-abcdefghij'), true],
  ['any organization (I7)', given('StringLike', 'aws:PrincipalOrgID', 'o-*'), false],
  [
    'a path of an organization',
    given('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-abcdefghij/r-ab12/*'),
    true,
  ],
  [
    'a path of any organization (I7)',
    given('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-*/r-ab12/*'),
    false,
  ],
  ['another key', given('StringEquals', 'aws:PrincipalTag/team', 'x'), false],
  ['TLS', given('Bool', 'aws:SecureTransport', 'true'), false],
])('a foreign identity is confined by %s: %s', (_, more, expected) => {
  const [trusted] = trustOf(read(assume({ AWS: '111122223333' }, more)), HOME).trusted;
  expect(trusted !== undefined && isConfined(trusted.conditions)).toBe(expected);
});
