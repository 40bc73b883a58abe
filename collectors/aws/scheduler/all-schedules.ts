import { z } from 'zod';
import { ListedResource, wholeList } from '../whole-list.ts';
import { listSchedules } from './operations.ts';

const ListedSchedule = z.strictObject({ ...ListedResource.shape, group: z.string() });

export const allSchedules = wholeList({
  id: 'aws/scheduler/all-schedules',
  title: 'All schedules of EventBridge Scheduler in the region',
  operation: listSchedules,
  input: {},
  item: ListedSchedule,
  list: ({ Schedules }) => Schedules,
  toItem: ({ Name: name, Arn: arn, GroupName: group }) =>
    name === undefined || arn === undefined || group === undefined ? null : { name, arn, group },
});
