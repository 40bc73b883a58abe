import { CURRENT, isStaged, secrets } from '../../collectors/aws/secrets-manager/secrets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredSecrets, DELETED, NO_SECRETS } from './subjects.ts';

export default defineCheck({
  id: 'secrets/current-and-alive',
  title: 'The secret exists, is not being deleted and has a current version',
  risk: 'Tasks that inject the secret cannot start, at the latest when the next one is placed.',
  remediation:
    'Create the secret with a value, restore it with RestoreSecret, or stage a version as AWSCURRENT.',
  fix: {
    cli: 'aws secretsmanager restore-secret --secret-id <secret>',
    cdk: 'new secretsmanager.Secret(this, "<id>", { secretName: "<secret>", removalPolicy: RemovalPolicy.RETAIN })',
  },
  severity: 'critical',
  resourceType: 'AWS::SecretsManager::Secret',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html',
  ],
  controls: [],
  proves: ['security/secrets'],
  needs: { secrets },
  none: NO_SECRETS,
  subjects: declaredSecrets,

  evaluate({ name }, artifacts) {
    const expected = { deletedDate: null, currentVersion: true };
    const secret = artifacts.secrets.get(name);
    if (secret === null) return fail(ABSENT, expected, {});

    const resource = { resource: secret.arn };
    const currentVersion = isStaged(secret);
    const actual = { deletedDate: secret.deletedDate, currentVersion };
    // AWS leaves the date out of a secret that is not scheduled for deletion.
    if (secret.deletedDate !== null) return fail(DELETED, expected, actual, resource);
    if (currentVersion === null) {
      return unknown('AWS does not say which versions of the secret are staged.');
    }
    if (!currentVersion) {
      return fail('The secret has no current version.', expected, actual, {
        ...resource,
        details: [`No version is staged as ${CURRENT}.`],
      });
    }
    return pass(expected, actual, resource);
  },
});
