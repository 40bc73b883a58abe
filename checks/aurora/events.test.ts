import type { EventSubscription } from '../../collectors/aws/rds/event-subscriptions.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { clusterSubject } from './testing/fixtures.ts';
import check from './events.ts';

const subscription = (facts: Partial<EventSubscription> = {}): EventSubscription => ({
  name: 'databases',
  enabled: true,
  status: 'active',
  sourceType: 'db-cluster',
  sources: [],
  categories: ['failure', 'failover', 'maintenance'],
  ...facts,
});
const having = (...all: EventSubscription[]) => ({ subscriptions: { all } });
const UNTOLD = 'Nobody is told of every event that matters.';

testCheck(
  check,
  { ...clusterSubject() },
  {
    pass: [
      { name: 'the three categories', artifacts: having(subscription()) },
      {
        name: 'more than they (A7)',
        artifacts: having(
          subscription({ categories: ['failure', 'failover', 'maintenance', 'creation'] }),
        ),
      },
      {
        name: 'everything of everything (A7)',
        artifacts: having(subscription({ sourceType: null, categories: [] })),
      },
      { name: 'by name', artifacts: having(subscription({ sources: ['main'] })) },
      {
        name: 'in two subscriptions',
        artifacts: having(
          subscription({ categories: ['failure'] }),
          subscription({ categories: ['failover', 'maintenance'] }),
        ),
      },
    ],
    fail: [
      {
        name: 'none (A7)',
        artifacts: having(),
        message: UNTOLD,
        details: [
          'Nobody is told of failure.',
          'Nobody is told of failover.',
          'Nobody is told of maintenance.',
        ],
      },
      {
        name: 'of instances',
        artifacts: having(subscription({ sourceType: 'db-instance' })),
        message: UNTOLD,
      },
      {
        name: 'of another cluster',
        artifacts: having(subscription({ sources: ['other'] })),
        message: UNTOLD,
      },
      {
        name: 'switched off',
        artifacts: having(subscription({ enabled: false })),
        message: UNTOLD,
      },
      {
        name: 'to a topic that is gone',
        artifacts: having(subscription({ status: 'topic-not-exist' })),
        message: UNTOLD,
      },
      {
        name: 'one category less',
        artifacts: having(subscription({ categories: ['failure', 'maintenance'] })),
        message: UNTOLD,
        details: ['Nobody is told of failover.'],
      },
    ],
    unknown: [
      {
        name: 'a state that is left out',
        artifacts: having(subscription({ status: null })),
        message: 'RDS does not say whether every subscription is in use.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { subscriptions: { all: denied('rds:DescribeEventSubscriptions') } },
        message: 'AWS denied rds:DescribeEventSubscriptions.',
      },
    ],
  },
);
