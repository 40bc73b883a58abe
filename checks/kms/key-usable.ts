import { kmsKeys } from '../../collectors/aws/kms/keys.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { ABSENT, declaredKeys, NO_KEYS } from './subjects.ts';

export default defineCheck({
  id: 'kms/key-usable',
  title: 'The declared key is enabled, and nobody is about to delete it',
  risk: 'Data that is encrypted with it can be neither read nor restored.',
  remediation: 'Enable the key, or cancel its deletion and enable it then.',
  fix: {
    cli: 'aws kms cancel-key-deletion --key-id <key> && aws kms enable-key --key-id <key>',
    cdk: 'new kms.Key(this, "<id>", { alias: "<alias>", enabled: true, removalPolicy: RemovalPolicy.RETAIN })',
  },
  severity: 'critical',
  resourceType: 'AWS::KMS::Key',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-3',
  ],
  controls: ['Security Hub 2026-08 KMS.3'],
  proves: ['security/keys'],
  needs: { keys: kmsKeys },
  none: NO_KEYS,
  subjects: declaredKeys,

  evaluate({ name }, { keys }) {
    const expected = { state: 'Enabled', deletionDate: null };
    const key = keys.get(name);
    if (key === null) return fail(ABSENT, expected, {});
    const { arn, state, deletionDate } = key;
    const actual = { state, deletionDate };
    const resource = { resource: arn };
    switch (state) {
      case 'Enabled':
        return deletionDate === null
          ? pass(expected, actual, resource)
          : fail('The key will be deleted.', expected, actual, resource);
      case 'Creating':
      case 'Updating':
        return unsettled('The key is being changed.', expected, actual, resource);
      case 'PendingDeletion':
      case 'PendingReplicaDeletion':
        return fail('The key will be deleted.', expected, actual, resource);
      case 'Disabled':
      case 'PendingImport':
      case 'Unavailable':
        return fail('The key cannot be used.', expected, actual, resource);
      case null:
      default:
        return unknown('KMS does not say whether the key can be used.');
    }
  },
});
