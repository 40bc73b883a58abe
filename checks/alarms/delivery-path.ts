import { keyPolicies } from '../../collectors/aws/kms/key-policies.ts';
import { kmsKeys } from '../../collectors/aws/kms/keys.ts';
import { topics } from '../../collectors/aws/sns/topics.ts';
import { defineCheck, type Subject } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { withOrganization } from '../iam/organization.ts';
import { isMalformed, parseDocument } from '../iam/policy/document.ts';
import { isCertain, openingsOf, UNTOLD_OWNER } from '../iam/policy/public-access.ts';
import { letsIn } from '../iam/policy/resource-access.ts';
import { isKey } from '../kms/identity.ts';
import { keyLetsIn } from '../kms/service-access.ts';

interface TopicSubject extends Subject {
  readonly kmsKeyAlias: string | null;
}

const CLOUDWATCH = 'cloudwatch.amazonaws.com';

export default defineCheck({
  id: 'alarms/delivery-path',
  title: 'CloudWatch may publish to the topic, and use its key',
  risk: 'The alarm goes off, and its message is dropped before anybody could read it.',
  remediation:
    'Let cloudwatch.amazonaws.com publish by the policy of the topic, and use its key by the policy of the key.',
  fix: {
    cli: 'aws sns set-topic-attributes --topic-arn <topic-arn> --attribute-name KmsMasterKeyId --attribute-value <alias>',
    cdk: 'new sns.Topic(this, "<id>", { masterKey: key }); key.grantEncryptDecrypt(new iam.ServicePrincipal("cloudwatch.amazonaws.com"))',
  },
  severity: 'medium',
  resourceType: 'AWS::SNS::Topic',
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
  ],
  controls: ['Security Hub 2026-08 SNS.1', 'Security Hub 2026-08 SNS.4'],
  proves: ['security/observability'],
  needs: { topics, keys: kmsKeys, policies: keyPolicies },
  none: 'The spec declares no topic.',
  subjects: (spec) => withOrganization(topicsOf(spec), spec),

  evaluate({ name, kmsKeyAlias, organization }, artifacts, { account }) {
    const expected = { publish: 'yes', ...(kmsKeyAlias !== null && { kmsKey: kmsKeyAlias }) };
    const topic = artifacts.topics.get(name);
    if (topic === null) return fail('The topic does not exist.', expected, {});
    const { arn, policy, kmsKeyId } = topic;
    const resource = { resource: arn };
    if (policy === null) return unknown('SNS does not give the policy of the topic.');
    const document = parseDocument(policy, 'resource');
    if (isMalformed(document)) return unknown('The policy of the topic cannot be read.');
    const context = new Map([
      ['aws:sourceaccount', account],
      ['aws:sourceowner', account],
    ]);
    const request = { service: CLOUDWATCH, action: 'sns:publish', resource: arn, context };
    const publish = letsIn(document, request);
    const openings = openingsOf(document, { accounts: [account], organization });
    const actual = {
      publish,
      kmsKey: kmsKeyId,
      openings: openings.map(({ principal }) => principal),
    };
    if (openings.some(isCertain)) {
      return fail('The policy of the topic lets in others.', expected, actual, {
        ...resource,
        details: openings.map(({ principal, to }) => `Let in: ${principal} (${to}).`),
      });
    }
    if (publish === 'no') {
      return fail('The topic refuses CloudWatch.', expected, actual, resource);
    }
    if (kmsKeyId === null) {
      if (kmsKeyAlias !== null) {
        return fail(
          'The topic is not encrypted with the declared key.',
          expected,
          actual,
          resource,
        );
      }
    } else {
      // Its policy cannot be changed, and does not name CloudWatch.
      if (kmsKeyId.endsWith('alias/aws/sns')) {
        return fail('The key of AWS refuses CloudWatch.', expected, actual, resource);
      }
      const key = kmsKeyAlias === null ? null : artifacts.keys.get(kmsKeyAlias);
      if (kmsKeyAlias !== null && (key === null || !isKey(kmsKeyId, kmsKeyAlias, key))) {
        return fail('The topic is encrypted with another key.', expected, actual, resource);
      }
      const ofKey = kmsKeyAlias === null ? null : artifacts.policies.get(kmsKeyAlias);
      if (ofKey === null) return unknown('Nobody asked for the policy of the key of the topic.');
      const keyDocument = parseDocument(ofKey.policy, 'resource');
      if (isMalformed(keyDocument)) return unknown('The policy of the key cannot be read.');
      const use = keyLetsIn(keyDocument, ofKey.arn, CLOUDWATCH, context);
      if (use === 'no') {
        return fail('The key of the topic refuses CloudWatch.', expected, actual, resource);
      }
      if (use === 'unclear') {
        return unknown('Whether the key lets CloudWatch in depends on its requests.');
      }
    }
    if (publish === 'unclear') {
      return unknown('Whether the topic lets CloudWatch in depends on its requests.');
    }
    return openings.length > 0 ? unknown(UNTOLD_OWNER) : pass(expected, actual, resource);
  },
});

function topicsOf(spec: Spec): readonly TopicSubject[] {
  return Object.entries(spec.topics ?? {}).map(([name, { kmsKeyAlias = null }]) => ({
    name,
    path: ['topics', name],
    kmsKeyAlias,
  }));
}
