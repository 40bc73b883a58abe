import { iamRoles } from '../../collectors/aws/iam/roles.ts';
import { keyPolicies } from '../../collectors/aws/kms/key-policies.ts';
import { kmsKeys } from '../../collectors/aws/kms/keys.ts';
import { secretPolicies } from '../../collectors/aws/secrets-manager/secret-policies.ts';
import { secrets } from '../../collectors/aws/secrets-manager/secrets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { isMalformed, parseDocument } from '../iam/policy/document.ts';
import { permissionsOf } from '../iam/policy/permissions.ts';
import { readRole } from '../iam/policy/read-role.ts';
import { roleAccess } from '../iam/policy/role-access.ts';
import { isKey } from '../kms/identity.ts';
import { ABSENT, declaredSecrets, NO_SECRETS, type SecretSubject } from './subjects.ts';

interface ConsumedSecret extends SecretSubject {
  /** The execution roles of the services that have it injected, by name. */
  readonly roles: readonly string[];
}

/**
 * Judged from the policies of the role, of the secret and of its key. What a policy of the organization denies on top of
 * that is not seen here.
 */
export default defineCheck({
  id: 'secrets/readable-by-execution-role',
  title: 'The execution roles of the consuming services may read the secret and decrypt it',
  risk: 'The next task that is placed cannot start: it is given no secret.',
  remediation:
    'Allow secretsmanager:GetSecretValue on the secret and kms:Decrypt on its key, in the policies of the role or of the key.',
  fix: {
    cli: 'aws iam put-role-policy --role-name <role> --policy-name <policy> --policy-document file://<policy>.json',
    cdk: 'secret.grantRead(executionRole)',
  },
  severity: 'critical',
  resourceType: 'AWS::SecretsManager::Secret',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html',
  ],
  controls: [],
  proves: ['security/secrets', 'security/least-privilege'],
  needs: { secrets, policies: secretPolicies, roles: iamRoles, keys: kmsKeys, keyPolicies },
  none: NO_SECRETS,
  subjects: consumedSecrets,

  evaluate({ name, declared, roles }, artifacts, { account, region }) {
    const expected = { readableBy: roles };
    const secret = artifacts.secrets.get(name);
    if (secret === null) return fail(ABSENT, expected, {});
    const resource = { resource: secret.arn };
    const policy = artifacts.policies.get(name)?.policy ?? null;
    const document = policy === null ? null : parseDocument(policy, 'resource');
    if (document !== null && isMalformed(document)) {
      return unknown('The policy of the secret cannot be read.');
    }
    // Whoever may read a secret under the key of AWS may decrypt it.
    const { kmsKeyId } = secret;
    const alias = declared.kmsKeyAlias ?? '';
    const declaredKey = kmsKeyId === null || alias === '' ? null : artifacts.keys.get(alias);
    const isDeclared =
      kmsKeyId !== null && declaredKey !== null && isKey(kmsKeyId, alias, declaredKey);
    const key = isDeclared ? artifacts.keyPolicies.get(alias) : null;
    const keyDocument = key === null ? null : parseDocument(key.policy, 'resource');
    if (keyDocument !== null && isMalformed(keyDocument)) {
      return unknown('The policy of the key cannot be read.');
    }
    const answers = roles.map((role) => {
      const item = artifacts.roles.get(role);
      if (item === null) return { role, read: 'no', decrypt: 'no' } as const;
      const permissions = permissionsOf(readRole(item));
      if (isMalformed(permissions)) return { role, read: 'unclear', decrypt: 'unclear' } as const;
      const read = roleAccess(
        permissions,
        document,
        { action: 'secretsmanager:getsecretvalue', resource: secret.arn, context: new Map() },
        'account decides',
      );
      const decrypt =
        key === null || keyDocument === null
          ? 'yes'
          : roleAccess(
              permissions,
              keyDocument,
              {
                action: 'kms:decrypt',
                resource: key.arn,
                context: new Map([
                  ['kms:viaservice', `secretsmanager.${region}.amazonaws.com`],
                  ['kms:calleraccount', account],
                ]),
              },
              'by statement',
            );
      return { role, read, decrypt };
    });
    const actual = { answers, kmsKey: kmsKeyId };
    const refused = answers.flatMap(({ role, read, decrypt }) => [
      ...(read === 'no' ? [`${role} may not read the secret.`] : []),
      ...(decrypt === 'no' ? [`${role} may not decrypt with the key of the secret.`] : []),
    ]);
    if (refused.length > 0) {
      return fail('An execution role cannot read the secret.', expected, actual, {
        ...resource,
        details: refused,
      });
    }
    if (answers.some(({ read, decrypt }) => read !== 'yes' || decrypt !== 'yes')) {
      return unknown('Whether every execution role can read the secret depends on its requests.');
    }
    return kmsKeyId !== null && key === null
      ? unknown('The secret has another key than the declared one, whose policy nobody asked for.')
      : pass(expected, actual, resource);
  },
});

/** ECS reads with the execution role what it injects. */
function consumedSecrets(spec: Spec): readonly ConsumedSecret[] {
  const injections = Object.values(spec.clusters ?? {}).flatMap(({ services }) =>
    Object.values(services).flatMap(({ task, roles }) =>
      Object.values(task.containers).flatMap(({ secrets: injected = {} }) =>
        Object.values(injected).map((secret) => ({ secret, role: roles.execution })),
      ),
    ),
  );
  const injectionsBySecret = Map.groupBy(injections, ({ secret }) => secret);
  return declaredSecrets(spec).map((subject) => {
    const injecting = injectionsBySecret.get(subject.name) ?? [];
    const roles = [...new Set(injecting.map(({ role }) => role))].sort();
    return roles.length > 0
      ? { ...subject, roles }
      : { ...subject, roles, notApplicable: 'The spec has no service inject the secret.' };
  });
}
