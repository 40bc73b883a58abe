import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { keyArtifact, keySubject } from './testing/fixtures.ts';
import check from './rotation.ts';

const keys = { 'alias/main': keyArtifact() };
const rotated = (enabled: boolean) => ({
  keys,
  rotations: { 'alias/main': { enabled, periodDays: 365 } },
});

testCheck(
  check,
  { ...keySubject() },
  {
    pass: [{ name: 'every year', artifacts: rotated(true) }],
    fail: [
      {
        name: 'absent from KMS',
        artifacts: { keys: { 'alias/main': null }, rotations: { 'alias/main': null } },
        message: 'The key does not exist.',
      },
      { name: 'switched off', artifacts: rotated(false), message: 'The key is not rotated.' },
      {
        name: 'of a kind that is not rotated (S8)',
        artifacts: {
          keys: { 'alias/main': keyArtifact({ spec: 'RSA_2048' }) },
          rotations: { 'alias/main': null },
        },
        message: 'KMS cannot rotate the key on its own.',
      },
      {
        name: 'of material from elsewhere (S8)',
        artifacts: {
          keys: { 'alias/main': keyArtifact({ origin: 'EXTERNAL' }) },
          rotations: { 'alias/main': null },
        },
        message: 'KMS cannot rotate the key on its own.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { keys, rotations: { 'alias/main': denied('kms:GetKeyRotationStatus') } },
        message: 'AWS denied kms:GetKeyRotationStatus.',
      },
    ],
  },
);

test('a key that is declared without rotation is not judged', () => {
  const spec = {
    kmsKeys: { 'alias/a': { rotation: true }, 'alias/b': { rotation: false } },
  } as unknown as Spec;
  expect(check.subjects(spec).map(({ name, notApplicable }) => [name, notApplicable])).toEqual([
    ['alias/a', undefined],
    ['alias/b', 'The spec declares that the key is not rotated.'],
  ]);
});
