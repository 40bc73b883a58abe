import { eventRules } from '../../collectors/aws/eventbridge/rules.ts';
import { ruleTargets } from '../../collectors/aws/eventbridge/rule-targets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredRules, NO_RULES, sameArn, targetArn } from './subjects.ts';

export default defineCheck({
  id: 'eventbridge/targets',
  title: 'The EventBridge rule sends events to the declared targets and nowhere else',
  risk: 'Events are matched and dropped, or go to somebody who is not meant to have them.',
  remediation: 'Put the declared targets, and remove the others.',
  fix: {
    cli: 'aws events put-targets --event-bus-name <bus> --rule <rule> --targets Id=<id>,Arn=<arn>',
    cdk: 'rule.addTarget(new targets.SqsQueue(queue))',
  },
  severity: 'high',
  resourceType: 'AWS::Events::Rule',
  references: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html',
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_SqsParameters.html',
  ],
  controls: [],
  proves: ['messaging/eventbridge-path'],
  needs: { rules: eventRules, targets: ruleTargets },
  none: NO_RULES,
  subjects: declaredRules,

  evaluate({ name, declared }, { rules, targets }, place) {
    const wanted = declared.targets.flatMap((target) => {
      const arn = targetArn(target, place);
      return arn === null ? [] : [{ arn, messageGroupId: target.messageGroupId ?? null }];
    });
    const expected = { targets: wanted };
    const rule = rules.get(name);
    if (rule === null) return fail(ABSENT, expected, {});
    const resource = rule.arn === null ? {} : { resource: rule.arn };
    const deployed = (targets.get(name) ?? []).map(({ arn, messageGroupId }) => ({
      arn: sameArn(arn),
      messageGroupId,
    }));
    const actual = { targets: deployed };
    if (deployed.length === 0) {
      return fail('The rule has no target and drops every event.', expected, actual, resource);
    }
    if (deployed.some(({ arn }) => arn === null)) {
      return unknown('EventBridge does not give the ARN of a target.');
    }
    // Each target gets every event, so that one queue in two of them gets it twice.
    const differences = differencesOf(wanted, deployed);
    if (differences.length > 0) {
      const details = { ...resource, details: differences };
      return fail('The targets are not the declared ones.', expected, actual, details);
    }
    const ungrouped = wanted.filter(
      (target) =>
        target.messageGroupId !== null && countOf(deployed, target) < countOf(wanted, target),
    );
    // Without a group a FIFO queue refuses the message.
    const fifo = deployed.filter(
      ({ arn, messageGroupId }) => arn?.endsWith('.fifo') === true && messageGroupId === null,
    );
    return ungrouped.length + fifo.length === 0
      ? pass(expected, actual, resource)
      : fail('A target has another message group than it needs.', expected, actual, resource);
  },
});

interface Target {
  readonly arn: string | null;
  readonly messageGroupId: string | null;
}

/** How many of the targets are the same. */
function countOf(targets: readonly Target[], { arn, messageGroupId }: Target): number {
  return targets.filter((one) => one.arn === arn && one.messageGroupId === messageGroupId).length;
}

/** What is a target more often, or less often, than declared; a sentence each. */
function differencesOf(wanted: readonly Target[], deployed: readonly Target[]): readonly string[] {
  const arns = new Set([...wanted, ...deployed].map(({ arn }) => arn ?? ''));
  return [...arns].flatMap((arn) => {
    const [declared, found] = [wanted, deployed].map(
      (targets) => targets.filter((target) => target.arn === arn).length,
    );
    if (declared === undefined || found === undefined || declared === found) return [];
    if (found < declared) return [`Missing: ${arn}.`];
    return [declared === 0 ? `Not declared: ${arn}.` : `Gets every event ${found} times: ${arn}.`];
  });
}
