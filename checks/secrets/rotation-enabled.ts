import { secrets } from '../../collectors/aws/secrets-manager/secrets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, DELETED, NO_SECRETS, NOT_ROTATED, REPLICA, rotatedSecrets } from './subjects.ts';

/** Only the switch counts: the rules and the function stay when rotation is cancelled. */
export default defineCheck({
  id: 'secrets/rotation-enabled',
  title: 'The secret is rotated automatically',
  risk: 'A credential that leaked once, in a log or an image, stays valid for ever.',
  remediation: 'Switch rotation on with RotateSecret, or declare why the secret is static.',
  fix: {
    cli: 'aws secretsmanager rotate-secret --secret-id <secret> --rotation-lambda-arn <function-arn> --rotation-rules AutomaticallyAfterDays=<days>',
    cdk: 'secret.addRotationSchedule("<id>", { rotationLambda, automaticallyAfter: Duration.days(<days>) })',
  },
  severity: 'high',
  resourceType: 'AWS::SecretsManager::Secret',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html',
  ],
  controls: ['Security Hub 2026-08 SecretsManager.1'],
  proves: ['security/secrets'],
  needs: { secrets },
  none: NO_SECRETS,
  subjects: rotatedSecrets,

  evaluate({ name }, artifacts, { region }) {
    const secret = artifacts.secrets.get(name);
    const expected = { rotationEnabled: true };
    if (secret === null) return fail(ABSENT, expected, {});

    const resource = { resource: secret.arn };
    const { rotationEnabled, owningService, rotationLambdaArn, primaryRegion, deletedDate } =
      secret;
    const actual = { rotationEnabled, owningService, rotationLambdaArn };
    // A secret that is about to go cannot be rotated.
    if (deletedDate !== null) {
      return fail(
        DELETED,
        { ...expected, deletedDate: null },
        { ...actual, deletedDate },
        resource,
      );
    }
    if (primaryRegion !== null && primaryRegion !== region) return unknown(REPLICA);
    // AWS documents null as never configured.
    if (rotationEnabled !== true) {
      return fail(NOT_ROTATED, expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
