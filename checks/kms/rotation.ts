import { keyRotations } from '../../collectors/aws/kms/key-rotations.ts';
import { kmsKeys } from '../../collectors/aws/kms/keys.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { ABSENT, declaredKeys, NO_KEYS } from './subjects.ts';

export default defineCheck({
  id: 'kms/rotation',
  title: 'The declared key is rotated automatically',
  risk: 'What once leaked of the key opens all that was ever encrypted with it.',
  remediation: 'Enable automatic rotation of the key.',
  fix: {
    cli: 'aws kms enable-key-rotation --key-id <key>',
    cdk: 'new kms.Key(this, "<id>", { enableKeyRotation: true })',
  },
  severity: 'medium',
  resourceType: 'AWS::KMS::Key',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4',
  ],
  controls: ['Security Hub 2026-08 KMS.4', 'CIS AWS 5.0.0 3.6', 'CIS AWS 6.0.0 4.6'],
  proves: ['security/keys'],
  needs: { keys: kmsKeys, rotations: keyRotations },
  none: NO_KEYS,
  subjects: (spec) =>
    declaredKeys(spec).map((subject) =>
      subject.declared.rotation
        ? subject
        : { ...subject, notApplicable: 'The spec declares that the key is not rotated.' },
    ),

  evaluate({ name }, { keys, rotations }) {
    const expected = { rotation: true };
    const key = keys.get(name);
    if (key === null) return fail(ABSENT, expected, {});
    const resource = { resource: key.arn };
    const rotation = rotations.get(name);
    const { spec, origin } = key;
    if (rotation === null) {
      return fail('KMS cannot rotate the key on its own.', expected, { spec, origin }, resource);
    }
    const { enabled, periodDays } = rotation;
    const actual = { rotation: enabled, periodDays, spec, origin };
    return enabled
      ? pass(expected, actual, resource)
      : fail('The key is not rotated.', expected, actual, resource);
  },
});
