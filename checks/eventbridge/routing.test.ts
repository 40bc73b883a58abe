import { denied, testCheck } from '../../core/testing/test-check.ts';
import { ruleArtifact, ruleSubject } from './testing/fixtures.ts';
import check from './routing.ts';

const SUBJECT = {
  name: 'orders',
  path: ['translation', 'subjects', 'orders'],
  bus: 'main',
  rules: { orders: ruleSubject().declared },
  source: 'shop',
  detailType: 'Order',
};
const having = (facts: Parameters<typeof ruleArtifact>[0] = {}) => ({
  rules: { 'main/orders': ruleArtifact(facts) },
});
const of = (pattern: object) => having({ pattern: JSON.stringify(pattern) });
const LOST = 'No rule of the bus takes the subject.';

testCheck(
  check,
  { ...SUBJECT },
  {
    pass: [
      { name: 'by source and detail type', artifacts: having() },
      { name: 'by an operator', artifacts: of({ source: [{ prefix: 'sh' }] }) },
      {
        name: 'by account and region',
        artifacts: of({ account: ['123456789012'], region: ['us-east-1'] }),
      },
    ],
    fail: [
      { name: 'no rule', artifacts: { rules: { 'main/orders': null } }, message: LOST },
      { name: 'a rule of another source', artifacts: of({ source: ['shop.old'] }), message: LOST },
      {
        name: 'a rule of another detail type',
        artifacts: of({ source: ['shop'], 'detail-type': ['order'] }),
        message: LOST,
      },
      { name: 'a rule that is off', artifacts: having({ state: 'DISABLED' }), message: LOST },
      { name: 'a rule that has a schedule', artifacts: having({ pattern: null }), message: LOST },
      {
        name: 'a bus without rules',
        subject: { ...SUBJECT, rules: {} },
        artifacts: having(),
        message: LOST,
      },
    ],
    unknown: [
      {
        name: 'by a rule that is declared to be off',
        subject: { ...SUBJECT, rules: { orders: ruleSubject({ state: 'DISABLED' }).declared } },
        artifacts: having({ state: 'DISABLED' }),
        message: 'The rule that takes the subject is declared to be off.',
      },
      {
        name: 'a state that is left out',
        artifacts: having({ state: null }),
        message:
          'Whether a rule takes the subject depends on what is in the event, or is not told.',
      },
      {
        name: 'a rule that asks for the detail',
        artifacts: of({ source: ['shop'], detail: { total: [{ numeric: ['>', 9] }] } }),
        message:
          'Whether a rule takes the subject depends on what is in the event, or is not told.',
      },
      {
        name: 'a pattern that is no JSON',
        artifacts: having({ pattern: '{' }),
        message:
          'Whether a rule takes the subject depends on what is in the event, or is not told.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { rules: { 'main/orders': denied('events:ListRules') } },
        message: 'AWS denied events:ListRules.',
      },
    ],
  },
);
