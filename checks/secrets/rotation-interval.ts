import { secrets } from '../../collectors/aws/secrets-manager/secrets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { rotationPeriodDays } from './rotation-period.ts';
import { ABSENT, DELETED, NO_SECRETS, NOT_ROTATED, REPLICA, rotatedSecrets } from './subjects.ts';

export default defineCheck({
  id: 'secrets/rotation-interval',
  title: 'The secret is rotated at least as often as the spec says',
  risk: 'A credential that leaked once stays valid for longer than was agreed on.',
  remediation: 'Set the declared interval with RotateSecret and RotationRules.',
  fix: {
    cli: 'aws secretsmanager rotate-secret --secret-id <secret> --rotation-rules AutomaticallyAfterDays=<days>',
    cdk: 'secret.addRotationSchedule("<id>", { rotationLambda, automaticallyAfter: Duration.days(<days>) })',
  },
  severity: 'medium',
  resourceType: 'AWS::SecretsManager::Secret',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html',
  ],
  controls: ['Security Hub 2026-08 SecretsManager.4'],
  proves: ['security/secrets'],
  needs: { secrets },
  none: NO_SECRETS,
  subjects: (spec) =>
    rotatedSecrets(spec).map((subject) =>
      subject.notApplicable !== undefined || subject.declared.rotationDays !== undefined
        ? subject
        : { ...subject, notApplicable: 'The spec declares no interval for the secret.' },
    ),

  evaluate({ name, declared }, artifacts, { region }) {
    const expected = { rotationEnabled: true, atMostDays: declared.rotationDays ?? null };
    const secret = artifacts.secrets.get(name);
    if (secret === null) return fail(ABSENT, expected, {});

    const resource = { resource: secret.arn };
    const { rotationEnabled, rotationRules, deletedDate, primaryRegion } = secret;
    const days = rotationRules === null ? null : rotationPeriodDays(rotationRules);
    const actual = { rotationEnabled, days, rotationRules };
    if (deletedDate !== null) return fail(DELETED, expected, actual, resource);
    if (primaryRegion !== null && primaryRegion !== region) return unknown(REPLICA);
    // AWS keeps the rules when rotation is switched off, and documents null as never configured.
    if (rotationEnabled !== true) return fail(NOT_ROTATED, expected, actual, resource);
    if (days === null || expected.atMostDays === null) {
      return unknown('AWS does not say in a known form how often the secret is rotated.');
    }
    if (days > expected.atMostDays) {
      return fail('The secret is rotated less often than declared.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
