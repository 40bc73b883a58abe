import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isMalformed, parseDocument } from './document.ts';
import { isCertain, openingsOf, type Own } from './public-access.ts';

const OWN = '123456789012';
const OTHER = '999988887777';
const ARN = `arn:aws:events:us-east-1:${OWN}:rule/main/orders`;

function openings(...statements: readonly object[]) {
  return openingsWith({ accounts: [OWN] }, statements);
}

function openingsWith(own: Own, statements: readonly object[]) {
  const document = parseDocument(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    'resource',
  );
  if (isMalformed(document)) throw new Error(document.malformed);
  return openingsOf(document, own);
}

const allowing = (facts: object = {}) => ({
  Sid: 'S',
  Effect: 'Allow',
  Principal: '*',
  Action: 'sqs:SendMessage',
  Resource: '*',
  ...facts,
});
const when = (operator: string, key: string, value: unknown) =>
  allowing({ Condition: { [operator]: { [key]: value } } });

describe('whom a statement lets in', () => {
  test.each<[string, object, string | null]>([
    ['everyone', allowing(), 'everyone'],
    ['everyone as a map', allowing({ Principal: { AWS: '*' } }), 'everyone'],
    ['a part of everyone', allowing({ Principal: { AWS: 'arn:aws:iam::*:root' } }), 'everyone'],
    [
      'all but one',
      allowing({ Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${OTHER}:root` } }),
      'everyone',
    ],
    ['the own account', allowing({ Principal: { AWS: OWN } }), null],
    ['a role of it', allowing({ Principal: { AWS: `arn:aws:iam::${OWN}:role/r` } }), null],
    [
      'another account',
      allowing({ Principal: { AWS: `arn:aws:iam::${OTHER}:root` } }),
      'another account',
    ],
    ['a service', allowing({ Principal: { Service: 'events.amazonaws.com' } }), null],
    [
      'an identity that was deleted',
      allowing({ Principal: { AWS: 'AIDAEXAMPLE' } }),
      'somebody unclear',
    ],
    [
      'an identity provider',
      allowing({ Principal: { Federated: 'example.com' } }),
      'somebody unclear',
    ],
    ['nobody: it denies', allowing({ Effect: 'Deny' }), null],
  ])('%s', (_, statement, to) => {
    expect(openings(statement).map((opening) => opening.to)).toEqual(to === null ? [] : [to]);
  });
});

describe('which conditions keep everyone out but the accounts (I7)', () => {
  test.each<[string, object, boolean]>([
    ['the ARN of an own rule', when('ArnEquals', 'aws:SourceArn', ARN), true],
    [
      'a pattern within the own account',
      when('ArnLike', 'AWS:SourceArn', `arn:aws:sns:*:${OWN}:*`),
      true,
    ],
    ['the same as a text', when('StringLike', 'aws:SourceArn', `arn:aws:sns:*:${OWN}:*`), true],
    ['any ARN at all', when('StringLike', 'aws:SourceArn', '*'), false],
    ['an ARN of any account', when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:*:topic'), false],
    [
      'an ARN of another account',
      when('ArnEquals', 'aws:SourceArn', `arn:aws:sns:us-east-1:${OTHER}:t`),
      false,
    ],
    [
      'an account within the resource of an ARN',
      when('ArnLike', 'aws:SourceArn', `arn:aws:sns:us-east-1:*:${OWN}`),
      false,
    ],
    [
      "one of two ARNs is another's",
      when('ArnEquals', 'aws:SourceArn', [ARN, ARN.replace(OWN, OTHER)]),
      false,
    ],
    [
      'a bucket, whose ARN has no account',
      when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::uploads'),
      true,
    ],
    ['any bucket', when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::*'), false],
    ['the own account as the source', when('StringEquals', 'aws:SourceAccount', OWN), true],
    ['another one as the source', when('StringEquals', 'aws:SourceAccount', [OWN, OTHER]), false],
    ['a part of an account', when('StringLike', 'aws:SourceAccount', '1234*'), false],
    ['the account of the caller', when('StringEquals', 'aws:PrincipalAccount', OWN), true],
    ['any organization', when('StringLike', 'aws:PrincipalOrgID', 'o-*'), false],
    [
      'an address, which anybody behind it has',
      when('IpAddress', 'aws:SourceIp', '203.0.113.0/24'),
      false,
    ],
    ['TLS, which anybody speaks', when('Bool', 'aws:SecureTransport', 'true'), false],
    ['only where the key exists', when('StringEqualsIfExists', 'aws:SourceAccount', OWN), false],
    [
      'of all values, also of none',
      when('ForAllValues:StringEquals', 'aws:SourceAccount', OWN),
      false,
    ],
    ['of any value', when('ForAnyValue:StringEquals', 'aws:SourceAccount', OWN), true],
    ['all but an account', when('StringNotEquals', 'aws:SourceAccount', OTHER), false],
    ['no value', when('StringEquals', 'aws:SourceAccount', []), false],
    ['a variable', when('StringEquals', 'aws:SourceVpce', '${aws:SourceVpce}'), false],
  ])('%s', (_, statement, isKept) => {
    expect(openings(statement).length === 0).toBe(isKept);
  });

  test('one condition of several is enough: all must hold', () => {
    const statement = allowing({
      Condition: {
        Bool: { 'aws:SecureTransport': 'true' },
        StringEquals: { 'aws:SourceAccount': OWN },
      },
    });
    expect(openings(statement)).toEqual([]);
  });
});

describe('whose an organization or a network is', () => {
  const ORGANIZATION = 'o-abcdefghij';
  const UNTOLD = 'a network or an organization of unknown owner';
  const byOrganization = when('StringEquals', 'aws:PrincipalOrgID', ORGANIZATION);
  const foreign = { Principal: { AWS: OTHER } };
  test.each<[string, string | undefined, object, string | null]>([
    ['the declared organization', ORGANIZATION, byOrganization, null],
    [
      'the declared organization of the source',
      ORGANIZATION,
      when('StringEquals', 'aws:SourceOrgID', ORGANIZATION),
      null,
    ],
    [
      'a path of the declared organization, and all below it',
      ORGANIZATION,
      when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${ORGANIZATION}/r-ab12/*`),
      null,
    ],
    [
      'a path of an organization, and none is declared',
      undefined,
      when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${ORGANIZATION}/*`),
      UNTOLD,
    ],
    [
      'a path of another organization than the declared one',
      'o-zyxwvutsrq',
      when('ForAnyValue:StringLike', 'aws:SourceOrgPaths', `${ORGANIZATION}/*`),
      'everyone',
    ],
    [
      'a path of organizations that begin alike',
      ORGANIZATION,
      when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${ORGANIZATION}*/r-ab12/*`),
      'everyone',
    ],
    ['another organization than the declared one', 'o-zyxwvutsrq', byOrganization, 'everyone'],
    ['an organization, and none is declared', undefined, byOrganization, UNTOLD],
    [
      'another account of the declared organization',
      ORGANIZATION,
      { ...byOrganization, ...foreign },
      null,
    ],
    [
      'another account of an organization, and none is declared',
      undefined,
      { ...byOrganization, ...foreign },
      'another account',
    ],
    ['an endpoint', ORGANIZATION, when('StringEquals', 'aws:SourceVpce', 'vpce-1a2b3c4d'), UNTOLD],
    ['a VPC', undefined, when('StringEquals', 'aws:SourceVpc', 'vpc-1a2b3c4d'), UNTOLD],
    [
      'a VPC, and the own account',
      undefined,
      allowing({
        Condition: {
          StringEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d', 'aws:PrincipalAccount': OWN },
        },
      }),
      null,
    ],
  ])('%s', (_, organization, statement, to) => {
    const found = openingsWith({ accounts: [OWN], organization }, [statement]);
    expect(found.map((opening) => opening.to)).toEqual(to === null ? [] : [to]);
    expect(found.every(isCertain)).toBe(to !== UNTOLD);
  });
});

test('a policy lets in whom any of its statements does, whatever the others say', () => {
  const statements = fc.constantFrom(
    allowing(),
    allowing({ Principal: { AWS: OTHER } }),
    allowing({ Principal: { AWS: OWN } }),
    allowing({ Effect: 'Deny' }),
    when('StringEquals', 'aws:SourceAccount', OWN),
  );
  fc.assert(
    fc.property(fc.array(statements), statements, (others, added) => {
      const before = others.length === 0 ? [] : openings(...others);
      expect(openings(...others, added)).toEqual([...before, ...openings(added)]);
    }),
  );
});
