import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { adminRights } from './admin.ts';
import { isMalformed, parseDocument } from './document.ts';
import { escalationsOf } from './escalation.ts';
import { patternOf } from './pattern.ts';
import { decide, permissionsOf, type Grant, type Permissions } from './permissions.ts';
import { documentText, ROLE, type RawStatement } from './testing/roles.ts';

const actions = fc.oneof(
  fc.constantFrom('*', '*:*', '?*', 'iam:*', 'iam:Put*', 'iam:PutRolePolicy', 'iam:PassRole'),
  fc.constantFrom('ecs:RunTask', 'ECS:run*', 's3:*', 's3:GetObject', 's?:Get*', 'none:AtAll'),
);
const resources = fc.constantFrom(
  '*',
  'arn:aws:*',
  'arn:aws:iam::123456789012:role/*',
  'arn:aws:iam::123456789012:role/worker-execution',
  'arn:aws:s3:::bucket/*',
  'arn:aws:s3:::bucket/${aws:username}/*',
  'arn:aws:s3:::${aws:PrincipalTag/team}/*',
);
const conditions = fc.constantFrom(
  {},
  {},
  { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
  { Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } } },
  { Condition: { StringEquals: { 'aws:PrincipalAccount': '999999999999' } } },
);
const list = <Value>(values: fc.Arbitrary<Value>) =>
  fc.array(values, { minLength: 1, maxLength: 2 });

const statementOf = (effect: 'Allow' | 'Deny'): fc.Arbitrary<RawStatement> =>
  fc
    .tuple(
      fc.tuple(fc.constantFrom('Action', 'Action', 'NotAction'), list(actions)),
      fc.tuple(fc.constantFrom('Resource', 'Resource', 'NotResource'), list(resources)),
      conditions,
    )
    .map(([[action, names], [resource, arns], condition]) => ({
      Effect: effect,
      [action]: names,
      [resource]: arns,
      ...condition,
    }));
const statement = fc.oneof(statementOf('Allow'), statementOf('Allow'), statementOf('Deny'));
const policies = fc.array(fc.array(statement, { maxLength: 2 }), { maxLength: 3 });
const boundary = fc.option(fc.array(statement, { maxLength: 2 }), { nil: null });

type Policies = readonly (readonly RawStatement[])[];

function read(from: Policies, bound: readonly RawStatement[] | null, encode = false): Permissions {
  const parse = (statements: readonly RawStatement[]) => {
    const text = documentText(statements);
    return parseDocument(encode ? encodeURIComponent(text) : text, 'identity');
  };
  const result = permissionsOf({
    arn: ROLE,
    policies: from.map((statements, index) => ({
      name: `policy-${index}`,
      arn: null,
      document: parse(statements),
    })),
    boundary: bound === null ? null : parse(bound),
  });
  if (isMalformed(result)) throw new Error(result.malformed);
  return result;
}

const ASKED: readonly (readonly [string, string])[] = [
  ['iam:PutRolePolicy', 'arn:aws:iam::123456789012:role/*'],
  ['iam:PassRole', 'arn:aws:iam::123456789012:role/worker-execution'],
  ['ecs:RunTask', '*'],
  ['s3:GetObject', 'arn:aws:s3:::bucket/*'],
  ['other:Thing', '*'],
];

/** Everything that is said of a role, by name. */
function said(permissions: Permissions): ReadonlyMap<string, Grant> {
  const { everything, allOfIam } = adminRights(permissions);
  return new Map<string, Grant>([
    ['everything', everything],
    ['all of IAM', allOfIam],
    ...ASKED.map(([action, resource]): [string, Grant] => [
      `${action} ${resource}`,
      decide(permissions, action, { resources: patternOf(resource) }),
    ]),
    ...escalationsOf(permissions).map(({ escalation, grant }): [string, Grant] => [
      escalation.id,
      grant,
    ]),
  ]);
}

const RANK: readonly Grant[] = ['denied', 'undecided', 'conditional', 'allowed'];

/** That nothing is said more weakly of `more` than of `less`. */
function expectNoLess(more: Permissions, less: Permissions): void {
  const after = said(more);
  for (const [name, grant] of said(less)) {
    const rank = RANK.indexOf(after.get(name) ?? 'denied');
    expect([name, rank >= RANK.indexOf(grant)]).toEqual([name, true]);
  }
}

const RUNS = { numRuns: 100 };

test('to allow more never makes a role safer', () => {
  fc.assert(
    fc.property(policies, boundary, statementOf('Allow'), (before, bound, added) => {
      expectNoLess(read([...before, [added]], bound), read(before, bound));
    }),
    RUNS,
  );
});

test('to deny more never allows anything', () => {
  fc.assert(
    fc.property(policies, boundary, statementOf('Deny'), (before, bound, added) => {
      expectNoLess(read(before, bound), read([...before, [added]], bound));
    }),
    RUNS,
  );
});

test('a boundary never allows anything', () => {
  fc.assert(
    fc.property(policies, fc.array(statement, { maxLength: 2 }), (before, bound) => {
      expectNoLess(read(before, null), read(before, bound));
    }),
    RUNS,
  );
});

test('a condition never allows more, and one that is taken away never less', () => {
  fc.assert(
    fc.property(policies, statementOf('Allow'), (before, added) => {
      const bare = { ...added, Condition: {} };
      expectNoLess(read([...before, [bare]], null), read([...before, [added]], null));
    }),
    RUNS,
  );
});

test('neither order nor grouping nor repetition nor encoding matters', () => {
  fc.assert(
    fc.property(policies, boundary, (before, bound) => {
      const expected = said(read(before, bound));
      const reversed = before.map((statements) => statements.toReversed()).toReversed();
      expect(said(read(reversed, bound))).toEqual(expected);
      expect(said(read([before.flat()], bound))).toEqual(expected);
      expect(said(read([...before, ...before], bound))).toEqual(expected);
      expect(said(read(before, bound, true))).toEqual(expected);
    }),
    RUNS,
  );
});
