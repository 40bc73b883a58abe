import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { withOrganization } from './organization.ts';

const subjects = [
  { name: 'a', path: ['queues', 'a'] },
  { name: 'b', path: ['queues', 'b'], alsoAt: [['topics', 'b']] },
];
const account = { id: '123456789012', region: 'us-east-1' };
const given = (organization?: string) =>
  ({ account: { ...account, ...(organization !== undefined && { organization }) } }) as Spec;

test('subjects have the declared organization, and verify it', () => {
  const organization = 'o-abcdefghij';
  const at = ['account', 'organization'];
  expect(withOrganization(subjects, given(organization))).toEqual([
    { name: 'a', path: ['queues', 'a'], organization, alsoAt: [at] },
    { name: 'b', path: ['queues', 'b'], organization, alsoAt: [['topics', 'b'], at] },
  ]);
});

test('without one they are as they were', () => {
  expect(withOrganization(subjects, given())).toEqual(subjects);
});
