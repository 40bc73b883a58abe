import { CURRENT, secrets, type Secret } from '../../collectors/aws/secrets-manager/secrets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { ABSENT, DELETED, NO_SECRETS, NOT_ROTATED, REPLICA, rotatedSecrets } from './subjects.ts';

const PENDING = 'AWSPENDING';
/** A rotation takes minutes; a version that has waited for a day waits for a function that fails. */
const STUCK_AFTER_MS = 24 * 60 * 60 * 1000;

export default defineCheck({
  id: 'secrets/rotation-healthy',
  title: 'The secret is rotated when it is due, and no rotation is stuck',
  risk: 'Rotation is on and fails unnoticed, and a half-rotated credential locks the service out.',
  remediation: 'Repair the rotation function, then rotate the secret with RotateSecret.',
  fix: {
    cli: 'aws secretsmanager rotate-secret --secret-id <secret> --rotate-immediately',
    cdk: 'secret.addRotationSchedule("<id>", { hostedRotation: secretsmanager.HostedRotation.postgreSqlSingleUser({ vpc }) })',
  },
  severity: 'high',
  resourceType: 'AWS::SecretsManager::Secret',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html',
  ],
  controls: ['Security Hub 2026-08 SecretsManager.2'],
  proves: ['security/secrets'],
  needs: { secrets },
  none: NO_SECRETS,
  subjects: rotatedSecrets,

  evaluate({ name }, artifacts, { takenAt, region }) {
    const expected = { rotationEnabled: true, isOverdue: false, pendingVersions: [] };
    const secret = artifacts.secrets.get(name);
    if (secret === null) return fail(ABSENT, expected, {});

    const resource = { resource: secret.arn };
    const { rotationEnabled, nextRotationDate, lastRotatedDate, lastChangedDate } = secret;
    const pendingVersions = pendingOf(secret);
    const actual = {
      rotationEnabled,
      nextRotationDate,
      lastRotatedDate,
      lastChangedDate,
      pendingVersions,
    };
    if (secret.deletedDate !== null) return fail(DELETED, expected, actual, resource);
    if (secret.primaryRegion !== null && secret.primaryRegion !== region) return unknown(REPLICA);
    // AWS documents null as never configured.
    if (rotationEnabled !== true) return fail(NOT_ROTATED, expected, actual, resource);
    // A secret that was never rotated has its first date, too: until then it is in time.
    if (nextRotationDate !== null && Date.parse(nextRotationDate) < takenAt) {
      return fail('The rotation of the secret is overdue.', expected, actual, resource);
    }
    if (pendingVersions !== null && pendingVersions.length > 0) {
      // The secret changed when the version was made, so the version is at least as old as the last change.
      if (lastChangedDate === null) {
        return unknown('AWS does not say since when a rotation is under way.');
      }
      return takenAt - Date.parse(lastChangedDate) > STUCK_AFTER_MS
        ? fail('A rotation of the secret is stuck.', expected, actual, resource)
        : unsettled('A rotation of the secret is under way.', expected, actual, resource);
    }
    if (nextRotationDate === null) {
      return unknown('AWS does not say when the secret is rotated next.');
    }
    if (pendingVersions === null) {
      return unknown('AWS does not say which versions of the secret are staged.');
    }
    return pass(expected, actual, resource);
  },
});

/** Versions that wait to become current; a rotation that has finished may leave both labels on one version. */
function pendingOf({ versions }: Secret): readonly string[] | null {
  if (versions === null) return null;
  return Object.entries(versions)
    .filter(([, stages]) => stages.includes(PENDING) && !stages.includes(CURRENT))
    .map(([version]) => version)
    .sort();
}
