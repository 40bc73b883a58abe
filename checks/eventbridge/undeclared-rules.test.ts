import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './undeclared-rules.ts';

const rule = (name: string, managedBy: string | null = null) => ({
  name,
  arn: `arn:aws:events:us-east-1:123456789012:rule/orders/${name}`,
  managedBy,
});
const having = (...rules: ReturnType<typeof rule>[]) => ({ rules: { orders: rules } });

testCheck(
  check,
  { name: 'orders', path: ['buses', 'orders'], declared: ['paid'] },
  {
    pass: [
      { name: 'the declared rule', artifacts: having(rule('paid')) },
      {
        name: 'the rule of an archive',
        artifacts: having(rule('paid'), rule('Events-Archive-a', 'prod.vhs.events.aws.internal')),
      },
      { name: 'none', artifacts: having() },
    ],
    fail: [
      {
        name: 'another rule',
        artifacts: having(rule('paid'), rule('debug')),
        message: 'A rule of the bus is not declared.',
        details: ['Not declared: debug.'],
      },
      {
        name: 'no bus',
        artifacts: { rules: { orders: null } },
        message: 'The event bus does not exist.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { rules: { orders: denied('events:ListRules') } },
        message: 'AWS denied events:ListRules.',
      },
    ],
  },
);
