import { eventRules } from '../../collectors/aws/eventbridge/rules.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { canonicalPattern } from './canonical-pattern.ts';
import { parsedPattern } from './parsed-pattern.ts';
import { ABSENT, declaredRules, NO_RULES } from './subjects.ts';

export default defineCheck({
  id: 'eventbridge/rule-state',
  title: 'The EventBridge rule is enabled or disabled as declared, on the declared events',
  risk: 'Events are handled by nobody, or by the old and the new side at once.',
  remediation: 'Put the rule with the declared pattern or schedule, and enable or disable it.',
  fix: {
    cli: 'aws events put-rule --event-bus-name <bus> --name <rule> --state ENABLED --event-pattern file://pattern.json',
    cdk: 'new events.Rule(this, "<id>", { eventBus, enabled: true, eventPattern: { source: ["<source>"], detailType: ["<type>"] } })',
  },
  severity: 'high',
  resourceType: 'AWS::Events::Rule',
  references: [
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Rule.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html',
  ],
  controls: [],
  proves: ['messaging/eventbridge-path'],
  needs: { rules: eventRules },
  none: NO_RULES,
  subjects: declaredRules,

  evaluate({ name, declared }, { rules }) {
    const wanted = declared.pattern === undefined ? null : canonicalPattern(declared.pattern);
    const expected = {
      state: declared.state,
      pattern: wanted,
      scheduleExpression: declared.scheduleExpression ?? null,
    };
    const rule = rules.get(name);
    if (rule === null) return fail(ABSENT, expected, {});
    const resource = rule.arn === null ? {} : { resource: rule.arn };
    const pattern = parsedPattern(rule.pattern);
    if (pattern === undefined) return unknown('The pattern of the rule is no JSON.');
    const actual = {
      state: rule.state,
      pattern: pattern === null ? null : canonicalPattern(pattern),
      scheduleExpression: rule.scheduleExpression,
    };
    if (actual.pattern !== expected.pattern) {
      return fail('The rule is about other events than declared.', expected, actual, resource);
    }
    if (actual.scheduleExpression !== expected.scheduleExpression) {
      return fail('The rule has another schedule than declared.', expected, actual, resource);
    }
    if (rule.state === null) {
      return unknown('EventBridge does not say whether the rule is enabled.');
    }
    // One that also takes the events of CloudTrail is enabled.
    const state = rule.state.startsWith('ENABLED') ? 'ENABLED' : rule.state;
    return state === declared.state
      ? pass(expected, actual, resource)
      : fail('The rule is not in the declared state.', expected, actual, resource);
  },
});
