import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { allSecrets } from '../../collectors/aws/secrets-manager/all-secrets.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { unknown } from '../../core/judgement.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

const KIND = { one: 'A secret', many: 'secrets' } as const;

/** What a service of AWS keeps for itself, as RDS does with a master's password, cannot be declared. */
export default defineCheck({
  id: 'secrets/undeclared-secrets',
  title: 'No secret in the scope is undeclared',
  risk: 'What nobody planned is rotated by nobody, and read by whoever its policy lets in.',
  remediation: 'Declare the secret, or delete it.',
  fix: {
    cli: 'aws secretsmanager delete-secret --secret-id <secret> --recovery-window-in-days 7',
    cdk: 'new secretsmanager.Secret(this, "<id>", { secretName: "<name>" })',
  },
  severity: 'medium',
  resourceType: 'AWS::SecretsManager::Secret',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html',
  ],
  controls: [],
  proves: ['security/secrets'],
  needs: { secrets: allSecrets, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) => scopeSubject(spec, 'secrets', Object.keys(spec.secrets ?? {})),

  evaluate(subject, { secrets, tagged }) {
    const found = secrets.get(ALL);
    if (found === null) return unknown('AWS gave no list of the secrets.');
    const own = found.filter(({ owner }) => owner === null);
    const kept = own.filter(({ deleted }) => !deleted);
    const judged = judgeUndeclared(KIND, subject, kept, tagged);
    // Nobody can read a secret that waits for its deletion, so it fails nothing; but it can be brought back.
    const leaving = judgeUndeclared(
      KIND,
      subject,
      own.filter(({ deleted }) => deleted),
      tagged,
    );
    if (leaving.status !== 'fail' || (judged.status !== 'pass' && judged.status !== 'fail')) {
      return judged;
    }
    const details = (leaving.details ?? []).map((detail) => `Scheduled for deletion. ${detail}`);
    return { ...judged, details: [...(judged.details ?? []), ...details] };
  },
});
