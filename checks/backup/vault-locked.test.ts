import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './vault-locked.ts';

const subject = { name: 'main', path: ['backup', 'plans', 'daily', 'vault'], retentionDays: 7 };
const having = (facts: object = {}) => ({
  vaults: {
    main: {
      arn: 'arn:main',
      locked: true,
      lockDate: null,
      minRetentionDays: 7,
      policy: null,
      ...facts,
    },
  },
});
const deny = (facts: object = {}) =>
  having({
    locked: false,
    minRetentionDays: null,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Deny',
        Principal: '*',
        Action: [
          'backup:DeleteRecoveryPoint',
          'backup:UpdateRecoveryPointLifecycle',
          'backup:PutBackupVaultAccessPolicy',
        ],
        Resource: '*',
        ...facts,
      },
    }),
  });
const OPEN = 'The vault is not locked.';

testCheck(check, subject, {
  pass: [
    { name: 'locked for the retention', artifacts: having() },
    {
      name: 'locked for good',
      artifacts: having({ lockDate: '2026-11-01T00:00:00.000Z', minRetentionDays: 30 }),
    },
    { name: 'by its policy', artifacts: deny() },
    { name: 'by a policy that denies everything', artifacts: deny({ Action: 'backup:*' }) },
  ],
  fail: [
    {
      name: 'no vault',
      artifacts: { vaults: { main: null } },
      message: 'The backup vault does not exist.',
    },
    { name: 'neither lock nor policy', artifacts: having({ locked: false }), message: OPEN },
    {
      name: 'a policy that leaves one way',
      artifacts: deny({
        Action: ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
      }),
      message: OPEN,
    },
    {
      name: 'a policy with a condition',
      artifacts: deny({ Condition: { StringNotEquals: { 'aws:userId': 'admin' } } }),
      message: OPEN,
    },
    {
      name: 'a policy with an exception',
      artifacts: deny({ Principal: undefined, NotPrincipal: { AWS: '123456789012' } }),
      message: OPEN,
    },
    {
      name: 'a policy for some',
      artifacts: deny({ Principal: { AWS: '123456789012' } }),
      message: OPEN,
    },
    {
      name: 'a lock of three days',
      artifacts: having({ minRetentionDays: 3 }),
      message: 'The lock lets backups go earlier than declared.',
    },
    {
      name: 'a lock without a least retention',
      artifacts: having({ minRetentionDays: null }),
      message: 'The lock lets backups go earlier than declared.',
    },
  ],
  unknown: [
    {
      name: 'nobody says whether it is locked',
      artifacts: having({ locked: null }),
      message: 'Whether the vault is locked, or what its policy denies, cannot be told.',
    },
    {
      name: 'a policy that is no JSON',
      artifacts: having({ locked: false, policy: '<' }),
      message: 'Whether the vault is locked, or what its policy denies, cannot be told.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { vaults: { main: denied('backup:GetBackupVaultAccessPolicy') } },
      message: 'AWS denied backup:GetBackupVaultAccessPolicy.',
    },
  ],
});
