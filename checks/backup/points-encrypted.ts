import { recoveryPoints } from '../../collectors/aws/backup/recovery-points.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT_VAULT, NO_PLANS, planVaults } from './plans.ts';

export default defineCheck({
  id: 'backup/points-encrypted',
  title: 'Every recovery point in the vault is encrypted',
  risk: 'Whoever gets at a backup reads all the data.',
  remediation:
    'Back up from an encrypted store, or give the vault a key, and delete the points that are in clear.',
  fix: {
    cli: 'aws backup create-backup-vault --backup-vault-name <vault> --encryption-key-arn <key-arn>',
    cdk: 'new backup.BackupVault(this, "<id>", { encryptionKey: key })',
  },
  severity: 'medium',
  resourceType: 'AWS::Backup::BackupVault',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/backup-controls.html#backup-1',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html',
  ],
  controls: ['Security Hub 2026-08 Backup.1'],
  proves: ['aurora/encryption', 'aurora/backup'],
  needs: { points: recoveryPoints },
  none: NO_PLANS,
  subjects: planVaults,

  evaluate({ name }, { points }) {
    const expected = { notEncrypted: 0 };
    const all = points.get(name);
    if (all === null) return fail(ABSENT_VAULT, expected, {});
    const clear = all.filter(({ encrypted }) => encrypted === false);
    const actual = { points: all.length, notEncrypted: clear.length };
    if (clear.length > 0) {
      return fail('A recovery point is not encrypted.', expected, actual, {
        details: clear.map(({ arn }) => `Not encrypted: ${arn ?? 'a point without an ARN'}.`),
      });
    }
    return all.some(({ encrypted }) => encrypted === null)
      ? unknown('AWS Backup does not say of every recovery point whether it is encrypted.')
      : pass(expected, actual);
  },
});
