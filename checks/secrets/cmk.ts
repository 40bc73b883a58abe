import { kmsKeys } from '../../collectors/aws/kms/keys.ts';
import { secrets } from '../../collectors/aws/secrets-manager/secrets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { isKey } from '../kms/identity.ts';
import { ABSENT, declaredSecrets, NO_SECRETS } from './subjects.ts';

export default defineCheck({
  id: 'secrets/cmk',
  title: 'The secret is encrypted with the declared key',
  risk: 'Who may use the key that AWS manages decides who reads the secret; no other account can ever be given it.',
  remediation: 'Update the secret with the declared key.',
  fix: {
    cli: 'aws secretsmanager update-secret --secret-id <secret> --kms-key-id <alias>',
    cdk: 'new secretsmanager.Secret(this, "<id>", { encryptionKey: key })',
  },
  severity: 'medium',
  resourceType: 'AWS::SecretsManager::Secret',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html',
  ],
  controls: [],
  proves: ['security/secrets', 'security/keys'],
  needs: { secrets, keys: kmsKeys },
  none: NO_SECRETS,
  subjects: (spec) =>
    declaredSecrets(spec).map((subject) =>
      subject.declared.kmsKeyAlias === undefined
        ? { ...subject, notApplicable: 'The spec declares no key for the secret.' }
        : subject,
    ),

  evaluate({ name, declared }, artifacts) {
    const alias = declared.kmsKeyAlias ?? '';
    const expected = { kmsKey: alias };
    const secret = artifacts.secrets.get(name);
    if (secret === null) return fail(ABSENT, expected, {});
    const resource = { resource: secret.arn };
    const actual = { kmsKey: secret.kmsKeyId };
    if (secret.kmsKeyId === null) {
      return fail('The secret is encrypted with the key of AWS.', expected, actual, resource);
    }
    const key = artifacts.keys.get(alias);
    if (key === null) return fail('The declared key does not exist.', expected, actual, resource);
    return isKey(secret.kmsKeyId, alias, key)
      ? pass(expected, actual, resource)
      : fail('The secret is encrypted with another key.', expected, actual, resource);
  },
});
