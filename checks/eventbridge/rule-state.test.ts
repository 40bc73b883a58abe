import type { EventRule } from '../../collectors/aws/eventbridge/rules.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './rule-state.ts';
import { ruleArtifact, ruleSubject } from './testing/fixtures.ts';

const having = (facts: Partial<EventRule> = {}) => ({
  rules: { 'main/orders': ruleArtifact(facts) },
});
const scheduled = ruleSubject({ pattern: undefined, scheduleExpression: 'rate(1 day)' });
const OTHERS = 'The rule is about other events than declared.';

testCheck(check, ruleSubject(), {
  pass: [
    { name: 'the declared events, whatever the order of values', artifacts: having() },
    {
      name: 'enabled for the events of CloudTrail too',
      artifacts: having({ state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }),
    },
    {
      name: 'disabled as declared',
      subject: ruleSubject({ state: 'DISABLED' }),
      artifacts: having({ state: 'DISABLED' }),
    },
    {
      name: 'a schedule',
      subject: scheduled,
      artifacts: having({ pattern: null, scheduleExpression: 'rate(1 day)' }),
    },
  ],
  fail: [
    {
      name: 'no rule',
      artifacts: { rules: { 'main/orders': null } },
      message: 'The rule does not exist.',
    },
    {
      name: 'disabled',
      artifacts: having({ state: 'DISABLED' }),
      message: 'The rule is not in the declared state.',
    },
    {
      name: 'enabled where the old side still works',
      subject: ruleSubject({ state: 'DISABLED' }),
      artifacts: having(),
      message: 'The rule is not in the declared state.',
    },
    {
      name: 'a value less',
      artifacts: having({ pattern: '{"source":["shop"],"detail-type":["Order"]}' }),
      message: OTHERS,
    },
    { name: 'no pattern', artifacts: having({ pattern: null }), message: OTHERS },
    {
      name: 'another schedule',
      subject: scheduled,
      artifacts: having({ pattern: null, scheduleExpression: 'rate(1 hour)' }),
      message: 'The rule has another schedule than declared.',
    },
  ],
  unknown: [
    {
      name: 'a pattern that is cut off',
      artifacts: having({ pattern: '{"source":' }),
      message: 'The pattern of the rule is no JSON.',
    },
    {
      name: 'the state is left out',
      artifacts: having({ state: null }),
      message: 'EventBridge does not say whether the rule is enabled.',
    },
  ],
  error: [
    {
      name: 'the rule could not be seen',
      artifacts: { rules: { 'main/orders': denied('events:ListRules') } },
      message: 'AWS denied events:ListRules.',
    },
  ],
});
