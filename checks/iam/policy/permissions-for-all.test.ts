import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { patternOf } from './pattern.ts';
import { decide, decideForAll, type Grant } from './permissions.ts';
import { allow, deny, permissions, type RawStatement } from './testing/roles.ts';

const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const BUCKET = 'arn:aws:s3:::bucket';

interface Case {
  readonly name: string;
  readonly statements: readonly RawStatement[];
  readonly boundary?: readonly RawStatement[];
  readonly action?: string;
  readonly resource?: string;
  readonly expected: Grant;
}

const cases: readonly Case[] = [
  { name: 'no statement', statements: [], expected: 'denied' },
  { name: 'everything', statements: [allow('s3:*')], expected: 'allowed' },
  { name: 'all of the target', statements: [allow('s3:*', `${BUCKET}/*`)], expected: 'allowed' },
  {
    name: 'a part of the target',
    statements: [allow('s3:*', `${BUCKET}/a*`)],
    expected: 'denied',
  },
  {
    name: 'one resource by name, of a statement that allows a part',
    statements: [allow('s3:*', `${BUCKET}/a*`)],
    resource: `${BUCKET}/abc`,
    expected: 'allowed',
  },
  {
    name: 'all of the target in two parts',
    statements: [
      allow('s3:*', `${BUCKET}/a*`),
      { Effect: 'Allow', Action: 's3:GetObject', NotResource: `${BUCKET}/a*` },
    ],
    expected: 'allowed',
  },
  {
    name: 'a part is denied',
    statements: [allow('s3:*'), deny('s3:Get*', `${BUCKET}/private/*`)],
    expected: 'denied',
  },
  {
    name: 'a part is denied under a condition',
    statements: [allow('s3:*'), deny('s3:Get*', `${BUCKET}/private/*`, MFA)],
    expected: 'conditional',
  },
  {
    name: 'a condition of the request',
    statements: [allow('s3:*', '*', MFA)],
    expected: 'conditional',
  },
  {
    name: 'a part of it under a condition',
    statements: [allow('s3:*', `${BUCKET}/a*`), allow('s3:*', '*', MFA)],
    expected: 'conditional',
  },
  {
    name: 'a boundary that has it',
    statements: [allow('*')],
    boundary: [allow('s3:*')],
    expected: 'allowed',
  },
  {
    name: 'a boundary that has a part of it',
    statements: [allow('*')],
    boundary: [allow('s3:*', `${BUCKET}/a*`)],
    expected: 'denied',
  },
  {
    name: 'single characters that a longer pattern holds',
    statements: [allow('s3:*', `${BUCKET}/key-*`)],
    resource: `${BUCKET}/key-??????`,
    expected: 'allowed',
  },
  {
    name: 'fewer single characters than the target has',
    statements: [allow('s3:*', `${BUCKET}/key-?????`)],
    resource: `${BUCKET}/key-??????`,
    expected: 'denied',
  },
  {
    name: 'all actions of a pattern',
    statements: [allow('s3:*')],
    action: 's3:Get*',
    expected: 'allowed',
  },
  {
    name: 'one action of a pattern',
    statements: [allow('s3:GetObject')],
    action: 's3:Get*',
    expected: 'denied',
  },
  {
    name: 'a pattern of which one action is denied',
    statements: [allow('s3:*'), deny('s3:GetObject')],
    action: 's3:Get*',
    expected: 'denied',
  },
  {
    name: 'a pattern of which one action is denied under a condition',
    statements: [allow('s3:*'), deny('s3:GetObject', '*', MFA)],
    action: 's3:Get*',
    expected: 'conditional',
  },
  {
    name: 'a pattern that a boundary cuts',
    statements: [allow('s3:*')],
    boundary: [allow('s3:GetObject*')],
    action: 's3:Get*',
    expected: 'denied',
  },
  {
    name: 'every action there is',
    statements: [allow('*:*')],
    action: '*',
    expected: 'allowed',
  },
];

test.each(cases)('$name: $expected', ({ statements, boundary, action, resource, expected }) => {
  const role = permissions([statements], boundary ?? null);
  const target = { resources: patternOf(resource ?? `${BUCKET}/*`) };
  expect(decideForAll(role, action ?? 's3:GetObject', target)).toBe(expected);
});

const RANK: Readonly<Record<Grant, number>> = {
  denied: 0,
  undecided: 1,
  conditional: 1,
  allowed: 2,
};
const resource = fc.constantFrom('*', `${BUCKET}/*`, `${BUCKET}/a*`, `${BUCKET}/a`, 'arn:*');
const statement = fc
  .tuple(
    fc.constantFrom('Allow', 'Allow', 'Deny'),
    fc.constantFrom('s3:*', 's3:GetObject', '*'),
    resource,
    fc.constantFrom({}, {}, MFA),
  )
  .map(([Effect, Action, Resource, more]): RawStatement => ({ Effect, Action, Resource, ...more }));

test('what holds for all resources holds for some, and is the same of a single one', () => {
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 4 }), resource, (statements, wanted) => {
      const role = permissions([statements]);
      const target = { resources: patternOf(wanted) };
      const all = decideForAll(role, 's3:GetObject', target);
      const some = decide(role, 's3:GetObject', target);
      expect(RANK[all]).toBeLessThanOrEqual(RANK[some]);
      expect(wanted.includes('*') || all === some).toBe(true);
    }),
  );
});

test('a statement more that allows makes nothing less allowed, and one more that denies nothing more', () => {
  fc.assert(
    fc.property(
      fc.array(statement, { maxLength: 4 }),
      statement,
      resource,
      (given, more, wanted) => {
        const target = { resources: patternOf(wanted) };
        const before = RANK[decideForAll(permissions([given]), 's3:GetObject', target)];
        const after = RANK[decideForAll(permissions([given, [more]]), 's3:GetObject', target)];
        expect(more['Effect'] === 'Allow' ? after >= before : after <= before).toBe(true);
      },
    ),
  );
});
