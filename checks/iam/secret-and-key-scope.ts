import { iamRoles } from '../../collectors/aws/iam/roles.ts';
import { defineCheck, type SpecPath } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { isMalformed } from './policy/document.ts';
import { matches, patternOf } from './policy/pattern.ts';
import { decide, permissionsOf } from './policy/permissions.ts';
import { readRole } from './policy/read-role.ts';
import {
  ABSENT,
  declaredRoles,
  INTRICATE,
  NO_ROLES,
  UNREADABLE,
  type RoleSubject,
} from './subjects.ts';

interface ScopedSubject extends RoleSubject {
  /** Patterns of the secrets that services with the role consume. */
  readonly secretArns: readonly string[];
}

const READ = 'secretsmanager:getsecretvalue';
const SECRETS = {
  resources: 'arn:*:secretsmanager:*:*:secret:*',
  what: 'secrets that nobody declared for it',
};
const PARAMETERS = {
  resources: 'arn:*:ssm:*:*:parameter/*',
  what: 'parameters that nobody declared for it',
};
const KEYS = { resources: 'arn:*:kms:*:*:key/*', what: 'keys that nobody declared for it' };
/** What gives a secret away. Actions in lower case. */
const SCOPED = [
  { action: READ, ...SECRETS },
  { action: 'secretsmanager:batchgetsecretvalue', ...SECRETS },
  { action: 'ssm:getparameter', ...PARAMETERS },
  { action: 'ssm:getparameters', ...PARAMETERS },
  { action: 'ssm:getparametersbypath', ...PARAMETERS },
  { action: 'ssm:getparameterhistory', ...PARAMETERS },
  { action: 'kms:decrypt', ...KEYS },
  { action: 'kms:generatedatakey', ...KEYS },
  { action: 'kms:generatedatakeypair', ...KEYS },
  // To another key, with which whoever asks may decrypt.
  { action: 'kms:reencryptfrom', ...KEYS },
  // A grant lets whoever asks, or somebody else, decrypt.
  { action: 'kms:creategrant', ...KEYS },
] as const;

export default defineCheck({
  id: 'iam/secret-and-key-scope',
  title:
    'The role reads the declared secrets alone, and decrypts with no key beyond the declared ones',
  risk: 'One task that is taken over reads the credentials of all others.',
  remediation: 'Name the secrets and keys that the role needs in its policies.',
  fix: {
    cli: 'aws iam put-role-policy --role-name <role> --policy-name <policy> --policy-document file://<policy>.json',
    cdk: 'secret.grantRead(role)',
  },
  severity: 'high',
  resourceType: 'AWS::IAM::Role',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html',
  ],
  controls: ['Security Hub 2026-08 KMS.1', 'Security Hub 2026-08 KMS.2'],
  proves: ['security/least-privilege', 'security/secrets'],
  needs: { roles: iamRoles },
  none: NO_ROLES,
  subjects: subjectsOf,

  evaluate({ name, declared, secretArns }, { roles }) {
    const expected = { beyond: [] };
    const item = roles.get(name);
    if (item === null) return fail(ABSENT, expected, {});

    const permissions = permissionsOf(readRole(item));
    if (isMalformed(permissions)) return unknown(UNREADABLE);
    const judged = SCOPED.map(({ action, resources, what }) => {
      const own = (declared.allow ?? [])
        .filter((grant) =>
          grant.actions.some((each) => matches(patternOf(each.toLowerCase()), action)),
        )
        .flatMap((grant) => grant.resources);
      const except = [...own, ...(action === READ ? secretArns : [])].map(patternOf);
      return {
        action,
        what,
        grant: decide(permissions, action, { resources: patternOf(resources), except }),
      };
    });
    const beyond = judged.filter(({ grant }) => grant === 'allowed' || grant === 'conditional');
    const actual = { beyond: beyond.map(({ action }) => action) };
    if (beyond.length > 0) {
      return fail('The role reads or decrypts more than declared.', expected, actual, {
        resource: item.arn,
        details: beyond.map(({ action, what, grant }) =>
          grant === 'allowed'
            ? `${action} is allowed on ${what}.`
            : `${action} is allowed on ${what} under a condition that a request can fulfil.`,
        ),
      });
    }
    if (judged.some(({ grant }) => grant === 'undecided')) return unknown(INTRICATE);
    return pass(expected, actual, { resource: item.arn });
  },
});

/** Six characters of chance end the ARN of a secret. https://docs.aws.amazon.com/secretsmanager/latest/userguide/getting-started.html */
function subjectsOf(spec: Spec): readonly ScopedSubject[] {
  const shares = Object.entries(spec.secrets ?? {}).flatMap(([secret, { consumers = [] }]) =>
    consumers.map((service, index) => ({ service, secret, at: consumerPath(secret, index) })),
  );
  const sharesByService = Map.groupBy(shares, ({ service }) => service);
  const uses = Object.values(spec.clusters ?? {}).flatMap(({ services }) =>
    Object.entries(services).flatMap(([service, { roles, task }]) => {
      const consumed = [
        ...Object.values(task.containers).flatMap(({ secrets = {} }) =>
          Object.values(secrets).map((secret) => ({ secret, at: null })),
        ),
        ...(sharesByService.get(service) ?? []),
      ];
      return [roles.task, roles.execution].flatMap((role) =>
        consumed.map((use) => ({ role, ...use })),
      );
    }),
  );
  const usesByRole = Map.groupBy(uses, ({ role }) => role);
  const { id, region } = spec.account;
  return declaredRoles(spec).map((subject) => {
    const ofRole = usesByRole.get(subject.name) ?? [];
    return {
      ...subject,
      alsoAt: ofRole.flatMap(({ at }) => (at === null ? [] : [at])),
      secretArns: [...new Set(ofRole.map(({ secret }) => secret))].map(
        (secret) => `arn:*:secretsmanager:${region}:${id}:secret:${secret}-??????`,
      ),
    };
  });
}

function consumerPath(secret: string, index: number): SpecPath {
  return ['secrets', secret, 'consumers', index];
}
