import { backupVaults } from '../../collectors/aws/backup/vaults.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { isMalformed, parseDocument, type PolicyDocument } from '../iam/policy/document.ts';
import { selects } from '../iam/policy/selection.ts';
import { ABSENT_VAULT, NO_PLANS, planVaults } from './plans.ts';

/** What a policy must deny to everyone, to be as good as a lock. In lower case. */
const DELETING = [
  'backup:deleterecoverypoint',
  'backup:updaterecoverypointlifecycle',
  'backup:putbackupvaultaccesspolicy',
];

export default defineCheck({
  id: 'backup/vault-locked',
  title: 'Nobody can delete or shorten what the vault keeps',
  risk: 'Whoever takes over the account deletes the backups before anything else.',
  remediation:
    'Lock the vault for at least the declared retention, or deny deletion in its policy.',
  fix: {
    cli: 'aws backup put-backup-vault-lock-configuration --backup-vault-name <vault> --min-retention-days <days>',
    cdk: 'new backup.BackupVault(this, "<id>", { lockConfiguration: { minRetention: Duration.days(<days>) } })',
  },
  severity: 'high',
  resourceType: 'AWS::Backup::BackupVault',
  references: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-vault-access-policy.html',
  ],
  controls: [],
  proves: ['aurora/backup'],
  needs: { vaults: backupVaults },
  none: NO_PLANS,
  subjects: planVaults,

  evaluate({ name, retentionDays }, { vaults }, { takenAt }) {
    const expected = { locked: true, minRetentionDaysAtLeast: retentionDays };
    const vault = vaults.get(name);
    if (vault === null) return fail(ABSENT_VAULT, expected, {});
    const { arn, locked, lockDate, minRetentionDays, policy } = vault;
    const mode = lockDate !== null && Date.parse(lockDate) <= takenAt ? 'compliance' : 'governance';
    const document = policy === null ? null : parseDocument(policy, 'resource');
    const denied = document === null || isMalformed(document) ? [] : deniedBy(document);
    const actual = {
      locked,
      ...(locked === true && { mode }),
      minRetentionDays,
      deniedByPolicy: denied,
    };
    const resource = { resource: arn };
    const isLongEnough = minRetentionDays !== null && minRetentionDays >= retentionDays;
    if (locked === true && isLongEnough) return pass(expected, actual, resource);
    if (DELETING.every((action) => denied.includes(action))) {
      return pass(expected, actual, resource);
    }
    if (locked === null || (document !== null && isMalformed(document))) {
      return unknown('Whether the vault is locked, or what its policy denies, cannot be told.');
    }
    return locked
      ? fail('The lock lets backups go earlier than declared.', expected, actual, resource)
      : fail('The vault is not locked.', expected, actual, resource);
  },
});

/** Without a condition, and to everyone: a denial with an exception has a way around it. */
function deniedBy({ statements }: PolicyDocument): readonly string[] {
  const denying = statements.filter(
    ({ effect, principals, conditions, resources }) =>
      effect === 'Deny' &&
      conditions.length === 0 &&
      principals?.kind === 'only' &&
      principals.list.some(({ kind }) => kind === 'everyone') &&
      (resources === null || (resources.kind === 'only' && resources.texts.includes('*'))),
  );
  return DELETING.filter((action) => denying.some(({ actions }) => selects(actions, action)));
}
