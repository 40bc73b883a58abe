import { denied, testCheck } from '../../core/testing/test-check.ts';
import { scaledSubject } from './testing/fixtures.ts';
import check from './scheduled-actions.ts';

const action = (facts: object = {}) => ({
  name: 'morning',
  schedule: 'cron(0 8 * * ? *)',
  timeZone: 'Europe/Berlin',
  minTasks: 4,
  maxTasks: null,
  startsAt: null,
  endsAt: null,
  ...facts,
});
const having = (...actions: ReturnType<typeof action>[]) => ({
  actions: { 'main/worker': actions },
});
const plain = scaledSubject();
const scheduled = {
  scaling: {
    minTasks: 2,
    maxTasks: 10,
    policies: {},
    scheduled: {
      morning: { expression: 'cron(0 8 * * ? *)', timeZone: 'Europe/Berlin', minTasks: 4 },
    },
  },
};
const WRONG = 'The scheduled actions are not as declared.';

testCheck(
  check,
  { ...plain },
  {
    pass: [
      { name: 'none, and none is declared', artifacts: having() },
      { name: 'as declared', subject: scheduled, artifacts: having(action()) },
      {
        name: 'since yesterday',
        subject: scheduled,
        artifacts: having(action({ startsAt: '2026-11-22T12:00:00.000Z' })),
      },
    ],
    fail: [
      {
        name: 'one that nobody declared',
        artifacts: having(action()),
        message: WRONG,
        details: ['Not declared: morning.'],
      },
      {
        name: 'one that shrinks the service',
        artifacts: having(action({ name: 'night', maxTasks: 1 })),
        message: WRONG,
        details: ['Not declared: night.', 'night lowers the greatest number of tasks.'],
      },
      {
        name: 'none, though one is declared',
        subject: scheduled,
        artifacts: having(),
        message: WRONG,
        details: ['Not deployed: morning.'],
      },
      {
        name: 'from next year on',
        subject: scheduled,
        artifacts: having(action({ startsAt: '2027-01-01T00:00:00.000Z' })),
        message: WRONG,
        details: ['morning does nothing before 2027-01-01T00:00:00.000Z.'],
      },
      {
        name: 'until next month',
        subject: scheduled,
        artifacts: having(action({ endsAt: '2026-12-24T00:00:00.000Z' })),
        message: WRONG,
        details: ['morning does nothing after 2026-12-24T00:00:00.000Z.'],
      },
      {
        name: 'at another hour',
        subject: scheduled,
        artifacts: having(action({ schedule: 'cron(0 9 * * ? *)' })),
        message: WRONG,
        details: ['Other than declared: morning.'],
      },
      {
        name: 'in another time zone',
        subject: scheduled,
        artifacts: having(action({ timeZone: null })),
        message: WRONG,
      },
      {
        name: 'with another range',
        subject: scheduled,
        artifacts: having(action({ maxTasks: 5 })),
        message: WRONG,
      },
    ],
    unknown: [],
    error: [
      {
        name: 'denied',
        artifacts: {
          actions: { 'main/worker': denied('application-autoscaling:DescribeScheduledActions') },
        },
        message: 'AWS denied application-autoscaling:DescribeScheduledActions.',
      },
    ],
  },
);
