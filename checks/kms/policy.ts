import { keyPolicies, type KeyPolicy } from '../../collectors/aws/kms/key-policies.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { withOrganization } from '../iam/organization.ts';
import { isMalformed, parseDocument } from '../iam/policy/document.ts';
import { isCertain, openingsOf, UNTOLD_OWNER } from '../iam/policy/public-access.ts';
import { keyLetsIn } from './service-access.ts';
import { ABSENT, declaredKeys, NO_KEYS } from './subjects.ts';

export default defineCheck({
  id: 'kms/policy',
  title:
    'The policy and the grants of the declared key let in this account alone, and the services that need it',
  risk: 'Strangers decrypt the data, or a service that writes with the key is refused and drops what it has.',
  remediation:
    'Name principals of this account in the policy of the key, retire grants of others, and let in CloudWatch Logs where it encrypts log groups.',
  fix: {
    cli: 'aws kms put-key-policy --key-id <key> --policy-name default --policy file://<policy>.json',
    cdk: 'key.addToResourcePolicy(new iam.PolicyStatement({ principals: [<principal>], actions: ["kms:Decrypt"], resources: ["*"] }))',
  },
  severity: 'critical',
  resourceType: 'AWS::KMS::Key',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-5',
  ],
  controls: ['Security Hub 2026-08 KMS.5'],
  proves: ['security/keys'],
  needs: { policies: keyPolicies },
  none: NO_KEYS,
  subjects: (spec) => withOrganization(declaredKeys(spec), spec),

  evaluate({ name, logsEncrypted, organization }, { policies }, { account, region }) {
    const logs = `logs.${region}.amazonaws.com`;
    const expected = { openings: [], grantsToOthers: [], ...(logsEncrypted && { letsIn: [logs] }) };
    const item = policies.get(name);
    if (item === null) return fail(ABSENT, expected, {});
    const resource = { resource: item.arn };
    const document = parseDocument(item.policy, 'resource');
    if (isMalformed(document)) {
      return unknown(`The policy of the key cannot be read. ${document.malformed}`);
    }
    const openings = openingsOf(document, { accounts: [account], organization });
    const grantsToOthers = item.grants.filter(({ grantee }) => !isOwn(grantee, account));
    const logsAccess = logsEncrypted ? keyLetsIn(document, item.arn, logs, new Map()) : null;
    const actual = {
      openings: openings.map(({ sid, principal, to }) => ({ sid, principal, to })),
      grants: item.grants.length,
      grantsToOthers: grantsToOthers.map(({ grantee }) => grantee),
      ...(logsAccess !== null && { [logs]: logsAccess }),
    };
    const details = [
      ...openings.map(({ principal, to }) => `Let in by the policy: ${principal} (${to}).`),
      ...grantsToOthers.map(tellGrant),
    ];
    const told = { ...resource, details };
    if (openings.some(isCertain)) {
      return fail('The policy of the key lets in others.', expected, actual, told);
    }
    if (grantsToOthers.length > 0) {
      return fail('A grant of the key lets in others.', expected, actual, told);
    }
    if (logsAccess === 'no') {
      return fail('The policy of the key shuts out CloudWatch Logs.', expected, actual, resource);
    }
    if (logsAccess === 'unclear') {
      return unknown('Whether the policy lets in CloudWatch Logs depends on its requests.');
    }
    return openings.length > 0 ? unknown(UNTOLD_OWNER) : pass(expected, actual, resource);
  },
});

/** Services of AWS hold grants for what they store. */
function isOwn(grantee: string | null, account: string): boolean {
  if (grantee === null) return false;
  return (
    /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(grantee) || grantee.split(':')[4] === account
  );
}

function tellGrant({ grantee, operations }: KeyPolicy['grants'][number]): string {
  return `Let in by a grant: ${grantee ?? 'somebody whom KMS does not name'} (${operations.join(', ')}).`;
}
