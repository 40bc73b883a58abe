import { ruleTargets } from '../../collectors/aws/eventbridge/rule-targets.ts';
import { eventRules } from '../../collectors/aws/eventbridge/rules.ts';
import { keyPolicies } from '../../collectors/aws/kms/key-policies.ts';
import { kmsKeys } from '../../collectors/aws/kms/keys.ts';
import { queues } from '../../collectors/aws/sqs/queues.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { isMalformed, parseDocument } from '../iam/policy/document.ts';
import { isKey } from '../kms/identity.ts';
import { keyLetsIn } from '../kms/service-access.ts';
import { ABSENT, declaredRules, NO_RULES, queueArn, type RuleSubject } from './subjects.ts';

interface DeliverySubject extends RuleSubject {
  /** Names of all declared queues, and aliases of all declared keys. */
  readonly queueNames: readonly string[];
  readonly keyAliases: readonly string[];
}

export default defineCheck({
  id: 'eventbridge/kms-delivery',
  title:
    'EventBridge may use the keys of the queues that the rule delivers to, dead letters included',
  risk: 'Events are matched and dropped: the queue cannot be written to, nor can its dead-letter queue.',
  remediation:
    'Encrypt the queues with SSE-SQS, or with a key of your own whose policy lets events.amazonaws.com use it.',
  fix: {
    cli: 'aws sqs set-queue-attributes --queue-url <url> --attributes SqsManagedSseEnabled=true',
    cdk: 'new sqs.Queue(this, "<id>", { encryption: sqs.QueueEncryption.SQS_MANAGED })',
  },
  severity: 'critical',
  resourceType: 'AWS::Events::Rule',
  references: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html#sqs-encrypted',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html#compatibility-with-aws-services',
  ],
  controls: [],
  proves: ['messaging/eventbridge-path', 'messaging/dead-letters'],
  needs: { rules: eventRules, targets: ruleTargets, queues, keys: kmsKeys, policies: keyPolicies },
  none: NO_RULES,
  subjects: subjectsOf,

  evaluate({ name, queueNames, keyAliases }, artifacts, place) {
    const expected = { letIn: 'by the key of every queue' };
    const rule = artifacts.rules.get(name);
    if (rule === null) return fail(ABSENT, expected, {});
    const resource = rule.arn === null ? {} : { resource: rule.arn };
    const targets = artifacts.targets.get(name) ?? [];
    if (targets.length === 0) return fail('The rule has no target.', expected, {}, resource);
    const arns = targets.flatMap(({ arn, deadLetterArn }) => [
      ...(arn === null ? [] : [arn]),
      ...(deadLetterArn === null ? [] : [deadLetterArn]),
    ]);
    const context = new Map([
      ['aws:sourceaccount', place.account],
      ...(rule.arn === null ? [] : ([['aws:sourcearn', rule.arn]] as const)),
    ]);
    const answers = [...new Set(arns)]
      .filter((arn) => arn.split(':')[2] === 'sqs')
      .map((arn) => {
        const queue = queueNames.find((each) => arn === queueArn(each, place));
        // A queue that nobody declared was not asked for.
        const found = queue === undefined ? null : artifacts.queues.get(queue);
        if (found === null) return { arn, kmsKey: null, letsIn: 'unclear' as const };
        const { kmsKeyId } = found;
        // SSE-SQS asks no key.
        if (kmsKeyId === null) return { arn, kmsKey: null, letsIn: 'yes' as const };
        if (kmsKeyId.endsWith('alias/aws/sqs')) {
          return { arn, kmsKey: kmsKeyId, letsIn: 'no' as const };
        }
        const alias = keyAliases.find((each) => {
          const key = artifacts.keys.get(each);
          return key !== null && isKey(kmsKeyId, each, key);
        });
        const policy = alias === undefined ? null : artifacts.policies.get(alias);
        if (policy === null) return { arn, kmsKey: kmsKeyId, letsIn: 'unclear' as const };
        const document = parseDocument(policy.policy, 'resource');
        const letsIn = isMalformed(document)
          ? ('unclear' as const)
          : keyLetsIn(document, policy.arn, 'events.amazonaws.com', context);
        return { arn, kmsKey: kmsKeyId, letsIn };
      });
    const actual = { queues: answers };
    const refusing = answers.filter(({ letsIn }) => letsIn === 'no');
    if (refusing.length > 0) {
      return fail('The key of a queue refuses EventBridge.', expected, actual, {
        ...resource,
        details: refusing.map(({ arn, kmsKey }) => `${arn}: ${kmsKey ?? ''} refuses EventBridge.`),
      });
    }
    return answers.every(({ letsIn }) => letsIn === 'yes') &&
      targets.every(({ arn }) => arn !== null)
      ? pass(expected, actual, resource)
      : unknown('Whether the key of every queue lets EventBridge in cannot be told.');
  },
});

function subjectsOf(spec: Spec): readonly DeliverySubject[] {
  const queueNames = Object.keys(spec.queues ?? {});
  const keyAliases = Object.keys(spec.kmsKeys ?? {});
  return declaredRules(spec).map((subject) => ({ ...subject, queueNames, keyAliases }));
}
