import { denied, testCheck } from '../../core/testing/test-check.ts';
import { planArtifact, planSubject, ruleArtifact } from './testing/fixtures.ts';
import check from './plan-rules.ts';

const having = (...rules: readonly Parameters<typeof ruleArtifact>[0][]) => ({
  plans: { all: [planArtifact({ rules: rules.map(ruleArtifact) })] },
});
const WRONG = 'No rule of the plan is as declared.';

testCheck(
  check,
  { ...planSubject() },
  {
    pass: [
      { name: 'as declared', artifacts: having({}) },
      {
        name: 'more often, and for ever',
        artifacts: having({ schedule: 'rate(6 hours)', deleteAfterDays: null }),
      },
      { name: 'no schedule, which is once a day', artifacts: having({ schedule: null }) },
      { name: 'one of two rules', artifacts: having({ schedule: 'cron(0 5 ? * SUN *)' }, {}) },
      {
        name: 'continuous, which is declared',
        subject: { declared: { ...planSubject().declared, continuous: true } },
        artifacts: having({ continuous: true }),
      },
    ],
    fail: [
      {
        name: 'no plan',
        artifacts: { plans: { all: [] } },
        message: 'The backup plan does not exist.',
      },
      {
        name: 'another plan',
        artifacts: { plans: { all: [planArtifact({ name: 'weekly' })] } },
        message: 'The backup plan does not exist.',
      },
      { name: 'no rule', artifacts: having(), message: WRONG },
      {
        name: 'once a week',
        artifacts: having({ schedule: 'cron(0 5 ? * SUN *)' }),
        message: WRONG,
        details: ['Rule daily: it runs too rarely.'],
      },
      {
        name: 'on weekdays',
        artifacts: having({ schedule: 'cron(0 5 ? * MON-FRI *)' }),
        message: WRONG,
      },
      {
        name: 'six days',
        artifacts: having({ deleteAfterDays: 6 }),
        message: WRONG,
        details: ['Rule daily: it keeps too short.'],
      },
      {
        name: 'another vault',
        artifacts: having({ vault: 'Default' }),
        message: WRONG,
        details: ['Rule daily: it writes to another vault.'],
      },
      {
        name: 'not continuous, though it is declared',
        subject: { declared: { ...planSubject().declared, continuous: true } },
        artifacts: having({}),
        message: WRONG,
      },
      {
        name: 'each of two rules is half right',
        artifacts: having({ deleteAfterDays: 1 }, { schedule: 'rate(2 days)' }),
        message: WRONG,
      },
      {
        name: 'a schedule that cannot be read, in another vault',
        artifacts: having({ schedule: 'cron(0 5 L * ? *)', vault: 'Default' }),
        message: WRONG,
      },
    ],
    unknown: [
      {
        name: 'a schedule that cannot be read',
        artifacts: having({ schedule: 'cron(0 5 L * ? *)' }),
        message: 'How often the rules of the plan run cannot be told.',
      },
      {
        name: 'two plans of the name',
        artifacts: { plans: { all: [planArtifact(), planArtifact()] } },
        message: 'Several backup plans have the declared name.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { plans: { all: denied('backup:ListBackupPlans') } },
        message: 'AWS denied backup:ListBackupPlans.',
      },
    ],
  },
);
