import { denied, testCheck } from '../../core/testing/test-check.ts';
import { keyArtifact, keySubject } from './testing/fixtures.ts';
import check from './key-usable.ts';

const key = (facts: Parameters<typeof keyArtifact>[0] = {}) => ({
  keys: { 'alias/main': keyArtifact(facts) },
});

testCheck(
  check,
  { ...keySubject() },
  {
    pass: [{ name: 'enabled', artifacts: key() }],
    fail: [
      {
        name: 'absent from KMS',
        artifacts: { keys: { 'alias/main': null } },
        message: 'The key does not exist.',
      },
      {
        name: 'disabled',
        artifacts: key({ state: 'Disabled' }),
        message: 'The key cannot be used.',
      },
      {
        name: 'without material',
        artifacts: key({ state: 'PendingImport' }),
        message: 'The key cannot be used.',
      },
      {
        name: 'without its key store',
        artifacts: key({ state: 'Unavailable' }),
        message: 'The key cannot be used.',
      },
      {
        name: 'about to be deleted',
        artifacts: key({ state: 'PendingDeletion', deletionDate: '2026-12-01T00:00:00.000Z' }),
        message: 'The key will be deleted.',
      },
      {
        name: 'a primary that waits for its replicas',
        artifacts: key({ state: 'PendingReplicaDeletion' }),
        message: 'The key will be deleted.',
      },
      {
        name: 'enabled, with a date of deletion',
        artifacts: key({ deletionDate: '2026-12-01T00:00:00.000Z' }),
        message: 'The key will be deleted.',
      },
    ],
    unsettled: [
      {
        name: 'being made',
        artifacts: key({ state: 'Creating' }),
        message: 'The key is being changed.',
      },
    ],
    unknown: [
      {
        name: 'no state',
        artifacts: key({ state: null }),
        message: 'KMS does not say whether the key can be used.',
      },
      {
        name: 'a state that is new',
        artifacts: key({ state: 'Dreaming' }),
        message: 'KMS does not say whether the key can be used.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { keys: { 'alias/main': denied('kms:DescribeKey') } },
        message: 'AWS denied kms:DescribeKey.',
      },
    ],
  },
);
