import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './points-encrypted.ts';

const subject = { name: 'main', path: ['backup', 'plans', 'daily', 'vault'], retentionDays: 7 };
const having = (...encrypted: readonly (boolean | null)[]) => ({
  points: {
    main: encrypted.map((each, index) => ({
      arn: `arn:${index}`,
      source: 'arn:store',
      status: 'COMPLETED',
      createdAt: null,
      encrypted: each,
      plan: null,
    })),
  },
});

testCheck(check, subject, {
  pass: [
    { name: 'all', artifacts: having(true, true) },
    { name: 'none is there', artifacts: having() },
  ],
  fail: [
    {
      name: 'no vault',
      artifacts: { points: { main: null } },
      message: 'The backup vault does not exist.',
    },
    {
      name: 'one of them',
      artifacts: having(true, false, null),
      message: 'A recovery point is not encrypted.',
      details: ['Not encrypted: arn:1.'],
    },
  ],
  unknown: [
    {
      name: 'of one it is not told',
      artifacts: having(true, null),
      message: 'AWS Backup does not say of every recovery point whether it is encrypted.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { points: { main: denied('backup:ListRecoveryPointsByBackupVault') } },
      message: 'AWS denied backup:ListRecoveryPointsByBackupVault.',
    },
  ],
});
