import { logResourcePolicies } from '../../collectors/aws/cloudwatch-logs/resource-policies.ts';
import { eventRules } from '../../collectors/aws/eventbridge/rules.ts';
import { ruleTargets } from '../../collectors/aws/eventbridge/rule-targets.ts';
import { queues } from '../../collectors/aws/sqs/queues.ts';
import { defineCheck, type JudgeContext } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { isMalformed, parseDocument } from '../iam/policy/document.ts';
import { letsIn } from '../iam/policy/resource-access.ts';
import { ABSENT, declaredRules, NO_RULES, sameArn } from './subjects.ts';

const EVENTS = 'events.amazonaws.com';
/** What EventBridge does in a log group. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html */
const LOG_ACTIONS = ['logs:createlogstream', 'logs:putlogevents'];

/**
 * Queues and log groups let EventBridge in by policies of their own, and so do dead-letter queues. Targets of other kinds
 * need roles, which are not judged here: such a target leaves the rule undecided.
 */
export default defineCheck({
  id: 'eventbridge/delivery-permission',
  title: 'Every target of the EventBridge rule, and its dead-letter queue, lets EventBridge in',
  risk: 'Events are matched and refused by the target, and nothing fails where anybody looks.',
  remediation: 'Allow events.amazonaws.com in the policy of the target, for the ARN of the rule.',
  fix: {
    cli: 'aws sqs set-queue-attributes --queue-url <url> --attributes file://policy.json # or: aws logs put-resource-policy --policy-name events --policy-document file://policy.json',
    cdk: 'rule.addTarget(new targets.SqsQueue(queue)) // grants it; for a log group: new targets.CloudWatchLogGroup(logGroup)',
  },
  severity: 'critical',
  resourceType: 'AWS::Events::Rule',
  references: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
  ],
  controls: [],
  proves: ['messaging/eventbridge-path', 'messaging/dead-letters'],
  needs: { rules: eventRules, targets: ruleTargets, queues, logPolicies: logResourcePolicies },
  none: NO_RULES,
  subjects: declaredRules,

  evaluate({ name }, artifacts, place) {
    const expected = { letIn: 'every target and dead-letter queue' };
    const rule = artifacts.rules.get(name);
    if (rule === null) return fail(ABSENT, expected, {});
    const resource = rule.arn === null ? {} : { resource: rule.arn };
    const targets = artifacts.targets.get(name) ?? [];
    if (targets.length === 0) return fail('The rule has no target.', expected, {}, resource);
    const arns = targets.flatMap(({ arn, deadLetterArn }) => [
      sameArn(arn),
      ...(deadLetterArn === null ? [] : [deadLetterArn]),
    ]);
    const policiesOf = (arn: string): readonly string[] | null => {
      const [, , service, , , ...rest] = arn.split(':');
      if (service === 'sqs') {
        const policy = artifacts.queues.get(rest.join(':'))?.policy ?? null;
        return policy === null ? [] : [policy];
      }
      return service === 'logs' ? (artifacts.logPolicies.get('all') ?? []) : null;
    };
    const answers = [...new Set(arns)].map((arn) => ({
      arn,
      letsIn:
        arn === null || rule.arn === null
          ? 'unclear'
          : answerOf(policiesOf(arn), arn, rule.arn, place),
    }));
    const actual = { targets: answers };
    const refusing = answers.filter(({ letsIn: answer }) => answer === 'no');
    if (refusing.length > 0) {
      return fail('A target refuses events of the rule.', expected, actual, {
        ...resource,
        details: refusing.map(({ arn }) => `Refuses EventBridge: ${arn ?? ''}.`),
      });
    }
    if (answers.some(({ letsIn: answer }) => answer !== 'yes')) {
      return unknown('Whether every target lets EventBridge in cannot be told from its policies.');
    }
    return pass(expected, actual, resource);
  },
});

type Answer = 'yes' | 'no' | 'unclear';

/** Several policies of log groups are as one: any of them may allow, and any may deny. */
function answerOf(
  policies: readonly string[] | null,
  arn: string,
  ruleArn: string,
  { account }: JudgeContext,
): Answer {
  if (policies === null) return 'unclear';
  const context = new Map([
    ['aws:sourcearn', ruleArn],
    ['aws:sourceaccount', account],
    ['aws:securetransport', 'true'],
  ]);
  const isLogs = arn.includes(':logs:');
  const actions = isLogs ? LOG_ACTIONS : ['sqs:sendmessage'];
  // The streams are within the group.
  const resource = isLogs ? `${arn}:log-stream:events` : arn;
  const documents = policies.map((text) => parseDocument(text, 'resource'));
  const statements = documents.flatMap((document) =>
    isMalformed(document) ? [] : document.statements,
  );
  const answers = actions.map((action) =>
    letsIn({ version: '2012-10-17', statements }, { service: EVENTS, action, resource, context }),
  );
  if (answers.includes('no')) return documents.some(isMalformed) ? 'unclear' : 'no';
  return answers.includes('unclear') || documents.some(isMalformed) ? 'unclear' : 'yes';
}
