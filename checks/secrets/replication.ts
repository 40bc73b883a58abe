import { secrets } from '../../collectors/aws/secrets-manager/secrets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unsettled } from '../../core/judgement.ts';
import { ABSENT, declaredSecrets, NO_SECRETS } from './subjects.ts';

export default defineCheck({
  id: 'secrets/replication',
  title: 'The secret is copied to the declared regions, and every copy is current',
  risk: 'In another region the application starts with credentials that are no longer valid, or not at all.',
  remediation:
    'Replicate the secret to the declared regions, and mend what Secrets Manager reports of a failed copy.',
  fix: {
    cli: 'aws secretsmanager replicate-secret-to-regions --secret-id <secret> --add-replica-regions Region=<region>',
    cdk: 'new secretsmanager.Secret(this, "<id>", { replicaRegions: [{ region: "<region>" }] })',
  },
  severity: 'medium',
  resourceType: 'AWS::SecretsManager::Secret',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html',
  ],
  controls: [],
  proves: [],
  needs: { secrets },
  none: NO_SECRETS,
  subjects: (spec) =>
    declaredSecrets(spec).map((subject) =>
      (subject.declared.replicaRegions ?? []).length === 0
        ? {
            ...subject,
            notApplicable: 'The spec declares no copy of the secret in another region.',
          }
        : subject,
    ),

  evaluate({ name, declared }, artifacts) {
    const regions = [...(declared.replicaRegions ?? [])].sort();
    const expected = { replicas: regions.map((region) => ({ region, status: 'InSync' })) };
    const secret = artifacts.secrets.get(name);
    if (secret === null) return fail(ABSENT, expected, {});
    // Secrets Manager leaves the list out of a secret that was never replicated.
    const replicas = secret.replicas ?? [];
    const actual = { replicas };
    const statusIn = (region: string) => replicas.find((replica) => replica.region === region);
    const wrong = regions.filter((region) => statusIn(region)?.status !== 'InSync');
    const resource = {
      resource: secret.arn,
      details: wrong.map((region) => {
        const status = statusIn(region);
        return status === undefined
          ? `There is no copy in ${region}.`
          : `The copy in ${region} is ${status.status ?? 'in an unknown state'}.`;
      }),
    };
    if (wrong.length === 0) return pass(expected, actual, { resource: secret.arn });
    return wrong.every((region) => statusIn(region)?.status === 'InProgress')
      ? unsettled('The secret is being copied.', expected, actual, resource)
      : fail('The secret is not copied to every declared region.', expected, actual, resource);
  },
});
