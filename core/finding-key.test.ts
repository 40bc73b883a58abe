import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findingKey, sharedFindingKey } from './finding-key.ts';

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

const run = (deployment: string, environment: string | null) => ({
  deployment,
  run: {
    id: '01KATZ9XJ0D4R8V0C2Q3Y5W7N9',
    startedAt: '2026-11-23T08:00:00.000Z',
    finishedAt: '2026-11-23T08:00:12.400Z',
    toolVersion: '0.1.0',
    spec: { file: 'spec.yaml', environment, digest: '00' },
    caller: null,
  },
});

test('findings of several deployments, or environments, that lie together have keys of their own', () => {
  const runs = [run('a', null), run('b', null), run('a', 'b'), run('a', 'null')];
  const keys = new Set(runs.map((of) => sharedFindingKey(of, finding)));
  expect(keys.size).toBe(runs.length);
});

test('the file and the digest of the spec are no part of it', () => {
  const { deployment, run: facts } = run('a', null);
  const moved = {
    ...facts,
    id: 'other',
    spec: { file: 'b.yaml', environment: null, digest: '11' },
  };
  expect(sharedFindingKey({ deployment, run: moved }, finding)).toBe(
    sharedFindingKey(run('a', null), finding),
  );
});
