import { secretPolicies } from '../../collectors/aws/secrets-manager/secret-policies.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { withOrganization } from '../iam/organization.ts';
import { isMalformed, parseDocument } from '../iam/policy/document.ts';
import { isCertain, openingsOf, UNTOLD_OWNER } from '../iam/policy/public-access.ts';
import { ABSENT, declaredSecrets, NO_SECRETS } from './subjects.ts';

export default defineCheck({
  id: 'secrets/policy-not-public',
  title: 'The policy of the secret lets in this account and nobody else',
  risk: 'Strangers read the secret.',
  remediation:
    'Name principals of this account in the policy of the secret, with BlockPublicPolicy.',
  fix: {
    cli: 'aws secretsmanager put-resource-policy --secret-id <secret> --resource-policy file://<policy>.json --block-public-policy',
    cdk: 'secret.addToResourcePolicy(new iam.PolicyStatement({ principals: [<principal>], actions: ["secretsmanager:GetSecretValue"], resources: ["*"] }))',
  },
  severity: 'critical',
  resourceType: 'AWS::SecretsManager::Secret',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html',
  ],
  controls: [],
  proves: ['security/secrets'],
  needs: { policies: secretPolicies },
  none: NO_SECRETS,
  subjects: (spec) => withOrganization(declaredSecrets(spec), spec),

  evaluate({ name, organization }, { policies }, { account }) {
    const expected = { accounts: [account], openings: [] };
    const secret = policies.get(name);
    if (secret === null) return fail(ABSENT, expected, {});
    const resource = { resource: secret.arn };
    // Without a policy only identities of the account get in, by their own policies.
    if (secret.policy === null) return pass(expected, { policy: null }, resource);
    const document = parseDocument(secret.policy, 'resource');
    if (isMalformed(document)) {
      return unknown(`The policy of the secret cannot be read. ${document.malformed}`);
    }
    const openings = openingsOf(document, { accounts: [account], organization });
    const actual = { openings: openings.map(({ sid, principal, to }) => ({ sid, principal, to })) };
    if (openings.some(isCertain)) {
      return fail('The policy of the secret lets in others.', expected, actual, {
        ...resource,
        details: openings.map(({ principal, to }) => `Let in: ${principal} (${to}).`),
      });
    }
    return openings.length > 0 ? unknown(UNTOLD_OWNER) : pass(expected, actual, resource);
  },
});
