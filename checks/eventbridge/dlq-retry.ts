import { eventRules } from '../../collectors/aws/eventbridge/rules.ts';
import { ruleTargets } from '../../collectors/aws/eventbridge/rule-targets.ts';
import { queues } from '../../collectors/aws/sqs/queues.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredRules, NO_RULES, queueArn, sameArn, targetArn } from './subjects.ts';

/** What EventBridge does unless it is told otherwise, and the most that it can be told. */
const LONGEST = { attempts: 185, maxAgeSeconds: 24 * 60 * 60 };

export default defineCheck({
  id: 'eventbridge/dlq-retry',
  title:
    'An event that the EventBridge rule cannot deliver is tried again as declared, and then kept',
  risk: 'After a day of trying, or at once, an event is lost and nobody knows.',
  remediation: 'Give every target the declared dead-letter queue, and the declared retries.',
  fix: {
    cli: 'aws events put-targets --event-bus-name <bus> --rule <rule> --targets Id=<id>,Arn=<arn>,DeadLetterConfig={Arn=<dlq-arn>},RetryPolicy={MaximumRetryAttempts=185}',
    cdk: 'rule.addTarget(new targets.SqsQueue(queue, { deadLetterQueue, retryAttempts: 185 }))',
  },
  severity: 'high',
  resourceType: 'AWS::Events::Rule',
  references: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html',
  ],
  controls: [],
  proves: ['messaging/dead-letters'],
  needs: { rules: eventRules, targets: ruleTargets, queues },
  none: NO_RULES,
  subjects: declaredRules,

  evaluate({ name, declared }, artifacts, place) {
    const wanted = declared.targets.map((target) => ({
      arn: targetArn(target, place),
      messageGroupId: target.messageGroupId ?? null,
      queue: target.deadLetterQueue ?? null,
      retry: target.retry ?? LONGEST,
    }));
    const expected = {
      deadLetterQueues: wanted.map(({ arn, queue }) => ({ arn, queue })),
      retries: wanted.map(({ arn, retry }) => ({ arn, ...retry })),
    };
    const rule = artifacts.rules.get(name);
    if (rule === null) return fail(ABSENT, expected, {});
    const resource = rule.arn === null ? {} : { resource: rule.arn };
    const deployed = (artifacts.targets.get(name) ?? []).map((target) => ({
      arn: sameArn(target.arn),
      messageGroupId: target.messageGroupId,
      deadLetterArn: target.deadLetterArn,
      attempts: target.maxRetries ?? LONGEST.attempts,
      maxAgeSeconds: target.maxAgeSeconds ?? LONGEST.maxAgeSeconds,
    }));
    const actual = { targets: deployed };
    if (deployed.length === 0) return fail('The rule has no target.', expected, actual, resource);
    if (deployed.some(({ deadLetterArn }) => deadLetterArn === null)) {
      return fail('A target has no dead-letter queue.', expected, actual, resource);
    }
    const paired = deployed.map((target) => ({ target, declared: declaredAs(target, wanted) }));
    for (const one of wanted) {
      const { queue } = one;
      if (queue === null) continue;
      const own = paired.filter((pair) => pair.declared.includes(one));
      if (own.length === 0) {
        return fail('A declared target is missing.', expected, actual, resource);
      }
      const arn = queueArn(queue, place);
      if (!own.some(({ target }) => target.deadLetterArn === arn)) {
        return fail(OTHER_QUEUE, expected, actual, resource);
      }
      if (artifacts.queues.get(queue) === null) {
        return fail('The dead-letter queue does not exist.', expected, actual, resource);
      }
    }
    const elsewhere = paired.some(
      ({ target, declared: own }) =>
        own.length > 0 &&
        own.every(({ queue }) => queue !== null && target.deadLetterArn !== queueArn(queue, place)),
    );
    if (elsewhere) {
      return fail(OTHER_QUEUE, expected, actual, resource);
    }
    const other = paired
      .filter(({ target: { attempts, maxAgeSeconds }, declared: own }) =>
        (own.length === 0 ? [{ retry: LONGEST }] : own).every(
          ({ retry }) => attempts !== retry.attempts || maxAgeSeconds !== retry.maxAgeSeconds,
        ),
      )
      .map(({ target }) => target);
    if (other.length > 0) {
      return fail('A target is tried again otherwise than declared.', expected, actual, {
        ...resource,
        details: other.map(
          ({ arn, attempts, maxAgeSeconds }) =>
            `${arn ?? 'A target'} is tried again ${attempts} times at most, within ${maxAgeSeconds} s.`,
        ),
      });
    }
    if (wanted.some(({ queue }) => queue === null)) {
      return unknown('The spec does not declare every dead-letter queue, so nobody looked for it.');
    }
    return pass(expected, actual, resource);
  },
});

const OTHER_QUEUE = 'A target has another dead-letter queue than declared.';

interface Target {
  readonly arn: string | null;
  readonly messageGroupId: string | null;
}

/** The declared targets that a deployed one may be: those of its ARN and its message group, or else of no group, or of any. */
function declaredAs<Wanted extends Target>(
  { arn, messageGroupId }: Target,
  wanted: readonly Wanted[],
): readonly Wanted[] {
  const same = wanted.filter((one) => one.arn === arn);
  const grouped = same.filter((one) => one.messageGroupId === messageGroupId);
  if (grouped.length > 0) return grouped;
  const ungrouped = same.filter((one) => one.messageGroupId === null);
  return ungrouped.length > 0 ? ungrouped : same;
}
