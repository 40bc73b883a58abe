import { SchedulerClient, ListSchedulesCommand } from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allSchedules } from './all-schedules.ts';

const scheduler = mockClient(SchedulerClient);

testWholeList(allSchedules, {
  mock: scheduler,
  on: () => scheduler.on(ListSchedulesCommand),
  pages: [
    { Schedules: [{ Name: 'a', Arn: 'arn:a', GroupName: 'default' }], NextToken: 'more' },
    { Schedules: [] },
  ],
  items: [{ name: 'a', arn: 'arn:a', group: 'default' }],
  unidentified: { Schedules: [{ Name: 'a', Arn: 'arn:a' }] },
});
