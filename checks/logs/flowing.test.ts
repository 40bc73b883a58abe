import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './flowing.ts';

// The tests judge as of noon on 23 November 2026.
const having = (at: string | null, streams = 2) => ({ events: { '/app': { streams, at } } });

testCheck(
  check,
  { name: '/app', path: ['logGroups', '/app'] },
  {
    pass: [
      { name: 'a minute ago', artifacts: having('2026-11-23T11:59:00.000Z') },
      { name: 'as late as CloudWatch may tell', artifacts: having('2026-11-23T10:00:00.000Z') },
    ],
    fail: [
      {
        name: 'no group',
        artifacts: { events: { '/app': null } },
        message: 'The log group does not exist.',
      },
      {
        name: 'never',
        artifacts: having(null, 0),
        message: 'The log group has never got an event.',
      },
      {
        name: 'yesterday',
        artifacts: having('2026-11-22T11:59:00.000Z'),
        message: 'The log group gets no more events.',
      },
    ],
    unknown: [
      {
        name: 'a stream of which nothing is told yet',
        artifacts: having(null),
        message: 'CloudWatch Logs does not say yet when the log group got an event.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { events: { '/app': denied('logs:DescribeLogStreams') } },
        message: 'AWS denied logs:DescribeLogStreams.',
      },
    ],
  },
);
