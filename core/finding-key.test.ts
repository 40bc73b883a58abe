import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findingKey } from './finding-key.ts';

const finding = {
  check: 'ecs/steady',
  account: '123456789012',
  region: 'eu-west-1',
  subject: 'main/api',
};

test('is the same in every run and every version', () => {
  expect(findingKey(finding)).toBe('771a18dd6e7786b9116f6ffa152e739b');
});

test.each([
  ['check', { check: 'ecs/other' }],
  ['account', { account: '210987654321' }],
  ['region', { region: 'us-east-1' }],
  ['subject', { subject: 'main/worker' }],
])('another %s has another key', (_, other) => {
  expect(findingKey({ ...finding, ...other })).not.toBe(findingKey(finding));
});

test('no two identities have one key, however their parts are cut', () => {
  const part = fc.string({ unit: 'grapheme', maxLength: 6 });
  const identity = fc.record({ check: part, account: part, region: part, subject: part });
  fc.assert(
    fc.property(identity, identity, (one, other) => {
      const same = JSON.stringify(one) === JSON.stringify(other);
      expect(findingKey(one) === findingKey(other)).toBe(same);
    }),
  );
});
