import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PlanSelection } from '../../collectors/aws/backup/plans.ts';
import { membershipOf, type Membership, type Store } from './membership.ts';
import { selectionArtifact } from './testing/fixtures.ts';

const ARN = 'arn:aws:rds:us-east-1:123456789012:cluster:orders';
const TABLE = 'arn:aws:dynamodb:us-east-1:123456789012:table/carts';
const store = (facts: Partial<Store> = {}): Store => ({
  arn: ARN,
  tags: { team: 'shop', stage: 'production' },
  optedIn: true,
  needsOptIn: true,
  ...facts,
});
const table = (facts: Partial<Store> = {}) => store({ arn: TABLE, needsOptIn: false, ...facts });
const is = (key: string, value: string) => ({ key, value });
const under = (conditions: Partial<PlanSelection['conditions']>) =>
  selectionArtifact({ conditions: { ...selectionArtifact().conditions, ...conditions } });

const cases: readonly (readonly [string, PlanSelection, Store, Membership])[] = [
  ['nothing named is everything (A9)', selectionArtifact(), store(), 'selected'],
  ['everything', selectionArtifact({ resources: ['*'] }), store(), 'selected'],
  ['by its ARN', selectionArtifact({ resources: [ARN] }), store(), 'selected'],
  [
    'by a pattern',
    selectionArtifact({ resources: ['arn:aws:rds:*:*:cluster:*'] }),
    store(),
    'selected',
  ],
  [
    'by a pattern of instances (A9)',
    selectionArtifact({ resources: ['arn:aws:rds:*:*:db:*'] }),
    store(),
    'not selected',
  ],
  ['by another ARN', selectionArtifact({ resources: [`${ARN}-2`] }), store(), 'not selected'],
  ['by a tag (A9)', selectionArtifact({ tags: [is('team', 'shop')] }), store(), 'selected'],
  [
    'by one of two tags',
    selectionArtifact({ tags: [is('team', 'bank'), is('stage', 'production')] }),
    store(),
    'selected',
  ],
  [
    'by a tag with another value (A9)',
    selectionArtifact({ tags: [is('team', 'bank')] }),
    store(),
    'not selected',
  ],
  [
    'by a tag in another case',
    selectionArtifact({ tags: [is('Team', 'shop')] }),
    store(),
    'not selected',
  ],
  [
    'by its ARN, though no tag fits',
    selectionArtifact({ resources: [ARN], tags: [is('team', 'bank')] }),
    store(),
    'selected',
  ],
  [
    'by a tag, though no ARN fits',
    selectionArtifact({ resources: [TABLE], tags: [is('team', 'shop')] }),
    store(),
    'selected',
  ],
  [
    'excepted by its ARN (A9)',
    selectionArtifact({ resources: ['*'], notResources: [ARN] }),
    store(),
    'not selected',
  ],
  [
    'excepted by a pattern',
    selectionArtifact({ notResources: ['arn:aws:rds:*'] }),
    store(),
    'not selected',
  ],
  ['another is excepted', selectionArtifact({ notResources: [TABLE] }), store(), 'selected'],
  [
    'a condition that holds',
    under({ stringEquals: [is('aws:ResourceTag/team', 'shop')] }),
    store(),
    'selected',
  ],
  [
    'two conditions of which one holds (A9)',
    under({
      stringEquals: [is('aws:ResourceTag/team', 'shop'), is('aws:ResourceTag/stage', 'test')],
    }),
    store(),
    'not selected',
  ],
  [
    'a condition on a tag that is not there',
    under({ stringEquals: [is('aws:ResourceTag/owner', 'a')] }),
    store(),
    'not selected',
  ],
  [
    'what must not have a value has no such tag',
    under({ stringNotEquals: [is('aws:ResourceTag/owner', 'a')] }),
    store(),
    'untagged',
  ],
  [
    'what must not fit a pattern has no such tag',
    under({ stringNotLike: [is('aws:ResourceTag/owner', 'a*')] }),
    store(),
    'untagged',
  ],
  [
    'it has no such tag, and another condition does not hold',
    under({
      stringNotEquals: [is('aws:ResourceTag/owner', 'a')],
      stringEquals: [is('aws:ResourceTag/team', 'bank')],
    }),
    store(),
    'not selected',
  ],
  [
    'it has no such tag, and the region does not take it',
    under({ stringNotEquals: [is('aws:ResourceTag/owner', 'a')] }),
    store({ optedIn: false }),
    'opted out',
  ],
  [
    'a tag with another value than it must not have',
    under({ stringNotEquals: [is('aws:ResourceTag/team', 'bank')] }),
    store(),
    'selected',
  ],
  [
    'a condition that excepts',
    under({ stringNotEquals: [is('aws:ResourceTag/stage', 'production')] }),
    store(),
    'not selected',
  ],
  [
    'a pattern that holds',
    under({ stringLike: [is('aws:ResourceTag/stage', 'prod*')] }),
    store(),
    'selected',
  ],
  [
    'a pattern on a tag that is not there',
    under({ stringLike: [is('aws:ResourceTag/owner', '*')] }),
    store(),
    'not selected',
  ],
  [
    'a pattern that excepts',
    under({ stringNotLike: [is('aws:ResourceTag/stage', 'prod*')] }),
    store(),
    'not selected',
  ],
  [
    'a name of every object',
    under({ stringNotEquals: [is('aws:ResourceTag/constructor', 'a')] }),
    store(),
    'untagged',
  ],
  ['opted out', selectionArtifact({ resources: ['*'] }), store({ optedIn: false }), 'opted out'],
  [
    'opted out, and named whole, in Aurora',
    selectionArtifact({ resources: [ARN] }),
    store({ optedIn: false }),
    'opted out',
  ],
  [
    'opted out, and named whole, elsewhere',
    selectionArtifact({ resources: [TABLE] }),
    table({ optedIn: false }),
    'selected',
  ],
  [
    'opted out, and named by a pattern, elsewhere',
    selectionArtifact({ resources: ['arn:aws:dynamodb:*'] }),
    table({ optedIn: false }),
    'opted out',
  ],
  [
    'nobody says whether it is opted in',
    selectionArtifact(),
    store({ optedIn: null }),
    'undecided',
  ],
  [
    'nobody says so of what is not selected',
    selectionArtifact({ resources: [TABLE] }),
    store({ optedIn: null }),
    'not selected',
  ],
];

test.each(cases)('%s', (_, selection, one, expected) => {
  expect(membershipOf(selection, one)).toBe(expected);
});

const arns = fc.constantFrom(ARN, TABLE, '*', 'arn:aws:rds:*', 'arn:aws:dynamodb:*:*:table/c*');
const keyValue = fc.record({
  key: fc.constantFrom('team', 'stage', 'owner'),
  value: fc.constantFrom('shop', 'bank', 'production'),
});
const condition = fc.array(
  keyValue.map(({ key, value }) => is(`aws:ResourceTag/${key}`, value)),
  { maxLength: 2 },
);
const selections = fc.record<PlanSelection>({
  name: fc.constant('stores'),
  resources: fc.array(arns, { maxLength: 3 }),
  notResources: fc.array(arns, { maxLength: 2 }),
  tags: fc.array(keyValue, { maxLength: 3 }),
  conditions: fc.record({
    stringEquals: condition,
    stringNotEquals: condition,
    stringLike: condition,
    stringNotLike: condition,
  }),
});
const stores = fc.record<Store>({
  arn: fc.constantFrom(ARN, TABLE),
  tags: fc.dictionary(fc.constantFrom('team', 'stage', 'owner'), fc.constantFrom('shop', 'bank')),
  optedIn: fc.constantFrom(true, false, null),
  needsOptIn: fc.boolean(),
});
const isIn = (membership: Membership) => membership !== 'not selected';

test('an exception or a condition more selects nothing more', () => {
  fc.assert(
    fc.property(selections, stores, arns, keyValue, (selection, one, arn, { key, value }) => {
      const before = isIn(membershipOf(selection, one));
      const excepted = { ...selection, notResources: [...selection.notResources, arn] };
      const { conditions } = selection;
      const stringEquals = [...conditions.stringEquals, is(key, value)];
      const narrowed = { ...selection, conditions: { ...conditions, stringEquals } };
      expect(before || !isIn(membershipOf(excepted, one))).toBe(true);
      expect(before || !isIn(membershipOf(narrowed, one))).toBe(true);
    }),
  );
});

test('of a selection that names something, an ARN or a tag more selects nothing less', () => {
  fc.assert(
    fc.property(selections, stores, arns, keyValue, (selection, one, arn, tag) => {
      fc.pre(selection.resources.length + selection.tags.length > 0);
      const before = isIn(membershipOf(selection, one));
      const named = { ...selection, resources: [...selection.resources, arn] };
      const tagged = { ...selection, tags: [...selection.tags, tag] };
      expect(!before || isIn(membershipOf(named, one))).toBe(true);
      expect(!before || isIn(membershipOf(tagged, one))).toBe(true);
    }),
  );
});

test('the order in which things are named does not matter', () => {
  fc.assert(
    fc.property(selections, stores, (selection, one) => {
      const turned: PlanSelection = {
        ...selection,
        resources: selection.resources.toReversed(),
        notResources: selection.notResources.toReversed(),
        tags: selection.tags.toReversed(),
      };
      expect(membershipOf(turned, one)).toBe(membershipOf(selection, one));
    }),
  );
});
